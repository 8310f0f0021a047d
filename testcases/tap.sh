# SPDX-License-Identifier: GPL-2.0-or-later
# For tests on real kernels in shell: sourced with $here set to testcases/kernel.
ptdesc=${PTDESC:-$here/../../build/ptdesc}
kernels=${KERNELS:-$here/../../build/kernels}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
count=0

need() {	# need VERSION: sets $tree
	tree=$kernels/linux-source-$1
	[ -d "$tree" ] || { echo "Bail out! no $tree: make kernel-$1"; exit 1; }
}

ok() {		# ok STATUS NAME: what the last command said is in $tmp/out and $tmp/err
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		tail -n 20 "$tmp/out" "$tmp/err" 2>/dev/null | sed 's/^/# /'
	fi
}
