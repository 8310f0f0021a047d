#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Golden cases: ptdesc check finds what the files say, and nothing else.
#
# Each testcases/<rule>/<name>.c becomes mm/cases/<rule>__<name>.c in a copy of
# testcases/tree, and one run checks that tree on three architectures. What must
# be found stands at the end of the line in question, in the cases as well as in
# the tree's own files:
#
#	list_del(&page->lru);		/* expect: field-lru */
#	page->index = 0;		/* expect: field-index [x86_64], field-lru */
#
# without brackets on every architecture; a variant of one counts as that one. Where something is not analysed, a part of the
# reason stands there:
#
#	static void never(pte_t *pte)	/* uncovered: inside #if 0 */
#
# A file that holds "todo: reason" in a comment
# of its own is known to fail. Findings of rules without cases do not count.
#
# usage: golden.t [word...]	only report on files whose name holds a word
# PTDESC=program to test another one; KEEP=1 keeps the copy of the tree.

use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use File::Copy qw(copy);
use File::Find qw(find);
use File::Glob qw(bsd_glob);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use JSON::PP qw(decode_json);
use Test::More;

my @architectures = qw(x86_64 arm64 s390);
my $here = dirname(abs_path($0));
my $ptdesc = $ENV{PTDESC} || dirname($here) . '/build/ptdesc';
my $tmp = tempdir('ptdesc-golden-XXXXXX', TMPDIR => 1, CLEANUP => !$ENV{KEEP});
my $tree = "$tmp/tree";

my @cases = bsd_glob "$here/{alloc,api,ctor,field,layout,list,memdesc,ref,unused}-*/*.c";
my %uncovered;	# file => { line => reason }
my %rules = map { basename(dirname($_)) => 1 } @cases;

sub slurp
{
	my ($path) = @_;

	open(my $fh, '<', $path) or BAIL_OUT("$path: $!");
	local $/;
	my $text = <$fh>;
	return defined $text ? $text : '';
}

sub install
{
	my ($from, $to) = @_;

	make_path(dirname($to));
	copy($from, $to) or BAIL_OUT("$to: $!");
}

sub build_tree
{
	find({ no_chdir => 1, wanted => sub {
		install($_, $tree . substr($_, length "$here/tree")) if -f;
	} }, "$here/tree");
	install($_, "$tree/mm/cases/" . basename(dirname($_)) . '__' . basename($_))
		for @cases;
}

sub sources
{
	my @found;

	find({ no_chdir => 1, wanted => sub {
		push @found, substr($_, length "$tree/") if /\.[ch]$/;
	} }, $tree);
	return sort @found;
}

# One string a finding: line, rule, architectures in the order of @architectures.
sub describe
{
	my ($line, $rule, @on) = @_;
	my %on = map { $_ => 1 } @on;
	my @known = grep { delete $on{$_} } @architectures;

	return sprintf('%d: %s [%s]', $line, $rule, join(' ', @known, sort keys %on));
}

sub expected
{
	my ($file) = @_;
	my ($line, @expected) = 0;

	for (split /\n/, slurp("$tree/$file")) {
		$line++;
		m{/\*\s*expect:\s*(.*?)\s*\*/} or next;
		for my $item (split /\s*,\s*/, $1) {
			my ($rule, $on) = $item =~ /^([a-z-]+)(?:\s+\[([a-z0-9_ ]+)\])?$/;

			BAIL_OUT("$file:$line: cannot read '$item'")
				unless defined $rule && $rules{$rule};
			push @expected, describe($line, $rule,
						 defined $on ? split(' ', $on) : @architectures);
		}
	}
	return sort @expected;
}

sub architecture
{
	my ($variant) = @_;

	return (grep { $variant =~ /^\Q$_\E(_|$)/ } @architectures)[0] || $variant;
}

