#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# ptdesc explain from outside: what it says of rules and of lines, and how it ends.
#
# PTDESC=program to test another one; KEEP=1 keeps the files.

use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(basename dirname);
use File::Glob qw(bsd_glob);
use lib dirname(abs_path($0)) . '/lib';
use MakeBelieve;
use Test::More;

# Exit status 2, nothing on standard output and one line on standard error that matches.
sub refuses
{
	my ($name, $pattern, @arguments) = @_;
	my $result = run('explain', @arguments);

	subtest $name => sub {
		is($result->{status}, 2, 'exits 2') or diag($result->{out});
		is($result->{out}, '', 'prints nothing');
		ok(one_line($result->{err}), 'says one line') or diag($result->{err});
		like($result->{err}, $pattern, 'says what is wrong');
	};
}

# -- rules ------------------------------------------------------------------------------------

my @rules = grep { $_ ne 'variants' } map { basename($_, '.yaml') } bsd_glob "$top/rules/*.yaml";

{
	my $result = run('explain');

	is($result->{status}, 0, 'without an argument');
	is($result->{err}, '', 'it says nothing on standard error');
	is_deeply([map { /^(\S+)  / } split /\n/, $result->{out}], \@rules, 'it lists the rules');
	like($result->{out}, qr/^field-lru +error +page->lru used on a page table$/m, 'in a line each');
}
for my $rule (@rules) {
	my $result = run('explain', $rule);
	my @titles = $result->{out} =~ /^([A-Z].*)$/mg;
	my ($fix) = $result->{out} =~ m{cocci/(\S+)};

	is($result->{status}, 0, "explain $rule");
	like($result->{out}, qr/\A\Q$rule\E: .+ \((error|warning)\)\n/, 'what it finds');
	is_deeply([grep { !/^Only/ } @titles], [qw(Why Bad Good Fix Source)], 'has all its parts');
	unlike($result->{out}, qr/^[A-Z].*\n(\n|\z)/m, 'none is empty');
	unlike($result->{out}, qr/^.{101}/m, 'its lines are short');
	ok(!defined $fix || -f "$top/cocci/$fix", 'the semantic patch is there');
}
like(run('explain', 'list-mismatch')->{out}, qr/^Only in trees that have\n  ptdesc$/m,
     'symbols that a rule needs');

system('cp', '-r', "$top/rules", "$tmp/rules");
edit("$tmp/rules/field-lru.yaml", sub { s/^id: .*/id: field-other/m });
like(run('explain', '--rules', "$tmp/rules", 'field-other')->{out}, qr/^field-other: /,
     'rules from another directory');
