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

# What a semantic patch makes of a file is compiled on each variant.
my $data = "$tmp/data";
my $header = "// SPDX-License-Identifier: GPL-2.0-or-later\n/// A conversion.\n///\n" .
	"// Confidence: High\n// Copyright: (C) 2026 ptdesc contributors\n" .
	"// Options: --no-includes --include-headers\n";
my $modes = "virtual patch\nvirtual context\nvirtual org\nvirtual report\n\n";

put("$data/cocci/series", "wrong.cocci\nboth.cocci\n");
put("$data/cocci/wrong.cocci", $header . "// Keywords: wrong_free\n\n" . $modes .
    "\@depends on patch\@\nexpression E;\n\@\@\n- wrong_free(E)\n+ pagetable_free(E)\n");
put("$data/cocci/both.cocci", $header . "// Keywords: both_sides\n// Together: files\n\n" . $modes .
    "\@depends on patch\@\n\@\@\n- both_sides()\n+ other_sides()\n");
system('cp', '-r', "$Bin/../rules", "$data/rules");

my $broken = new_tree();

put("$broken/mm/cases/wrong.c", "#include <linux/mm.h>\nvoid wrong_free(struct page *page);\n" .
    "void wrong(struct page *page)\n{\n\twrong_free(page);\n\tboth_sides();\n}\n" .
    "void both_sides(void);\n");
edit("$broken/mm/cases/wrong.c", sub { s/^(void wrong_free.*)$/$1\nvoid both_sides(void);\nvoid other_sides(void);/m });
put("$broken/mm/cases/right.c", "#include <linux/mm.h>\nvoid both_sides(void);\nvoid other_sides(void);\n" .
    "void right(void)\n{\n\tboth_sides();\n}\n");
$result = run({ env => { PTDESC_DATA => $data } }, 'convert', '--quiet', '--tree', $broken,
	      '--output', "$tmp/broken", 'mm/cases');
is($result->{status}, 3, 'what does not compile is left out');
like($result->{err}, qr{^ptdesc convert: mm/cases/wrong\.c: does not compile on \w+: mm/cases/wrong\.c:\d+: .*: not converted$}m,
     'and named');
like($result->{err}, qr{^ptdesc convert: mm/cases/right\.c: both\.cocci changes it together with mm/cases/wrong\.c: not converted$}m,
     'with what would be half done');
like($result->{out}, qr/^Nothing to convert/, 'nothing is left of it');

# What was no C before stays as it is, and nothing else does.
my $half = new_tree();

put("$half/mm/cases/half.c", <<'C');
#include <linux/mm.h>
#include <asm/pgalloc.h>

int half(pmd_t *entry, struct page *page, struct mm_struct *mm)
{
	page->pt_mm = mm;
	return 0;
}

void half_too(struct page *page, struct mm_struct *mm)
{
	if ((( {
	page->pt_mm = mm;
}
C
copy("$Bin/facts/as-page.c", "$half/mm/cases/as-page.c");
$result = run('convert', '--quiet', '--tree', $half, '--arch', 'generic', '--facts-on', 'x86_64',
	      '--output', "$tmp/half", 'mm/cases');
is($result->{status}, 3, 'a file that is no C');
like($result->{err}, qr{^ptdesc convert: mm/cases/half\.c: x86_64: mm/cases/half\.c:\d+: }m,
     'the check names it');
like($result->{err}, qr{^ptdesc convert: mm/cases/half\.c:13: spatch cannot parse this: page->pt_mm = mm;}m,
     'the conversion names the line');
like($result->{err}, qr{^ptdesc convert: mm/cases/half\.c: put back as a whole: not converted$}m,
     'and what it does not do in other lines');
my ($text) = map { slurp($_) } glob("$tmp/half/*.patch");
like($text, qr{^\+\+\+ b/mm/cases/as-page\.c$}m, 'the others are converted');
unlike($text, qr{^\+\+\+ b/mm/cases/half\.c$}m, 'it is not');

done_testing();
