#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
# ptdesc check on Debian's 6.12: the findings that must be there with a trace, and
# the places that must stay silent (findings-6.12.tsv).
use strict;
use warnings;
use File::Basename qw(dirname);
use JSON::PP;
use Test::More;

my $here = dirname(__FILE__);
my $ptdesc = $ENV{PTDESC} // "$here/../../build/ptdesc";
my $tree = ($ENV{KERNELS} // "$here/../../build/kernels") . '/linux-source-6.12';
BAIL_OUT("no $tree: make kernel-6.12") unless -d $tree;

open(my $out, '-|', $ptdesc, 'check', '--quiet', '--tree', $tree, '--arch',
	'x86,arm64,s390', '--format', 'json') or die;
my @lines = map { decode_json($_) } <$out>;
close($out);
is($? >> 8, 1, 'check exits 1: findings, and nothing incomplete');
my $summary = pop @lines;
is($summary->{type}, 'summary', 'the last line is the summary');
is($summary->{units_with_errors}, 0, 'every translation unit parses')
	or diag(encode_json($summary->{problems}));

open(my $facts, '<', "$here/findings-6.12.tsv") or die;
while (<$facts>) {
	next if /^#/;
	chomp;
	my ($verdict, $rule, $file, $function, $why) = split /\t/;
	my @there = grep {
		$_->{file} eq $file && ($function eq '-' || $_->{function} eq $function) &&
		($rule eq '-' || $_->{rule} eq $rule)
	} @lines;
	if ($verdict eq 'yes') {
		my @without_trace = grep { !@{$_->{trace}} } @there;

		ok(@there && !@without_trace,
		   "$rule in $function() of $file: $why");
	} else {
		ok(!@there, "silent on $file $function: $why")
			or diag(join "\n", map { "$_->{file}:$_->{line}: $_->{message}" } @there);
	}
}

# A precompiled header must not change what a unit means.
sub findings
{
	my (@options) = @_;
	open(my $in, '-|', $ptdesc, 'check', '--quiet', '--tree', $tree, '--arch', 'x86_64,s390',
		'--format', 'json', @options) or die;
	my $text = join '', <$in>;
	close($in);
	return $text;
}

my $with = findings();
like($with, qr/"type":"finding"/, 'there are findings with precompiled headers');
is(findings('--no-pch'), $with, 'and without them the same, byte by byte');
done_testing;
