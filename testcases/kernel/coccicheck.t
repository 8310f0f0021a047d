#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The semantic patches on Debian's 6.1: the patch applies, and every constructor and
# destructor call of the 2023 series (sites-6.1.tsv) is converted.
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tap.sh"
need 6.1

"$ptdesc" coccicheck --tree "$tree" --mode patch > "$tmp/patch" 2> "$tmp/err"
ok $? 'MODE=patch exits 0'
(cd "$tree" && GIT_CEILING_DIRECTORIES=/ git apply --check "$tmp/patch") 2> "$tmp/err"
ok $? 'git apply --check accepts what it prints'

"$here/score" "$tree" "$tmp/patch" > "$tmp/score" 2> "$tmp/err"
ok $? 'no site is converted wrongly'
grep -q '^class E: 213 converted, 0 left, 0 wrong' "$tmp/score"
ok $? 'all 213 sites within reach of a semantic patch are converted'

# The converted files themselves, beside the score's own reading of them.
mkdir "$tmp/tree"
sed -n 's,^+++ b/,,p' "$tmp/patch" | while read -r file; do
	mkdir -p "$tmp/tree/$(dirname "$file")" && cp "$tree/$file" "$tmp/tree/$file"
done
(cd "$tmp/tree" && GIT_CEILING_DIRECTORIES=/ git apply "$tmp/patch") 2> "$tmp/err"
for arch in arm arm64 csky hexagon nios2 openrisc riscv sparc um; do
	left=$(awk -F'\t' -v a="arch/$arch/" 'index($1, a) == 1 && $4 ~ /ctor|dtor/ { print $1 }' \
		"$here/sites-6.1.tsv" | sort -u | while read -r file; do
		grep -nE 'pgtable_(pte|pmd)_page_(ctor|dtor)' "$tmp/tree/$file" /dev/null |
			grep -vE ':[0-9]+:[[:space:]]*/?\*'	# comments keep the old names
	done)
	[ -z "$left" ]
	ok $? "no old constructor or destructor call is left in arch/$arch"
done

"$ptdesc" coccicheck --tree "$tree" --mode report --cocci "$here/../../cocci/ctor.cocci" \
	> "$tmp/report" 2> "$tmp/err"
ok $? 'MODE=report exits 0'
grep -qE '^(\./)?arch/arm64/mm/mmu\.c:[0-9]+:[0-9]+-[0-9]+: ' "$tmp/report"
ok $? 'and prints FILE:LINE:COLUMN-COLUMN: as coccicheck does'

# The kernel's own script, in a copy, for spatch makes a directory where it runs. It takes
# all files, or what its own search for words leaves.
reports() { sed 's,^\./,,' "$1" | grep -E '^[^ ]+:[0-9]+:[0-9]+-[0-9]+: ' | LC_ALL=C sort -u; }
same_reports() {	# same_reports NAME DIRECTORY
	local cocci=$(cd "$here/../../cocci" && pwd)/$1.cocci

	rm -rf "$tmp/copy" && mkdir -p "$tmp/copy/$2" "$tmp/copy/scripts"
	cp -r "$tree/$2/." "$tmp/copy/$2"
	cp "$tree/scripts/coccicheck" "$tmp/copy/scripts"
	cp "$tree/.cocciconfig" "$tmp/copy"
	(cd "$tmp/copy" && GIT_CEILING_DIRECTORIES=/ srctree=. KBUILD_EXTMOD=$2 MODE=report J=2 \
		COCCI=$cocci bash scripts/coccicheck) > "$tmp/theirs" 2> "$tmp/err"
	"$ptdesc" coccicheck --tree "$tree" --dir "$2" --cocci "$cocci" > "$tmp/ours" 2>> "$tmp/err"
	diff <(reports "$tmp/theirs") <(reports "$tmp/ours") > "$tmp/out" &&
		[ -n "$(reports "$tmp/ours")" ]
	ok $? "$1 reports of $2 what it does for the kernel's coccicheck"
}
same_reports ctor arch/arm64
same_reports pgd-list arch/x86
same_reports pgtable-list mm

echo "1..$count"