edit("$tmp/rules/field-index.yaml", sub { s/^good: \|\n.*\n//m });
refuses('a rule without a text', qr/field-index\.yaml:.*good/, '--rules', "$tmp/rules");
refuses('a rule that is not there', qr/no rule "field-lur"; "ptdesc explain" lists them/,
	'field-lur');
refuses('two at once', qr/one thing at a time/, 'field-lru', 'field-index');
refuses('an unknown option', qr/--colour.*--help/, '--colour');
like(run('explain', '--help')->{out}, qr/RULE\|FILE:LINE/, '--help tells what it takes');

# -- lines --------------------------------------------------------------------------------------

my $tree = new_tree();

put("$tree/mm/probe.c", <<'C');
#include <linux/mm.h>
#include <linux/slab.h>
#include <asm/pgalloc.h>

static void probe_link(struct page *page, struct list_head *list)
{
	list_add(&page->lru, list);
}

void probe(pmd_t *pmd, struct list_head *list)
{
	struct page *table = pmd_pgtable_page(pmd);

	probe_link(table, list);
#ifdef __s390x__
	list_del(&table->lru);
#endif
}

#if 0
pgtable_t never;
void probe_never(pgtable_t table)
{
	list_del(&table->lru);
}
#endif

void probe_other(struct page *page)
{
	page->index = 0;
}

void probe_slab(struct kmem_cache *cache)
{
	struct page *page = virt_to_page(kmem_cache_alloc(cache, 0));

	page->index = 0;
}

void *probe_block(unsigned long size);

static void probe_sized(struct mm_struct *mm, pmd_t *pmd, unsigned long bytes)
{
	void *block = probe_block(bytes);

	pmd_populate_kernel(mm, pmd, block);
}

void probe_number(struct mm_struct *mm, pmd_t *pmd, unsigned long bytes)
{
	unsigned long size = bytes;

	probe_sized(mm, pmd, size);
}
C
put("$tree/mm/notes.txt", "one\ntwo\n");
put("$tree/mm/plain.c", "int plain;\n");

sub explain_line
{
	my ($place, @more) = @_;

	return run('explain', '--tree', $tree, '--arch', 'x86_64', @more, $place);
}

{
	my $result = explain_line('mm/probe.c:14');

	is($result->{status}, 0, 'a line that was looked at');
	is($result->{err}, '', 'it says nothing on standard error');
	like($result->{out}, qr/\Amm\/probe\.c:14: probe_link\(table, list\);\n/, 'it shows the line');
	like($result->{out},
	     qr/^'table' is a page table\n  on x86_64\n(  \S+:\d+: .*\n)*  mm\/probe\.c:12: .*\n/m,
	     'what its value is, on which variant, and from where');
	like($result->{out}, qr/^parameter 'list' of probe\(\) leads to a page table\n/m,
	     'a list is none itself');
}
{
	my $result = explain_line('mm/probe.c:7');

	like($result->{out}, qr/^parameter 'page' of probe_link\(\) is a page table\n/m,
	     'a parameter');
	like($result->{out}, qr/^  mm\/probe\.c:14: passed to probe_link\(\) as 'page'$/m,
	     'with the call that passes it');
	like($result->{out}, qr/^error: .* \[field-lru\]\n  on x86_64$/m, 'what is found there');
	is(explain_line("$tree/mm/probe.c:7:3")->{out}, $result->{out},
	   'an absolute name, and a column as findings have it');
	is(run({ cd => "$tree/mm" }, 'explain', '--arch', 'x86_64', 'probe.c:7')->{out},
	   $result->{out}, 'without --tree it is the tree around the file');
}
{
	my $result = explain_line('mm/probe.c:16');
	my $both = explain_line('mm/probe.c:16', '--arch', 'x86_64,s390');

	is($result->{status}, 3, 'a line that no chosen variant compiles');
	like($result->{out}, qr/^not analysed: no chosen variant compiles .*__s390x__/m, 'it says why');
	is($both->{status}, 0, 'one of two does');
	like($both->{out}, qr/^'table' is a page table\n  on s390$/m, 'which is named');
}
for my $case ([24, 'mm/probe.c', qr/inside #if 0/], [1, 'mm/probe.c', qr/in no function/],
	      [1, 'mm/plain.c', qr/names nothing by which files are chosen/],
	      [2, 'mm/notes.txt', qr/only \.c and \.h/],
	      [1, 'arch/s390/mm/gmap.c', qr/no chosen variant builds it/]) {
	my $result = explain_line("$case->[1]:$case->[0]");

	is($result->{status}, 3, "$case->[1]:$case->[0] was not looked at");
	like($result->{out}, qr/^not analysed: .*$case->[2]/m, 'it says why');
}
is(explain_line('mm/probe.c:13')->{status}, 0, 'an empty line');
like(explain_line('mm/probe.c:13')->{out}, qr/^no value that is followed is used here$/m, 'says so');
{
	my $result = run('explain', '--tree', $tree, 'arch/s390/mm/gmap.c:30');

	unlike($result->{out}, qr/x86_64|arm64/, 'code of an architecture is looked at on that');
}
like(explain_line('mm/probe.c:30')->{out},
     qr/^parameter 'page' of probe_other\(\): no page table is known to reach it, nor anything else\n/m,
     'a value of which nothing is known');
like(explain_line('mm/probe.c:37')->{out},
     qr/^'page': no page table is known to reach it; it may be memory of .*kmem_cache_alloc.* at mm\/probe\.c:35\n/m,
     'one that is something else');
{
	my $result = explain_line('mm/probe.c:44');

	like($result->{out}, qr/^'block' becomes a page table$/m, 'a value beside a number');
	unlike($result->{out}, qr/'bytes'/, 'says nothing of the number');
}
like(explain_line('mm/probe.c:51')->{out}, qr/^'size': no page table is known to reach it/m,
     'a number alone may hold an address');
put("$tree/mm/broken.c", "pgtable_t broken = missing;\n");
{
	my $result = explain_line('mm/probe.c:14');

	is($result->{status}, 3, 'something that was left out of the whole');
	like($result->{out}, qr/^'table' is a page table$/m, 'does not hide what is known');
	like($result->{out}, qr/^incomplete: mm\/broken\.c on x86_64: /m, 'and is named');
}
unlink "$tree/mm/broken.c";

refuses('a line beyond the end', qr{mm/plain\.c has 1 lines: no line 2$}, '--tree', $tree, 'mm/plain.c:2');
refuses('line 0', qr/no line 0$/, '--tree', $tree, 'mm/plain.c:0');
refuses('a line of no number at all', qr/no line 4294967295$/, '--tree', $tree,
	'mm/plain.c:99999999999999999999');
refuses('a file that is not there', qr{mm/none\.c: no such file}, '--tree', $tree, 'mm/none.c:1');
refuses('a file outside of the tree', qr/outside/, '--tree', $tree, '/etc/passwd:1');
refuses('a directory', qr{mm}, '--tree', $tree, 'mm:1');
refuses('a file of no tree', qr/in no kernel tree.*--tree/, '/etc/passwd:1');
refuses('a tree that is none', qr/not a kernel tree|not a directory/, '--tree', $tmp, 'mm/probe.c:1');
refuses('an unknown architecture', qr/"vax"/, '--tree', $tree, '--arch', 'vax', 'mm/probe.c:1');

done_testing();
