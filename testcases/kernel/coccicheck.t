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

echo "1..$count"
