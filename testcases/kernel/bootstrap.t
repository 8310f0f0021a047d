#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
# ptdesc convert --bootstrap on Debian's 6.1, which has no struct ptdesc, and on 6.12, which has.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use Test::More;

my $here = dirname(__FILE__);
my $ptdesc = $ENV{PTDESC} // "$here/../../build/ptdesc";
my $kernels = $ENV{KERNELS} // "$here/../../build/kernels";
my ($old, $new) = map { "$kernels/linux-source-$_" } qw(6.1 6.12);
my $tmp = tempdir(TMPDIR => 1, CLEANUP => 1);
foreach ($old, $new) {
	BAIL_OUT("no $_: make kernel-6.1 kernel-6.12") unless -d $_;
}

my $out = `$ptdesc convert --bootstrap --no-facts --tree $new --output $tmp/new mm/memory.c`;
is($? >> 8, 0, 'convert --bootstrap on 6.12');
like($out, qr/^Nothing to add: the tree has struct ptdesc/, 'it has all of it');

$out = `$ptdesc convert --bootstrap --no-facts --tree $old --output $tmp/series`;
ok($? == 0 || $? >> 8 == 3, 'convert --bootstrap on 6.1');
unlike($out, qr/ stays: /, 'nothing calls the old constructors any more');
my ($patch) = glob("$tmp/series/0001-mm-create-struct-ptdesc.patch");
my $text = $patch ? `cat $patch` : '';
foreach my $member (qw(flags rcu_head lru pmd_huge_pte mapping index pt_mm pt_frag_refcount
		       pt_share_count ptl page_type _refcount memcg_data)) {
	like($text, qr/^\+TABLE_MATCH\(\Q$member\E, \w+\);$/m, "page->$member is at its offset");
}
# Of a file that is indented with spaces, so are the added lines.
my @conversions = glob("$tmp/series/*-convert-page-table-code-*.patch");
my @said = grep { !/: LEADING_SPACE: / } `$here/style $old @conversions`;
ok(@conversions > 10, 'a patch for each architecture');
is("@said", '', 'checkpatch.pl says nothing of added lines that it does not say of the others');
$ENV{PTDESC} = $ptdesc;
$out = `$here/compile $old $tmp/series x86_64,arm_nommu $tmp/compile`;
is($? >> 8, 0, 'the converted tree compiles') or diag($out);
like($out, qr/^compiled: [1-9]\d+ units on 2 variants, 0 errors$/m, 'on both variants');
done_testing;