# What check printed: { file => { line => { rule => { architecture => 1 } } } }
sub run_check
{
	my (%found, @lines);
	local $ENV{XDG_CACHE_HOME} = "$tmp/cache";
	my @command = ($ptdesc, 'check', '--tree', $tree, '--arch', 'x86_64,arm64,s390',
		       '--coverage', '--format', 'json');

	my $pid = open(my $out, '-|');
	BAIL_OUT("fork: $!") unless defined $pid;
	if (!$pid) {
		open(STDERR, '>', "$tmp/stderr");
		exec { $command[0] } @command or do {
			print STDERR "$command[0]: $!\n";
			exit 127;
		};
	}
	@lines = <$out>;
	close $out;

	is($? & 127 ? "signal " . ($? & 127) : $? >> 8, 1,
	   'check exits 1: findings, and nothing left out')
		or diag(slurp("$tmp/stderr"), @lines ? "last line: $lines[-1]" : 'no output');
	for (@lines) {
		my $item = eval { decode_json($_) };

		if (!$item) {
			fail('check prints JSON lines');
			diag($_, $@);
			last;
		}
		$uncovered{$item->{file}}{$item->{line}} = $item->{reason}
			if $item->{type} eq 'uncovered';
		next unless $item->{type} eq 'finding' && $rules{$item->{rule}};
		$found{$item->{file}}{$item->{line}}{$item->{rule}}{architecture($_)} = 1
			for @{$item->{variants}};
	}
	like($lines[-1] || '', qr/"type":\s*"summary"/, 'the last line is the summary');
	return \%found;
}

sub got
{
	my ($lines) = @_;
	my @got;

	for my $line (keys %$lines) {
		for my $rule (keys %{$lines->{$line}}) {
			push @got, describe($line, $rule, keys %{$lines->{$line}{$rule}});
		}
	}
	return sort @got;
}

sub by_line { return sort { ($a =~ /^(\d+)/)[0] <=> ($b =~ /^(\d+)/)[0] || $a cmp $b } @_ }

sub compare
{
	my ($file, $lines) = @_;
	my ($todo) = slurp("$tree/$file") =~ m{/\*\s*todo:\s*(.*?)\s*\*/};
	my %expected = map { $_ => 1 } expected($file);
	my %got = map { $_ => 1 } got($lines);
	my @missing = by_line(grep { !$got{$_} } keys %expected);
	my @surplus = by_line(grep { !$expected{$_} } keys %got);
	local our $TODO = $todo;

	ok(!@missing && !@surplus, $file) and return;
	diag("  expected, not found: $file:$_") for @missing;
	diag("  found, not expected: $file:$_") for @surplus;
}

# Whether the places of a file that are not analysed are those it names.
sub compare_coverage
{
	my ($file) = @_;
	my $lines = delete $uncovered{$file} || {};
	my ($line, @wrong) = 0;

	for (split /\n/, slurp("$tree/$file")) {
		my ($expected) = m{/\*\s*uncovered:\s*(.*?)\s*\*/};
		my $got = delete $lines->{++$line};

		push @wrong, "$line: " . ($got // 'analysed')
			if defined $expected ? index($got // '', $expected) < 0 : defined $got;
	}
	ok(!@wrong && !%$lines, "coverage of $file") or diag(map { "  $file:$_\n" } @wrong);
}

BAIL_OUT("no $ptdesc: build it first") unless -x $ptdesc;
build_tree();

my $found = run_check();
for my $file (sources()) {
	my $lines = delete $found->{$file};

	next if @ARGV && !grep { index($file, $_) >= 0 } @ARGV;
	compare($file, $lines || {});
	compare_coverage($file);
}
for my $rule (map { basename($_, '.yaml') } bsd_glob dirname($here) . '/rules/*.yaml') {
	my @of_rule = grep { basename(dirname($_)) eq $rule } @cases;
	my $fire = grep { slurp($_) =~ m{/\*\s*expect:} } @of_rule;

	next if $rule eq 'variants';
	ok($fire && $fire < @of_rule, "$rule has cases that fire and cases that must not");
}
ok(!%$found, 'no findings outside of the tree') or diag(join "\n", sort keys %$found);
diag("kept: $tmp") if $ENV{KEEP};
done_testing();
