#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What the README tells to try first does what it says.
here=$(cd "$(dirname "$0")" && pwd)
export PTDESC=${PTDESC:-$(dirname "$here")/build/ptdesc}

if output=$("$here/demo" 2>&1); then
	echo 'ok 1 - the demo behaves'
else
	echo 'not ok 1 - the demo behaves'
	tail -n 20 <<< "$output" | sed 's/^/# /'
fi
echo 1..1
