#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
# What ptdesc check says of all variants of Debian's 6.12 beside what people who read the
# source say: each finding has a verdict (verdicts-6.12.tsv) and nearly all are right; nothing
# that was found is lost; what is known to be missed (missed-6.12.tsv) is missed still.
use strict;
use warnings;
use File::Basename qw(dirname);
use JSON::PP;
use Test::More;

# Of a hundred findings, this many are right; of a hundred places, this many are found.
use constant LEAST_RIGHT => 95;
use constant LEAST_FOUND => 90;

my $here = dirname(__FILE__);
my $ptdesc = $ENV{PTDESC} // "$here/../../build/ptdesc";
my $tree = ($ENV{KERNELS} // "$here/../../build/kernels") . '/linux-source-6.12';
BAIL_OUT("no $tree: make kernel-6.12") unless -d $tree;

sub rows
{
	my ($name) = @_;

	open(my $in, '<', "$here/$name") or die "$name: $!";
	chomp(my @lines = grep { !/^#/ } <$in>);
	return map { [split /\t/] } @lines;
}

sub line_of
{
	my ($finding) = @_;
	my $number = 0;

	open(my $in, '<', "$tree/$finding->{file}") or return '';
	while (my $line = <$in>) {
		return $line if ++$number == $finding->{line};
	}
	return '';
}

# Outside of functions there is none.
sub place { return join ' ', map { $_ eq '' ? '-' : $_ } @_ }

open(my $out, '-|', $ptdesc, 'check', '--quiet', '--tree', $tree, '--arch', 'all',
	'--format', 'json') or die;
my @lines = map { decode_json($_) } <$out>;
close($out);
is($? >> 8, 1, 'check exits 1: findings, and nothing incomplete');
my @findings = grep { $_->{type} eq 'finding' } @lines;
my %verdict = map { (place(@$_[0 .. 2]) => $_->[3]) } rows('verdicts-6.12.tsv');
my (%count, %found);

for my $finding (@findings) {
	my $place = place(@$finding{qw(rule file function)});
	my $verdict = $verdict{$place};

	$found{$place} = 1;
	$count{$verdict // 'unknown'}++;
	fail("$place:$finding->{line} has no verdict: $finding->{message}") unless $verdict;
}
ok(!$count{unknown}, 'somebody judged each finding');
ok($found{$_}, "is found: $_") for sort grep { $verdict{$_} eq 'right' } keys %verdict;

my $right = $count{right} // 0;
my $share = 100 * $right / (@findings || 1);
ok($share >= LEAST_RIGHT, sprintf '%d of %d findings are right (%.1f %%)', $right,
   scalar @findings, $share);

my @missed = rows('missed-6.12.tsv');
for my $missed (@missed) {
	my ($file, $function, $text) = @$missed;
	my @there = grep { $_->{file} eq $file && $_->{function} eq $function &&
			   index(line_of($_), $text) >= 0 } @findings;

	ok(!@there, "is missed, as listed: '$text' in $function() of $file");
}
my $places = grep { $_ eq 'right' } values %verdict;
my $known = $places + @missed;
$share = 100 * $places / $known;
ok($share >= LEAST_FOUND, sprintf '%d of %d places are found (%.1f %%)', $places, $known, $share);
done_testing;
