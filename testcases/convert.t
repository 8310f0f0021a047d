#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# ptdesc coccicheck and ptdesc convert: a small tree of its own for what goes
# wrong, the make-believe tree for the semantic patches that we ship.

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
program=${PTDESC:-$root/build/ptdesc}
[[ $program = /* ]] || program=$PWD/$program
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export XDG_CACHE_HOME=$tmp/cache TMPDIR=$tmp/scratch
mkdir "$TMPDIR"
tree=$tmp/tree
real_spatch=$(command -v spatch)
count=0

ok() {		# ok STATUS NAME
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		sed 's/^/# out: /' "$tmp/out" 2>/dev/null | head -40
		sed 's/^/# err: /' "$tmp/err" 2>/dev/null | head -20
	fi
}

run() {		# run STATUS NAME COMMAND...: our program, its exit status is the test
	local want=$1 name=$2
	shift 2
	PTDESC_DATA=${data:-$here/convert} "$program" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	local got=$?
	[ $got -eq "$want" ]
	ok $? "$name: exit status $want (got $got)"
}

says() {	# says FILE TEXT
	grep -qF -e "$2" "$tmp/$1"
	ok $? "standard $1 says: $2"
}

silent() {	# silent FILE TEXT
	! grep -qF -e "$2" "$tmp/$1"
	ok $? "standard $1 does not say: $2"
}

same() {	# same FILE FILE NAME
	cmp -s "$1" "$2"
	ok $? "$3"
}

checksum() {
	(cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum; find . | sort) | sha256sum
}

make_tree() {
	rm -rf "$tree"
	cp -r "$here/convert/tree" "$tree"
	chmod -R u+w "$tree"
	chmod 755 "$tree/arch/arm64/mm/mmu.c"
}

fake_spatch() {	# its body; $groups is the list of files, @args the arguments
	cat >"$tmp/fake" <<-EOF
	#!/bin/bash
	[ "\$1" = --version ] && { echo "spatch version 1.1.1"; exit 0; }
	args=("\$@")
	while [ \$# -gt 1 ]; do [ "\$1" = --file-groups ] && groups=\$2; shift; done
	$1
	EOF
	chmod +x "$tmp/fake"
}

# -- coccicheck: modes ---------------------------------------------------------

make_tree
before=$(checksum "$tree")
run 0 "patch mode" coccicheck --tree "$tree" --mode patch
cp "$tmp/out" "$tmp/patch"
says out "Please check for false positives"
says out "+	pagetable_pte_dtor(page_ptdesc(page));"
says out "+	pagetable_pte_dtor(pt);"
says out $'+	pagetable_pte_dtor(page_ptdesc(pte));	\\'
silent out scratch
(cd "$tree" && git apply --check "$tmp/patch") 2>"$tmp/err"
ok $? "git apply takes standard output as it is"
(cd "$tree" && grep '^diff --git' "$tmp/patch" | LC_ALL=C sort -c)
ok $? "files are sorted"
cp "$tmp/patch" "$tmp/out"
for jobs in 1 2 8; do
	run 0 "-j$jobs" coccicheck --tree "$tree" --mode patch -j$jobs
	same "$tmp/out" "$tmp/patch" "the same with -j$jobs"
done

run 0 "report mode" coccicheck --tree "$tree" --mode report --cocci dtor.cocci
says out "arch/x86/mm/pgtable.c:4:1-22: destructor"
grep -v '^$' "$tmp/out" | grep : | grep -v '^When' | cut -d: -f1 >"$tmp/files"
LC_ALL=C sort -c "$tmp/files" && [ "$(wc -l <"$tmp/files")" -eq 5 ]
ok $? "five reports in the order of files"
cp "$tmp/out" "$tmp/report"
run 0 "default mode" coccicheck --tree "$tree" --mode "" --cocci dtor.cocci -j 1
says out 'You have not explicitly specified the mode to use. Using default "report" mode.'
run 0 "report mode, -j1" coccicheck --tree "$tree" --mode report --cocci dtor.cocci -j1
same "$tmp/out" "$tmp/report" "the same report with -j1"

run 0 "org mode" coccicheck --tree "$tree" --mode org --cocci dtor.cocci
says out "* TODO [[view:arch/x86/mm/pgtable.c::face=ovl-face1::linb=4::colb=1::cole=22][destructor]]"
run 0 "context mode" coccicheck --tree "$tree" --mode context --cocci dtor.cocci
says out "+++ b/arch/x86/mm/pgtable.c"
says out "-	pgtable_pte_page_dtor(page);"
silent out cocci-output
run 0 "chain mode" coccicheck --tree "$tree" --mode chain --cocci dtor.cocci
says out 'You have selected the "chain" mode.'
says out "+	pagetable_pte_dtor(page_ptdesc(page));"
silent out ": destructor"
run 0 "rep+ctxt mode" coccicheck --tree "$tree" --mode rep+ctxt --cocci dtor.cocci
says out "mm/memory.c:3:1-22: destructor"
says out "+++ b/mm/memory.c"
run 3 "a mode that one of the series has not" coccicheck --tree "$tree" --mode report
says out "mm/memory.c:3:1-22: destructor"
says err "reduce.cocci: has no report mode"

run 0 "V=1" coccicheck --tree "$tree" --mode patch --verbose 1
says out "Processing dtor.cocci"
says out 'with option(s) "--no-includes --include-headers"'
says out " in cocci/dtor.cocci."
says out " May match more than it should."
says err "Running ("
(cd "$tree" && git apply --check "$tmp/out")
ok $? "git apply takes it with V=1, too"

run 0 "M= of one directory" coccicheck --tree "$tree" --mode patch --dir arch/x86
silent out mm/memory.c
says out arch/x86/include/asm/tlb.h
run 0 "no keywords, no headers" coccicheck --tree "$tree" --mode patch \
	--cocci "$here/convert/no-keywords.cocci"
says out "+	quicklist_drain(0);"

# -- coccicheck: several semantic patches at a time ------------------------------

data=$tmp/data
mkdir -p "$data/cocci"
for name in first second third; do
	sed "s/destructor/$name/" "$here/convert/cocci/dtor.cocci" >"$data/cocci/$name.cocci"
	echo $name.cocci >>"$data/cocci/series"
done
fake_spatch '[[ "${args[*]}" = *first.cocci* ]] && sleep 1
exec '"$real_spatch"' "${args[@]}"'
SPATCH=$tmp/fake run 0 "the first is the slowest" coccicheck --tree "$tree" -j4
grep -oE '(first|second|third)$' "$tmp/out" | uniq >"$tmp/names"
[ "$(tr '\n' ' ' <"$tmp/names")" = "first second third " ]
ok $? "and still comes first"
cp "$tmp/out" "$tmp/report"
rm -r "$XDG_CACHE_HOME"
run 0 "the same, -j1" coccicheck --tree "$tree" -j1
same "$tmp/out" "$tmp/report" "the same report with -j1"
run 0 "two modes, V=1" coccicheck --tree "$tree" --mode rep+ctxt --verbose 1
[ "$(grep -c '^Processing' "$tmp/out")" -eq 3 ]
ok $? "introduce each semantic patch once"
sed -i 's/^expression E;$/expression E/' "$data/cocci/second.cocci"
run 2 "the second is no SmPL" coccicheck --tree "$tree"
says out "memory.c:3:1-22: first"
silent out third
says err "second.cocci"
data=

# -- coccicheck: what is remembered ----------------------------------------------

again() {	# again STATUS NAME FILES ARGUMENT...: files that spatch looks at
	local status=$1 name=$2 files=$3
	shift 3
	: >"$tmp/looked"
	run "$status" "$name" coccicheck --tree "$tree" --cocci dtor.cocci "$@"
	[ "$(sort "$tmp/looked" | tr '\n' ' ')" = "$files" ]
	ok $? "$name: spatch looks at ${files:-nothing }(got $(tr '\n' ' ' <"$tmp/looked"))"
}
make_tree
export SPATCH=$tmp/fake
fake_spatch 'grep . "$groups" >>'"$tmp/looked"'
exec '"$real_spatch"' "${args[@]}"'
printf 'void bad(void)\n{\n\tif ((( {\n\tpgtable_pte_page_dtor(0);\n}\n' >"$tree/mm/unparsable.c"
all="arch/arm64/mm/mmu.c arch/x86/include/asm/tlb.h arch/x86/mm/pgtable.c mm/memory.c "
again 3 "first" "${all}mm/unparsable.c "
cp "$tmp/out" "$tmp/report"
again 3 "again" "mm/unparsable.c "
same "$tmp/out" "$tmp/report" "the same report"
says err "mm/unparsable.c:4: spatch cannot parse this"
rm "$tree/mm/unparsable.c"
again 0 "with nothing wrong" ""
same "$tmp/out" "$tmp/report" "the same report"
again 0 "below mm" "" --dir mm
says out "mm/memory.c:3:1-22"
silent out arch/
cp "$tree/mm/memory.c" "$tmp/memory.c"
sed -i '1i /* moved */' "$tree/mm/memory.c"
again 0 "edited" "mm/memory.c "
says out "mm/memory.c:4:1-22"
says out "arch/x86/mm/pgtable.c:4:1-22"
silent out "mm/memory.c:3:"
again 0 "edited, again" ""
says out "mm/memory.c:4:1-22"
cp "$tmp/memory.c" "$tree/mm/memory.c"
rm "$tree/arch/x86/mm/pgtable.c"
again 0 "a file is gone" "mm/memory.c "
silent out arch/x86/mm/pgtable.c
cp "$here/convert/tree/arch/x86/mm/pgtable.c" "$tree/arch/x86/mm/pgtable.c"
again 0 "another mode" "$all" --mode org
says out "view:arch/x86/mm/pgtable.c"
again 0 "another mode, again" "" --mode org
says out "view:arch/x86/mm/pgtable.c"
again 0 "SPFLAGS" "$all" --spflags --debug
again 0 "a debug file" "$all" --debug-file "$tmp/debug-again"
rm "$tmp/debug-again"
for file in "$XDG_CACHE_HOME"/ptdesc/coccicheck/*; do echo '{' >"$file"; done
again 0 "a damaged cache" "$all"
same "$tmp/out" "$tmp/report" "the same report"
fake_spatch 'grep . "$groups" >>'"$tmp/looked"'
# Another program.
exec '"$real_spatch"' "${args[@]}"'
again 0 "another spatch" "$all"
cp "$here/convert/cocci/dtor.cocci" "$tmp/dtor.cocci"
again 0 "a semantic patch" "$all" --cocci "$tmp/dtor.cocci"
says out ": destructor"
sed -i 's/destructor/reworded/' "$tmp/dtor.cocci"
again 0 "the semantic patch edited" "$all" --cocci "$tmp/dtor.cocci"
says out ": reworded"
sed -i 's/--no-includes//' "$tmp/dtor.cocci"
again 0 "with included files" "$all" --cocci "$tmp/dtor.cocci"
again 0 "with included files, again" "$all" --cocci "$tmp/dtor.cocci"
chmod 755 "$tree/mm/memory.c"
again 0 "a new mode" ""
unset SPATCH

# -- coccicheck: what goes wrong -----------------------------------------------

run 2 "no such mode" coccicheck --tree "$tree" --mode sideways
run 2 "no tree" coccicheck --mode patch
run 2 "missing tree" coccicheck --tree "$tmp/nowhere" --mode patch
run 2 "not a kernel tree" coccicheck --tree "$tmp" --mode patch
run 2 "bad -j" coccicheck --tree "$tree" -j none
run 2 "stray argument" coccicheck --tree "$tree" mm
run 2 "M= outside of the tree" coccicheck --tree "$tree" --dir /etc
run 2 "missing semantic patch" coccicheck --tree "$tree" --cocci "$tmp/none.cocci"
run 2 "not SmPL" coccicheck --tree "$tree" --mode patch --cocci "$here/convert/bad-smpl.cocci"
says err "bad-smpl.cocci"
run 2 "bad keyword" coccicheck --tree "$tree" --mode patch \
	--cocci "$here/convert/bad-keyword.cocci"
says err "bad-keyword.cocci:3: "
run 3 "too new a semantic patch" coccicheck --tree "$tree" --mode patch \
	--cocci "$here/convert/requires.cocci"
says out "This SmPL patch requires:      99.0"
says err "requires.cocci: requires spatch 99.0"
run 3 "marker left behind" coccicheck --tree "$tree" --mode patch \
	--cocci "$here/convert/marker.cocci"
says err "arch/x86/mm/pgtable.c: the conversion left its marker __PTDESC_CALL behind"
says out "+	pagetable_pte_dtor(page);"
silent out __PTDESC_
SPATCH=no-such-spatch run 2 "missing spatch" coccicheck --tree "$tree" --mode patch
says err "apt install coccinelle"
[ "$(wc -l <"$tmp/err")" -eq 1 ]
ok $? "in one line"

echo old >"$tmp/debug"
run 2 "debug file exists" coccicheck --tree "$tree" --mode patch --debug-file "$tmp/debug"
[ "$(cat "$tmp/debug")" = old ]
ok $? "and keeps its text"
rm "$tmp/debug"
run 2 "debug file in the tree" coccicheck --tree "$tree" --debug-file "$tree/debug"
run 0 "debug file" coccicheck --tree "$tree" --mode patch --debug-file "$tmp/debug"
grep -q "HANDLING: mm/memory.c" "$tmp/debug" && grep -q -- "-D patch" "$tmp/debug"
ok $? "holds commands and what spatch said"

[ "$(checksum "$tree")" = "$before" ]
ok $? "nothing was written into the tree"

# -- files that must not be rewritten ------------------------------------------

sed 's/$/\r/' "$tree/mm/memory.c" >"$tree/mm/crlf.c"
printf '/* \351 */\nvoid f(void)\n{\n\tpgtable_pte_page_dtor(0);\n}\n' >"$tree/mm/latin.c"
ln -s memory.c "$tree/mm/link.c"
printf 'void bad(void)\n{\n\tif ((( {\n\tpgtable_pte_page_dtor(0);\n}\n' >"$tree/mm/unparsable.c"
printf 'void bad(void)\n{\n\tif ((( {\n}\n\nvoid f(void)\n{\n\tpgtable_pte_page_dtor(0);\n}\n' \
	>"$tree/mm/elsewhere.c"
printf '#define bad(x) do { (( ; pgtable_pte_page_dtor(x); } while (0)\n' >"$tree/mm/macro.h"
printf '#define pgtable_pte_page_dtor(x) (_Generic((x), int: (x) if))\n' >"$tree/mm/api.h"
run 3 "files left out" coccicheck --tree "$tree" --mode patch
says err "mm/crlf.c: has CRLF line ends"
says err "mm/latin.c: is not UTF-8"
says err "mm/link.c: is a symbolic link"
says err "mm/unparsable.c:4: spatch cannot parse this: pgtable_pte_page_dtor(0);"
says err "mm/macro.h:1: spatch cannot parse this"
silent err mm/elsewhere.c
silent err mm/api.h
says out "+++ b/mm/elsewhere.c"
says out "+++ b/mm/memory.c"
silent out "+++ b/mm/crlf.c"
cp "$tmp/err" "$tmp/names"
run 3 "files left out, -j1" coccicheck --tree "$tree" --mode patch -j1
same "$tmp/err" "$tmp/names" "the same names with -j1"

# -- where it runs ---------------------------------------------------------------

make_tree
git init -q "$tmp/hook"
git -C "$tmp/hook" config diff.noprefix true
git -C "$tmp/hook" config diff.context 9
ln -s "$real_spatch" "$tmp/a-spatch"
mkdir "$tmp/relative"
cd "$tmp" || exit 1
GIT_DIR=$tmp/hook/.git TMPDIR=relative SPATCH=./a-spatch \
	run 0 "relative names, a repository around" coccicheck --tree tree --mode patch
same "$tmp/out" "$tmp/patch" "the same patch"
[ -z "$(ls relative)" ]
ok $? "nothing is left there"
GIT_DIR=$tmp/hook/.git run 0 "convert in a git hook" convert --no-facts --tree tree --output hooked
says out "3 patches for 4 files"
grep -q "arch/x86/mm/pgtable.c  *|  *4" hooked/0003*
ok $? "with statistics"
rm -rf hooked
cd "$root" || exit 1

# -- spatch that fails ---------------------------------------------------------

make_tree
export SPATCH=$tmp/fake
fake_spatch 'grep -q mmu.c "$groups" && { echo "HANDLING: arch/arm64/mm/mmu.c" >&2; kill -9 $$; }
exec '"$real_spatch"' "${args[@]}"'
run 3 "spatch is killed" coccicheck --tree "$tree" --mode patch
says err "arch/arm64/mm/mmu.c: spatch was killed by signal 9 (dtor.cocci)"
silent out mmu.c
says out "+++ b/mm/memory.c"
fake_spatch 'echo "HANDLING: mm/memory.c" >&2
echo "EXN: Coccinelle_modules.Common.Timeout in mm/memory.c" >&2
echo ruined >mm/memory.c'
run 3 "spatch times out on a file" coccicheck --tree "$tree" --mode patch --dir mm
says err "mm/memory.c: spatch ran out of time (dtor.cocci)"
silent out ruined
fake_spatch 'echo "HANDLING: mm/memory.c" >&2; exec sleep 60'
run 3 "spatch hangs" coccicheck --tree "$tree" --mode patch --dir mm --spflags "--timeout 1"
says err "mm/memory.c: spatch ran out of time (dtor.cocci)"
fake_spatch 'echo "HANDLING: mm/memory.c" >&2
echo "EXN: Failure(\"rule starting on line 7: already tagged token\") in mm/memory.c" >&2'
run 3 "spatch gives up on a file" coccicheck --tree "$tree" --mode patch --dir mm
says err "mm/memory.c: spatch gave up: Failure("
fake_spatch 'echo "HANDLING: mm/memory.c" >&2; echo "${args[@]: -3}" >&2'
run 0 "SPFLAGS" coccicheck --tree "$tree" --mode patch --dir mm \
	--spflags "--timeout 7 --very-quiet --loop" --debug-file "$tmp/spflags"
grep -qxe "--timeout 7 --loop" "$tmp/spflags"
ok $? "come last, but do not silence spatch"
fake_spatch 'exit 0'
run 3 "spatch does nothing" coccicheck --tree "$tree" --mode patch --dir mm
says err "mm/memory.c: spatch did not look at it (dtor.cocci)"
fake_spatch 'echo "Fatal error: no such option" >&2; exit 255'
run 2 "spatch refuses" coccicheck --tree "$tree" --mode patch --dir mm
says err "no such option"
fake_spatch 'exit 1' && sed -i 's/spatch version/something else/' "$tmp/fake"
run 2 "not spatch at all" coccicheck --tree "$tree" --mode patch
unset SPATCH

# -- convert -------------------------------------------------------------------

make_tree
before=$(checksum "$tree")
run 0 "convert" convert --no-facts --tree "$tree" --output "$tmp/series"
says out "3 patches for 4 files"
says out "dtor.cocci: 4 hunks in 4 files"
says out "reduce.cocci: 1 hunk in 1 file"
title=convert-page-table-code-to-struct-ptdesc
ls "$tmp/series" >"$tmp/out"
printf '%s\n' 0001-mm-$title.patch 0002-arm64-$title.patch 0003-x86-$title.patch >"$tmp/names"
same "$tmp/out" "$tmp/names" "one patch for generic code, then one for each architecture"
for patch in "$tmp/series"/*; do
	(cd "$tree" && git apply --check "$patch") 2>"$tmp/err"
	ok $? "$(basename "$patch") applies alone"
done
cp "$tmp/series/0003-x86-$title.patch" "$tmp/out"
says out "Subject: [PATCH 3/3] x86: convert page table code to struct ptdesc"
says out " - The destructor of a page table takes its descriptor."
says out "generated by ptdesc"
says out "  reduce.cocci"
silent out Signed-off-by
silent out "second paragraph"
cp "$tmp/series/0001-mm-$title.patch" "$tmp/out"
silent out reduce.cocci
[ "$(checksum "$tree")" = "$before" ]
ok $? "nothing was written into the tree"
cp -r "$tree" "$tmp/repo"
(cd "$tmp/repo" && git init -q && git add . && export GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@t &&
	git -c user.name=t -c user.email=t@t commit -qm tree && git am -q "$tmp/series"/*) \
	>"$tmp/out" 2>"$tmp/err"
ok $? "git am takes the series"
run 0 "convert, -j1" convert --no-facts --tree "$tree" --output "$tmp/series1" -j1
diff -r "$tmp/series" "$tmp/series1" >"$tmp/out"
ok $? "the same patches with -j1"

run 2 "output is not empty" convert --no-facts --tree "$tree" --output "$tmp/series"
says err "is not empty"
run 2 "output is a file" convert --no-facts --tree "$tree" --output "$tree/Makefile"
run 2 "output in the tree" convert --no-facts --tree "$tree" --output "$tree/patches"
run 2 "nowhere to" convert --no-facts --tree "$tree"
run 2 "facts and no facts" convert --no-facts --facts "$tmp/facts" --tree "$tree" --in-place
run 2 "both ways" convert --no-facts --tree "$tree" --in-place --output "$tmp/both"
run 2 "unknown architecture" convert --no-facts --tree "$tree" --output "$tmp/both" --arch pdp11
says err "arm64 x86"
run 2 "output below nowhere" convert --no-facts --tree "$tree" --output "$tmp/no/where"
mkdir "$tmp/empty"
run 0 "empty output, one architecture" convert --no-facts --tree "$tree" --output "$tmp/empty" --arch arm64
[ "$(ls "$tmp/empty")" = "0001-arm64-$title.patch" ]
ok $? "only its patch"
run 0 "paths" convert --no-facts --tree "$tree" --output "$tmp/paths" mm arch/x86/include
says out "2 patches for 2 files"
run 0 "nothing to convert" convert --no-facts --tree "$tree" --output "$tmp/nothing" mm/other.c
says out "Nothing to convert."
[ ! -e "$tmp/nothing" ]
ok $? "and no directory"

(cd "$tree" && find . -type f | sort) >"$tmp/names"
run 0 "in place" convert --no-facts --tree "$tree" --in-place
says out "4 files converted"
(cd "$tree" && find . -type f | sort) >"$tmp/out"
same "$tmp/out" "$tmp/names" "no file more or less"
diff -r "$tree" "$tmp/repo" -x .git >"$tmp/out"
ok $? "in place is what the patches do"
[ -x "$tree/arch/arm64/mm/mmu.c" ] && [ ! -x "$tree/mm/memory.c" ]
ok $? "modes are kept"
run 0 "again" convert --no-facts --tree "$tree" --in-place
says out "Nothing to convert."

make_tree
fake_spatch "echo 'int changed;' >>$tree/mm/memory.c; exec $real_spatch \"\${args[@]}\""
SPATCH=$tmp/fake run 2 "the tree changes meanwhile" convert --no-facts --tree "$tree" --in-place -j1
says err "mm/memory.c has changed meanwhile"
grep -rq pagetable_pte_dtor "$tree"
ok $((! $?)) "no file was converted"
[ -z "$(find "$tree" -name '*.ptdesc-*')" ]
ok $? "and nothing was left"

make_tree
fake_spatch "[ \"\$1\" = --parse-c ] || [ \"\${args[0]}\" = --parse-c ] && exec $real_spatch \"\${args[@]}\"
$real_spatch \"\${args[@]}\" || exit
grep -q memory.c \"\$groups\" && echo 'int broken(void) { return (1; }' >>mm/memory.c
exit 0"
SPATCH=$tmp/fake run 3 "what does not parse" convert --no-facts --tree "$tree" --output "$tmp/unparsed" -j1
says err "mm/memory.c: the conversion does not parse: not converted"
cat "$tmp/unparsed"/*.patch >"$tmp/out"
silent out "mm/memory.c"
says out "arch/arm64/mm/mmu.c"

# What one semantic patch fails on is not left half converted by the others.
left_out() {	# left_out NAME FILE WHAT: the series has all but FILE
	rm -rf "$tmp/whole"
	run 3 "$1" convert --no-facts --tree "$tree" --output "$tmp/whole" -j2
	says err "$2:$3"
	cat "$tmp/whole"/*.patch >"$tmp/out" 2>/dev/null
	silent out "+++ b/$2"
	says out "+++ b/mm/memory.c"
}
file=arch/x86/mm/pgtable.c
fake_spatch '[[ "${args[*]}" = *reduce.cocci* ]] && grep -q pgtable.c "$groups" &&
	{ echo "HANDLING: '$file'" >&2; kill -9 $$; }
exec '"$real_spatch"' "${args[@]}"'
SPATCH=$tmp/fake left_out "spatch is killed in the second semantic patch" $file \
	" spatch was killed by signal 9 (reduce.cocci)"
fake_spatch '[[ "${args[*]}" = *reduce.cocci* ]] && grep -q pgtable.c "$groups" &&
	{ sed -n "s/^./HANDLING: &/p" "$groups" >&2
	echo "EXN: Coccinelle_modules.Common.Timeout in '$file'" >&2; exit 0; }
exec '"$real_spatch"' "${args[@]}"'
SPATCH=$tmp/fake left_out "spatch runs out of time in the second semantic patch" $file \
	" spatch ran out of time (reduce.cocci)"
fake_spatch '[[ "${args[*]}" = *dtor.cocci* ]] && grep -q pgtable.c "$groups" &&
	{ echo "HANDLING: '$file'" >&2; kill -9 $$; }
exec '"$real_spatch"' "${args[@]}"'
printf 'void f(struct page *page)\n{\n\tg(page_ptdesc(ptdesc_page(page)));\n}\n' >>"$tree/$file"
SPATCH=$tmp/fake left_out "spatch is killed in the first semantic patch" $file \
	" spatch was killed by signal 9 (dtor.cocci)"
printf 'void bad(void)\n{\n\tif ((( {\n\tpgtable_pte_page_dtor(0);\n}\n' >>"$tree/$file"
left_out "a function that cannot be parsed" $file "20: spatch cannot parse this"
says err "$file: put back as a whole: not converted"
sed -i 's/$/\r/' "$tree/$file"
left_out "CRLF" $file " has CRLF line ends"
make_tree
printf '/* \351 */\n' >>"$tree/$file"
left_out "not UTF-8" $file " is not UTF-8"
mv "$tree/$file" "$tree/arch/x86/mm/real.txt" && ln -s real.txt "$tree/$file"
left_out "a symbolic link" $file " is a symbolic link"
make_tree

# Nor are others, when they have to change together with it.
data=$tmp/together
mkdir -p "$data/cocci"
sed 's,^// Options,// Together: files\n&,' "$here/convert/cocci/dtor.cocci" >"$data/cocci/dtor.cocci"
echo dtor.cocci >"$data/cocci/series"
run 0 "files that change together" convert --no-facts --tree "$tree" --output "$tmp/both-files" \
	mm/memory.c $file
says out "2 patches for 2 files"
sed -i 's/$/\r/' "$tree/$file"
run 3 "one of them is not converted" convert --no-facts --tree "$tree" --output "$tmp/neither" \
	mm/memory.c $file
says err "$file: has CRLF line ends"
says err "mm/memory.c: dtor.cocci changes it together with $file: not converted"
says out "Nothing to convert."
data=
make_tree

# -- a tree that is read-only ------------------------------------------------------

inside() {	# inside STATUS NAME ARGUMENT...: where the tree is mounted read-only
	local want=$1 name=$2
	shift 2
	PTDESC_DATA=$here/convert unshare -rm sh -c 'mount --bind "$0" "$0" &&
		mount -o remount,bind,ro "$0" && exec "$@"' "$tree" \
		"$program" convert --no-facts --tree "$tree" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	local got=$?
	[ $got -eq "$want" ]
	ok $? "$name: exit status $want (got $got)"
}
if unshare -rm true 2>/dev/null; then
	before=$(checksum "$tree")
	inside 0 "a read-only tree" --output "$tmp/read-only"
	diff -r "$tmp/series" "$tmp/read-only" >"$tmp/out"
	ok $? "the same patches"
	inside 2 "a read-only tree in place" --in-place
	says err "Read-only file system"
	[ "$(wc -l <"$tmp/err")" -eq 1 ] && [ "$(checksum "$tree")" = "$before" ]
	ok $? "in one line, and the tree is as it was"
fi

# -- facts about variables ---------------------------------------------------------

ours() {	# ours STATUS NAME COMMAND...: with the rules and semantic patches that we ship
	local want=$1 name=$2
	shift 2
	XDG_CACHE_HOME=$tmp/cache PTDESC_DATA=$root "$program" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	local got=$?
	[ $got -eq "$want" ]
	ok $? "$name: exit status $want (got $got)"
}

make_tree
ours 3 "no Kbuild to prepare with" convert --tree "$tree" --output "$tmp/without"
says err "x86_64: make allmodconfig failed"
ls "$tmp/without"/*.patch >"$tmp/out" 2>&1
ok $? "what semantic patches alone can do is converted"
if [ -f "$here/tree/Makefile" ]; then
	ours 0 "facts alone" convert --tree "$here/tree" --arch s390,x86 --facts "$tmp/facts"
	cp "$tmp/facts" "$tmp/out"
	says out "gmap_free	local	page	struct page *	proven"
	says out "split_large_page	allocation	alloc_pages		proven"
	ours 0 "facts, one process" convert --tree "$here/tree" --arch s390,x86 --facts "$tmp/facts1" -j1
	same "$tmp/facts" "$tmp/facts1" "the same facts with -j1"
fi

# -- what we ship, over the make-believe tree ----------------------------------

if [ -f "$root/cocci/series" ] && [ -f "$here/tree/Makefile" ]; then
	for jobs in 1 4; do
		PTDESC_DATA=$root "$program" coccicheck --tree "$here/tree" --mode patch -j$jobs \
			>"$tmp/ours$jobs" 2>"$tmp/err"
		status=$?
		[ $status -eq 0 ] || [ $status -eq 3 ]
		ok $? "our series over the make-believe tree, -j$jobs"
	done
	same "$tmp/ours1" "$tmp/ours4" "the same whatever -j"
	mkdir "$tmp/copy" && cp -r "$here/tree/." "$tmp/copy" &&
		(cd "$tmp/copy" && git apply --check "$tmp/ours1") 2>"$tmp/err"
	ok $? "and it applies"
fi

# -- a tree without struct ptdesc -------------------------------------------------

export XDG_CACHE_HOME=$tmp/cache
old=$tmp/old

boot() {	# boot STATUS NAME ARGUMENT...: ptdesc convert --bootstrap with what we ship
	local want=$1 name=$2
	shift 2
	PTDESC_DATA=${data:-$root} "$program" convert --bootstrap "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	local got=$?
	[ $got -eq "$want" ]
	ok $? "bootstrap: $name: exit status $want (got $got)"
}

old_tree() {
	rm -rf "$old"
	cp -r "$here/tree" "$old" && cp -r "$here/tree-6.1/." "$old"
	(cd "$old" && xargs rm -r <gone && rm gone README)
}

has_lines() {	# has_lines FILE LINE...: they follow each other in it
	local file=$1 text
	shift
	text=$(printf '%s\n' "$@")
	[[ $(cat "$file") == *"$text"* ]]
	ok $? "bootstrap: $(basename "$file") has: $1 ..."
}

refused() {	# refused NAME: the run before wrote nothing
	[ ! -e "$tmp/refused" ] && [ "$(checksum "$old")" = "$before" ]
	ok $? "bootstrap: $1: nothing was written"
}

without() {	# without FILE FUNCTION: takes its definition out
	perl -0pi -e 's/static inline [^;{}]*\b'"$2"'\([^{}]*\)\n\{.*?\n\}\n\n//s or die' "$1"
}

old_tree
before=$(checksum "$old")
boot 0 "a tree without" --tree "$old" --output "$tmp/boot" -j4
says out "10 patches for 10 files"
says out "not measured with empty spinlocks"
[ "$(checksum "$old")" = "$before" ]
ok $? "bootstrap: nothing was written into the tree"
for title in "create struct ptdesc" "add functions for struct ptdesc" "convert page table code"; do
	grep -hq "^Subject: \[PATCH [0-9]*/10\] mm: $title" "$tmp/boot"/*
	ok $? "bootstrap: mm: $title"
done
cp "$tmp/boot"/0001-* "$tmp/out"
says out "generated by ptdesc convert --bootstrap"
says out "x86_64"
says out "with spinlocks of four bytes"
has_lines "$tmp/out" "+#ifdef CONFIG_SHARED_TABLES" $'+\t\tatomic_t pt_share_count;' "+#endif"
has_lines "$tmp/out" "+#if ALLOC_SPLIT_PTLOCKS" $'+\t\tspinlock_t *ptl;' "+#else"
says out "+TABLE_MATCH(index, pt_index);"
says out "+static_assert(sizeof(struct ptdesc) <= sizeof(struct page));"
silent out pt_frag_refcount
silent out Signed-off-by
PTDESC=$program PTDESC_DATA=$root JOBS=2 "$here/kernel/compile" "$old" "$tmp/boot" x86_64,arm64 \
	>"$tmp/out" 2>"$tmp/err"
ok $? "bootstrap: the tree compiles with the series"
says out "units on 3 variants, 0 errors"
mkdir "$tmp/half" && cp "$tmp/boot"/000[7-9]-* "$tmp/half"
PTDESC=$program PTDESC_DATA=$root JOBS=2 "$here/kernel/compile" "$old" "$tmp/half" x86_64,arm64 \
	>"$tmp/out" 2>"$tmp/err"
[ $? -eq 1 ]
ok $? "bootstrap: and does not without its first patches"
cp -r "$old" "$tmp/am"
(cd "$tmp/am" && git init -q && git add . && export GIT_COMMITTER_NAME=t GIT_COMMITTER_EMAIL=t@t &&
	git -c user.name=t -c user.email=t@t commit -qm tree && git am -q "$tmp/boot"/*) \
	>"$tmp/out" 2>"$tmp/err"
ok $? "bootstrap: git am takes the series"
cp "$tmp/am/include/linux/mm.h" "$tmp/out"
says out "static inline bool pagetable_pmd_ctor(struct ptdesc *ptdesc)"
says out "	__folio_set_table(ptdesc_folio(ptdesc));"
silent out pgtable_pmd_page_ctor
cp "$tmp/am/arch/x86/mm/pgtable.c" "$tmp/out"
says out "	tlb_remove_ptdesc(tlb, pmd);"
cp "$tmp/am/Documentation/mm/split_page_table_lock.rst" "$tmp/out"
says out "done by pagetable_pte_ctor() and pagetable_pte_dtor()."
has_lines "$tmp/out" "ptdesc->ptl" "==========="
has_lines "$tmp/out" "Do not touch ptdesc->ptl directly, where 'ptdesc' is struct" "ptdesc of the table"

boot 0 "in place, -j1" --tree "$old" --in-place -j1
says out "10 files converted"
diff -r "$old" "$tmp/am" -x .git >"$tmp/out"
ok $? "bootstrap: in place is what the patches do"
boot 0 "again" --tree "$old" --in-place
says out "Nothing to add: the tree has struct ptdesc"
says out "Nothing to convert."

# Only what is missing is added.
without "$old/include/linux/mm.h" pmd_ptdesc
without "$old/include/asm-generic/tlb.h" tlb_remove_ptdesc
boot 0 "two functions are missing" --no-facts --tree "$old" --output "$tmp/partial" mm/slub.c
says out "2 patches for 2 files"
cat "$tmp/partial"/* >"$tmp/out"
says out "+static inline struct ptdesc *pmd_ptdesc(pmd_t *pmd)"
says out "+static inline void tlb_remove_ptdesc(struct mmu_gather *tlb, void *pt)"
silent out "+struct ptdesc {"
silent out "+static inline struct ptdesc *virt_to_ptdesc"

# What is in the way is named, and nothing is written.
old_tree
sed -i 's/^CONFIG_SHARED_TABLES=y$//' "$old/arch/x86/arch.config"
before=$(checksum "$old")
boot 3 "a member that no variant has" --tree "$old" --output "$tmp/refused"
says err '"pt_share_count", but on none of the variants'
refused "a member that no variant has"

old_tree
sed -i 's/struct page {/struct leaf {/' "$old/include/linux/mm_types.h"
before=$(checksum "$old")
boot 3 "no struct page" --tree "$old" --output "$tmp/refused"
says err "x86_64: <linux/mm_types.h>"
says err "the layout of struct page is not known on any variant"
refused "no struct page"

old_tree
sed -i 's/^struct page {/struct page { {/' "$old/include/linux/mm_types.h"
before=$(checksum "$old")
boot 3 "a header that does not compile" --tree "$old" --in-place
says err "x86_64: <linux/mm_types.h> does not compile: include/linux/mm_types.h:"
refused "a header that does not compile"

old_tree
sed -i 's/virt_to_head_page/virt_to_first_page/' "$old/include/linux/mm.h"
before=$(checksum "$old")
boot 3 "no place for a function" --tree "$old" --output "$tmp/refused"
says err "include/linux/mm.h: no place for virt_to_ptdesc: it does not declare virt_to_head_page"
refused "no place for a function"

old_tree
sed -i '1i static int virt_to_ptdesc;' "$old/include/linux/gfp.h"
before=$(checksum "$old")
boot 3 "a patch that would not compile" --tree "$old" --output "$tmp/refused"
says err '"add functions for struct ptdesc" would break the tree: '
refused "a patch that would not compile"

old_tree
before=$(checksum "$old")
boot 2 "no such variant" --tree "$old" --output "$tmp/refused" --variants pdp11
boot 3 "a variant of another architecture" --tree "$old" --output "$tmp/refused" --variants riscv64
says err "the tree has none of them"
run 2 "variants without bootstrap" convert --tree "$old" --output "$tmp/refused" --variants x86
ours 2 "no such variant to check" convert --tree "$old" --output "$tmp/refused" --facts-on pdp11
ours 2 "a variant to check of another architecture" convert --tree "$old" --output "$tmp/refused" --facts-on riscv64
says err "has no arch/riscv for variant riscv64"
refused "no variant"
mkdir "$tmp/refusing" && cp -r "$root/rules" "$root/cocci" "$tmp/refusing"
sed -i 's/^title:/subject:/' "$tmp/refusing/rules/bootstrap/tlb.yaml"
data=$tmp/refusing boot 2 "an unknown key" --tree "$old" --output "$tmp/refused"
says err 'rules/bootstrap/tlb.yaml:2: unknown key "subject"'
refused "an unknown key"

[ -z "$(ls "$TMPDIR")" ]
ok $? "no scratch directory is left"
echo "1..$count"
