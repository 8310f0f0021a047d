#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Scratch directories and child processes of a run that ends before its time.

here=$(cd "$(dirname "$0")" && pwd)
program=${PTDESC:-$(dirname "$here")/build/ptdesc}
[[ $program = /* ]] || program=$PWD/$program
tmp=$(mktemp -d)
trap 'kill $(cat "$tmp"/*.pid) 2>/dev/null; rm -rf "$tmp"' EXIT
export XDG_CACHE_HOME=$tmp/cache TMPDIR=$tmp/scratch PTDESC_DATA=$here/convert SPATCH=$tmp/fake
mkdir "$TMPDIR"
count=0

ok() {		# ok STATUS NAME
	count=$((count + 1))
	[ "$1" -eq 0 ] && echo "ok $count - $2" || echo "not ok $count - $2"
}

within() {	# within SECONDS COMMAND...
	local end=$((SECONDS + $1))
	shift
	until "$@"; do
		[ $SECONDS -lt $end ] || return 1
		sleep 0.1
	done
}

# Whoever inherits the dead may take his time to bury them.
gone() { ! grep -q '^State:	[^Z]' "/proc/$1/status" 2>/dev/null; }
none_left() { [ -z "$(ls -A "$TMPDIR")" ]; }

# Says that it runs and never comes to an end.
cat >"$SPATCH" <<EOF
#!/bin/bash
[ "\$1" = --version ] && { echo "spatch version 1.1.1"; exit 0; }
echo \$\$ >"\$FAKE_PID"
exec sleep 600
EOF
chmod +x "$SPATCH"

start() {	# start ARGUMENT...: sets $pid, with $fake as its one spatch
	rm -f "$tmp/fake.pid"
	FAKE_PID=$tmp/fake.pid $default "$program" "$@" --tree "$here/convert/tree" -j 1 \
		>"$tmp/out" 2>&1 </dev/null &
	pid=$!
	echo $pid >"$tmp/run.pid"
	within 20 test -s "$tmp/fake.pid" || sed 's/^/# /' "$tmp/out"
	fake=$(cat "$tmp/fake.pid")
}

for signal in HUP INT TERM; do
	for command in "coccicheck --mode report" "coccicheck --mode patch" \
		       "convert --no-facts --output $tmp/new"; do
		# Background jobs ignore SIGINT, and what nohup starts SIGHUP.
		default="env --default-signal=HUP,INT,TERM" start $command
		kill -$signal $pid
		wait $pid 2>/dev/null
		[ $? -eq $((128 + $(kill -l $signal))) ]
		ok $? "SIG$signal: ${command%% /*} dies of it"
		within 10 gone "$fake"
		ok $? "SIG$signal: and so does its spatch"
		within 10 none_left
		ok $? "SIG$signal: and nothing is left in TMPDIR"
	done
done
within 10 eval '[ -z "$(ls -d "$tmp"/new* 2>/dev/null)" ]'
ok $? "nothing is left beside the output"

start coccicheck
kill -INT $pid
sleep 0.3
! gone $pid && ! none_left
ok $? "a signal that it was started to ignore changes nothing"

# Of two runs one is killed; the other works on.
living=$pid living_fake=$fake
start coccicheck
kill -KILL $pid
wait $pid 2>/dev/null
within 10 gone "$fake"
ok $? "SIGKILL: its spatch dies, too"
within 10 eval '[ "$(ls "$TMPDIR" | wc -l)" -eq 1 ]'
ok $? "SIGKILL: and its directory goes"
! gone $living && ! gone "$living_fake"
ok $? "the run that lives does so undisturbed"
kill -TERM $living
wait $living 2>/dev/null
within 10 none_left
ok $? "after that nothing is left"

echo "1..$count"
