# SPDX-License-Identifier: GPL-2.0-or-later
#
# Merge configuration fragments: the last word about a symbol counts, its place
# is where it was first mentioned.

function set(name, value)
{
	if (!(name in values))
		names[++count] = name
	values[name] = value
}

/^CONFIG_[A-Z0-9_]+=/ {
	eq = index($0, "=")
	set(substr($0, 1, eq - 1), substr($0, eq + 1))
}

/^# CONFIG_[A-Z0-9_]+ is not set$/ {
	set($2, "n")
}

END {
	for (i = 1; i <= count; i++)
		if (values[names[i]] == "n")
			print "# " names[i] " is not set"
		else
			print names[i] "=" values[names[i]]
}
