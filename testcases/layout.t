#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# ptdesc layout: what lies over struct page on each variant, which of that is asserted,
# and what it says when an assertion fails.
#
# PTDESC=program to test another one; KEEP=1 keeps the files.

use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use lib dirname(abs_path($0)) . '/lib';
use JSON::PP qw(decode_json);
use MakeBelieve;
use Test::More;

my $types = 'include/linux/mm_types.h';

# { variant => { member of struct ptdesc => what is said of it } }, and the summary
sub layout
{
	my ($tree, $expected) = @_;
	my $run = run({}, 'layout', '--tree', $tree, '--arch', 'x86_64,s390', '--format', 'json');
	my (%found, $summary);

	is($run->{status}, $expected, "exit status $expected") or diag($run->{err});
	for (split /\n/, $run->{out}) {
		my $item = decode_json($_);

		$summary = $item if $item->{type} eq 'summary';
		next unless $item->{type} eq 'layout' && $item->{record} eq 'ptdesc';
		$found{$item->{variant}}{$_->{name}} = $_ for @{$item->{members}};
	}
	return (\%found, $summary);
}

sub as_it_is
{
	my ($found, $summary) = layout(new_tree(), 1);

	is_deeply([sort keys %$found], [qw(s390 x86_64)], 'both variants are shown');
	for my $members (values %$found) {
		my $list = $members->{pt_list};

		is($list->{offset}, 8, 'where pt_list is');
		is($list->{size}, 16, 'how large it is');
		is($list->{type}, 'struct list_head', 'and what');
		ok((grep { $_ eq 'lru' } @{$list->{over}}), 'it lies over lru');
		is_deeply($list->{asserted}, ['compound_head'], 'which is not what is asserted');
		is_deeply($list->{missing}, ['lru'], 'and that is missing');
		is_deeply($members->{pt_rcu_head}{asserted}, ['rcu_head'], 'a macro has renamed this');
		is_deeply($members->{pt_index}{broken}, [], 'nothing is elsewhere');
	}
	is($summary->{missing}, 2, 'the summary counts');
}

sub complete
{
	my $tree = new_tree();

	edit("$tree/$types", sub { s/^(TABLE_MATCH)\(flags.*\n/$&TABLE_MATCH(lru, pt_list);\n/m });
	my ($found, $summary) = layout($tree, 0);
	is_deeply($found->{s390}{pt_list}{asserted}, ['lru', 'compound_head'], 'all asserted');
	is($summary->{missing}, 0, 'nothing is missing');
}

# On s390 alone.
sub broken
{
	my $tree = new_tree();

	edit("$tree/$types", sub {
		s/^\tunsigned long __page_mapping;/#ifdef CONFIG_S390\n\tlong moved;\n#endif\n$&/m
	});
	my ($found, $summary) = layout($tree, 3);
	is_deeply($found->{s390}{pt_index}{broken}, ['index'], 'what is moved on s390 is told');
	is_deeply($found->{x86_64}{pt_index}{broken}, [], 'it is not on x86_64');
	like($summary->{problems}[0], qr/^s390: .*mm_types\.h:\d+: static assertion failed/,
	     'and that it does not compile');

	my $run = run_json('check', '--tree', $tree, '--arch', 'x86_64,s390');
	my %on = map { $_->{message} => $_->{variants} }
		grep { ($_->{rule} || '') eq 'layout-broken' } @{$run->{lines}};
	is($run->{status}, 3, 'check is incomplete, too');
	is_deeply($on{'ptdesc->pt_index is not at the offset of page->index'}, ['s390'],
		  'and says where');
}

sub text
{
	my $run = run({}, 'layout', '--tree', new_tree(), '--arch', 'x86_64,s390');

	is($run->{status}, 1, 'as text, too');
	like($run->{out}, qr/^struct ptdesc over struct page \($types\)$/m, 'what is shown');
	like($run->{out}, qr/^(x86_64, s390|s390, x86_64):$/m, 'variants that agree share a table');
	like($run->{out}, qr/^ +8 +16 +pt_list +compound_head; no assertion for lru +lru, /m,
	     'a line of it');
	like($run->{out}, qr/^2 assertions missing, 0 offsets differ, over 2 variants$/m, 'the end');
}

sub nothing
{
	my $tree = new_tree();

	edit("$tree/$types", sub { s/struct ptdesc \{/struct gone {/ });
	my $run = run({}, 'layout', '--tree', $tree, '--arch', 'x86_64');
	like($run->{out}, qr/^nothing lies over another record/, 'a tree without a descriptor');
	$run = run({}, 'layout', '--tree', $tree, '--format', 'xml');
	is($run->{status}, 2, 'another format is refused');
	like($run->{err}, qr/^ptdesc layout: no format "xml"; there are: text, json$/m, 'and named');
}

as_it_is();
complete();
broken();
text();
nothing();
done_testing();
