#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Tests of the semantic patches, in TAP.
#
# cocci/<name>/<case>.c is run through cocci/<name>.cocci; patch mode has to
# give <case>.res (the same text if nothing may change), and report mode
# <case>.rep where there is one. What patch mode gives, it leaves alone the
# next time. The cases of cocci/series run through all of cocci/series.
#
# One process of spatch a semantic patch and mode: starting it costs more than
# all of the cases. SPATCH names another program.

here=$(cd "$(dirname "$0")" && pwd)
cases=$here/cocci
rules=$here/../cocci
spatch=${SPATCH:-spatch}

tmp=$(mktemp -d "${TMPDIR:-/tmp}/cocci.t.XXXXXX") || exit 2
trap 'rm -rf "$tmp"' EXIT

count=0
failed=0

ok() { # what - the exit status of the last command decides
	local status=$?
	count=$((count + 1))
	if [ $status -eq 0 ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		failed=$((failed + 1))
	fi
	return $status
}

same() { # expected got what
	diff -u "$1" "$2" > "$tmp/diff" 2>&1
	ok "$3" || sed 's/^/# /' "$tmp/diff"
}

header() { # name key
	sed -n "s,^// $2: *,,p" "$rules/$1.cocci"
}

run() { # name mode folder [options]: spatch over all of the folder's .c
	local name=$1 mode=$2 folder=$3
	shift 3
	(cd "$folder" && ls -- *.c | sed 'a\\' > groups &&
	 $spatch --very-quiet -D "$mode" $(header "$name" Options) --max-width 100 \
		--cocci-file "$rules/$name.cocci" --file-groups groups "$@" 2> stderr)
}

series() { grep -v '^ *#' "$rules/series" | grep .; }

bootstrap() { sed -n 's/^ *- patch: *//p' "$rules/../rules/bootstrap"/*.yaml; }

keyword() { # name file: has the file a keyword, as a whole word
	grep -qwE "$(header "$1" Keywords | sed 's/ *, */|/g')" "$2"
}

shape() { # name: is the file what a kernel's scripts/coccinelle expects
	local f=$rules/$1.cocci key
	[ "$(head -n 1 "$f")" = "// SPDX-License-Identifier: GPL-2.0-or-later" ] &&
	grep -q '^///' "$f" || return 1
	for key in Confidence Copyright Options Keywords; do
		[ -n "$(header "$1" $key)" ] || return 1
	done
	[ "$(grep -cE '^virtual (patch|context|org|report)$' "$f")" -eq 4 ]
}

check_rule() { # name
	local name=$1 f base
	mkdir -p "$tmp/$name/one" "$tmp/$name/two" "$tmp/$name/out"

	shape "$name"; ok "$name: has the header of a kernel's semantic patch"
	ls "$cases/$name"/*.c > /dev/null 2>&1; ok "$name: has cases" || return

	cp "$cases/$name"/*.c "$tmp/$name/one"
	run "$name" patch "$tmp/$name/one" --in-place > /dev/null
	ok "$name: patch mode runs" || sed 's/^/# /' "$tmp/$name/one/stderr"
	for f in "$cases/$name"/*.c; do
		base=$(basename "$f" .c)
		same "$cases/$name/$base.res" "$tmp/$name/one/$base.c" "$name/$base: patch"
		if ! cmp -s "$f" "$cases/$name/$base.res"; then
			keyword "$name" "$f"; ok "$name/$base: has a keyword"
		fi
		cp "$cases/$name/$base.res" "$tmp/$name/two/$base.c" 2> /dev/null
	done

	run "$name" patch "$tmp/$name/two" > "$tmp/$name/again"
	[ ! -s "$tmp/$name/again" ]
	ok "$name: has nothing to do the second time" || sed 's/^/# /' "$tmp/$name/again"

	for mode in context org; do
		cp "$cases/$name"/*.c "$tmp/$name/out"
		run "$name" $mode "$tmp/$name/out" > "$tmp/$name/$mode"
		ok "$name: $mode mode runs" || sed 's/^/# /' "$tmp/$name/out/stderr"
	done
	if ls "$cases/$name"/*.rep > /dev/null 2>&1; then
		run "$name" report "$tmp/$name/out" --no-show-diff | sort -t: -k1,1 -k2,2n > "$tmp/$name/report"
		for f in "$cases/$name"/*.rep; do
			base=$(basename "$f" .rep)
			grep "^$base\.c:" "$tmp/$name/report" > "$tmp/$name/$base.rep"
			same "$f" "$tmp/$name/$base.rep" "$name/$base: report"
			keyword "$name" "$cases/$name/$base.c"; ok "$name/$base: is found by keyword"
		done
	fi
}

check_series() {
	local name f base
	mkdir -p "$tmp/series"
	# Others are named where a tree is brought up to what the series expects.
	diff <({ series; bootstrap; } | sort -u) <(cd "$rules" && ls -- *.cocci) > "$tmp/diff"
	ok "series: names each semantic patch once" || sed 's/^/# /' "$tmp/diff"
	cp "$cases/series"/*.c "$tmp/series"
	series | while read -r name; do
		run "${name%.cocci}" patch "$tmp/series" --in-place > /dev/null || exit 1
	done
	ok "series: runs"
	for f in "$cases/series"/*.c; do
		base=$(basename "$f" .c)
		same "$cases/series/$base.res" "$tmp/series/$base.c" "series/$base: patch"
	done
}

for rule in "$rules"/*.cocci; do
	check_rule "$(basename "$rule" .cocci)"
done
check_series

echo "1..$count"
[ $failed -eq 0 ]
