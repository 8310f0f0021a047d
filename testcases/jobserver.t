#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Run by make, all of its jobs together keep to make's -j, and every token comes back,
# which make itself checks when it ends.

here=$(cd "$(dirname "$0")" && pwd)
program=${PTDESC:-$(dirname "$here")/build/ptdesc}
[[ $program = /* ]] || program=$PWD/$program
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export XDG_CACHE_HOME=$tmp/cache TMPDIR=$tmp/scratch PTDESC_DATA=$here/convert SPATCH=$tmp/fake program tmp
mkdir "$TMPDIR"
unset MAKEFLAGS MAKELEVEL MFLAGS
count=0

ok() {		# ok STATUS NAME
	count=$((count + 1))
	[ "$1" -eq 0 ] && echo "ok $count - $2" && return
	echo "not ok $count - $2"
	sed 's/^/# /' "$tmp/out" | tail -n 20
}

# Enough files to keep eight processes busy.
cp -r "$here/convert/tree" "$tmp/tree"
for i in $(seq 40); do
	echo 'void f(void) { pgtable_pte_page_dtor(0); }' >"$tmp/tree/mm/more$i.c"
done

# Looks at its files for a while and notes when it came and went.
cat >"$SPATCH" <<'EOF'
#!/bin/bash
[ "$1" = --version ] && { echo "spatch version 1.1.1"; exit 0; }
while [ "$1" != --file-groups ]; do shift; done
echo + >>"$tmp/times"
sed -n 's/^./HANDLING: &/p' "$2" >&2
[ -n "$HANG" ] && exec sleep 600
sleep 0.3
echo - >>"$tmp/times"
EOF
chmod +x "$SPATCH"

cat >"$tmp/Makefile" <<'EOF'
run = $(program) coccicheck --tree $(tmp)/tree --cocci dtor.cocci -j8
both: one two
one two:
	+$(run)
unmarked:
	$(run)
# One of the others is killed while it holds what it can get.
killed: victim after
victim:
	+-HANG=1 $(run) & pid=$$!; until [ -s $(tmp)/times ]; do sleep 0.1; done; \
	sleep 0.5; kill -KILL $$pid; wait $$pid; touch $(tmp)/victim
after:
	until [ -e $(tmp)/victim ]; do sleep 0.1; done
EOF

most() {	# the most spatches at a time
	awk '/\+/ { if (++n > most) most = n } /-/ { n-- } END { print most + 0 }' "$tmp/times"
}

run() {		# run ARGUMENT...: make
	rm -rf "$tmp/times" "$tmp/cache"
	make -C "$tmp" "$@" >"$tmp/out" 2>&1 </dev/null
}

tokens_are_back() {
	! grep -q "jobserver tokens" "$tmp/out"
}

run -j3 both
ok $? "two commands below make -j3"
[ "$(grep -c + "$tmp/times")" -ge 16 ] && [ "$(most)" -eq 3 ]
ok $? "three at a time, for all that each has -j8 (got $(most))"
tokens_are_back
ok $? "and make has its tokens back"

run -j1 one && [ "$(most)" -eq 8 ]
ok $? "make -j1 has no jobserver: -j8 it is (got $(most))"
run -j3 unmarked && [ "$(most)" -eq 8 ] && ! grep -qi warning "$tmp/out"
ok $? "nor has a recipe without + (got $(most))"

run -j4 killed
[ "$(most)" -ge 3 ]
ok $? "one that is killed had its share (got $(most))"
tokens_are_back
ok $? "and make has them back"

mkfifo "$tmp/fifo"
exec 7<>"$tmp/fifo"
printf ++ >&7
rm -rf "$tmp/times" "$tmp/cache"
MAKEFLAGS=" -j3 --jobserver-auth=fifo:$tmp/fifo" "$program" coccicheck --tree "$tmp/tree" \
	--cocci dtor.cocci -j8 >"$tmp/out" 2>&1
[ $? -eq 0 ] && [ "$(most)" -eq 3 ]
ok $? "a fifo, as newer makes have it (got $(most))"
read -r -t 5 -N 2 tokens <&7 && [ "$tokens" = ++ ]
ok $? "and its tokens are back"

# A check: Kbuild, then the parsers.
unset PTDESC_DATA
check() {	# check TOKENS NAME
	printf '%s' "$1" >&7
	XDG_CACHE_HOME=$tmp/cache$1 MAKEFLAGS=" -j3 --jobserver-auth=fifo:$tmp/fifo" \
		timeout 300 "$program" check --tree "$here/tree" --arch x86_64,arm64 -j8 \
		>"$tmp/found$1" 2>"$tmp/out"
	[ $? -eq 1 ]
	ok $? "$2"
}
check ++ "a check takes what there is"
read -r -t 5 -N 2 tokens <&7 && [ "$tokens" = ++ ]
ok $? "and gives it back"
check "" "where there is nothing it goes on with its own job"
cmp "$tmp/found" "$tmp/found++" >"$tmp/out"
ok $? "both find the same"

echo "1..$count"
