#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What ptdesc convert does with what the check knows of variables.
#
# Each facts/<case>.c becomes mm/cases/<case>.c of a copy of the make-believe tree and is
# converted, all of them at once: it has to become facts/<case>.res, or to stay as it is
# where there is none. A second run has nothing to do.

use strict;
use warnings;
use FindBin qw($Bin);
use lib "$FindBin::Bin/lib";
use File::Basename qw(basename);
use File::Copy qw(copy);
use Test::More;
use MakeBelieve;

sub diff
{
	my ($expected, $got) = @_;

	return scalar `diff -u '$expected' '$got'`;
}

my @cases = map { basename($_, '.c') } sort glob("$Bin/facts/*.c");
my $tree = new_tree();
my $without = new_tree();

for my $root ($tree, $without) {
	mkdir "$root/mm/cases";
	copy("$Bin/facts/$_.c", "$root/mm/cases/$_.c") for @cases;
}

my $result = run('convert', '--quiet', '--tree', $tree, '--in-place', 'mm/cases');

is($result->{status}, 0, 'convert: nothing was left out') or diag($result->{err});
for my $case (@cases) {
	my $expected = -f "$Bin/facts/$case.res" ? "$Bin/facts/$case.res" : "$Bin/facts/$case.c";
	my $diff = diff($expected, "$tree/mm/cases/$case.c");

	is($diff, '', $case);
}

$result = run('convert', '--quiet', '--tree', $tree, '--in-place', 'mm/cases');
is($result->{status}, 0, 'again') or diag($result->{err});
like($result->{out}, qr/^Nothing to convert/, 'nothing is left to do');

$result = run('convert', '--quiet', '--no-facts', '--tree', $without, '--in-place', 'mm/cases');
is($result->{status}, 0, 'without facts') or diag($result->{err});
is(diff("$Bin/facts/two-lists.c", "$without/mm/cases/two-lists.c"), '',
   'variables that only the check knows stay what they are');

done_testing();
