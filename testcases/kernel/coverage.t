#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
# What ptdesc check says of Debian's 6.12 that it did not look at: every file with one of
# the words is looked at or listed, and what is listed is what the preprocessor leaves out.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Find qw(find);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

my $here = dirname(__FILE__);
my $ptdesc = $ENV{PTDESC} // "$here/../../build/ptdesc";
my $tree = ($ENV{KERNELS} // "$here/../../build/kernels") . '/linux-source-6.12';
my $tmp = tempdir('ptdesc-coverage-XXXXXX', TMPDIR => 1, CLEANUP => 1);
my @variants = qw(x86_64 i386 i386_nopae);
BAIL_OUT("no $tree: make kernel-6.12") unless -d $tree;

sub slurp
{
	my ($path) = @_;

	open(my $in, '<', $path) or die "$path: $!";
	local $/;
	return scalar <$in>;
}

sub check
{
	my (@options) = @_;

	open(my $out, '-|', $ptdesc, 'check', '--quiet', '--tree', $tree, '--arch', 'x86,s390',
	     '--coverage', '--format', 'json', @options) or die;
	my $text = do { local $/; <$out> };
	close($out);
	return $text;
}

my ($words) = slurp("$here/../../rules/kinds/ptdesc.yaml") =~ /^words:\n((?:  - \w+\n)+)/m;
my $word = join '|', $words =~ /(\w+)\n/g;

# The files that hold a word, of generic code and of the two architectures.
my @selected;
find({ no_chdir => 1, wanted => sub {
	my $file = substr($_, length "$tree/");

	return if -l || !-f _ || !/\.[ch]$/ || $file =~ m{^arch/(?!x86/|s390/)};
	push @selected, $file if slurp($_) =~ /\b(?:$word)\b/a;
} }, map { "$tree/$_" } qw(arch mm include));

my $text = check('--facts', "$tmp/facts");
my @lines = map { decode_json($_) } split /\n/, $text;
my $summary = pop @lines;
my @uncovered = grep { $_->{type} eq 'uncovered' } @lines;
my %whole = map { $_->{file} => $_ } grep { $_->{kind} eq 'file' } @uncovered;
my $python = 'import sqlite3,sys' . "\n" .
	'for (p,) in sqlite3.connect(sys.argv[1]).execute("SELECT DISTINCT name FROM path' .
	' JOIN unit_include ON path = path.id"): print(p)';
my %read = map { chomp; ($_ => 1) } qx(python3 -c '$python' $tmp/facts);

is($summary->{coverage}{files}, scalar @selected, 'every file with a word is counted');
is($summary->{coverage}{uncovered}, scalar @uncovered, 'every place that is listed is counted');
is($summary->{coverage}{files_analysed}, @selected - keys %whole,
   'files that are listed as a whole are not analysed');
is_deeply([grep { !$read{$_} && !$whole{$_} } @selected], [], 'no file is silent');
is_deeply([grep { !$_->{reason} } @uncovered], [], 'no place lacks a reason');
cmp_ok(scalar @uncovered, '<', @selected / 2, 'the list is short enough to be read');
is(check('-j', 1), $text, 'the same with -j1');
is(check('-j', 4), $text, 'the same with -j4');

# -- what is known of the tree -------------------------------------------------------------

for (['arch/x86/include/asm/pgtable_64.h', 'native_ptep_get_and_clear', qr/#else of #ifdef CONFIG_SMP/],
     ['arch/x86/include/asm/xen/page.h', '__pmd_ma', qr/expands/],
     ['include/linux/huge_mm.h', 'pmd_trans_huge_lock', qr{#else of #ifdef CONFIG_TRANSPARENT_HUGEPAGE}],
     ['arch/x86/include/asm/kfence.h', 'kfence_protect_page', undef],
     ['arch/x86/mm/ident_map.c', 'ident_pmd_init', undef]) {
	my ($file, $name, $reason) = @$_;
	my ($it) = grep { $_->{file} eq $file && ($_->{name} // $name) eq $name } @uncovered;

	if ($reason) {
		like($it ? $it->{reason} : '', $reason, "$name of $file is listed");
	} else {
		ok(!$it, "$name of $file is analysed");
	}
}

# -- what the preprocessor says ------------------------------------------------------------

# The lines of a file that are left of it on a variant.
sub preprocessed
{
	my ($command, $file) = @_;
	my (%left, $line, $here);

	my $pid = open(my $out, '-|') // die;
	if (!$pid) {
		chdir $command->{directory};
		open(STDERR, '>', '/dev/null');
		exec($ENV{CLANG} // 'clang-19', grep({ $_ ne '-c' } @{$command->{arguments}}[1 ..
			$#{$command->{arguments}}]), '-E', '-o', '-', $command->{file}) or exit 1;
	}
	while (<$out>) {
		if (/^# (\d+) "(.*?)"/) {
			$line = $1;
			$here = $2 =~ m{/\Q$file\E$};
			next;
		}
		$left{$line} = 1 if $here && /\S/;
		$line++;
	}
	close($out);
	return \%left;
}

# The lines with a word in code that is no directive, sizeof's operands aside.
sub lines_with_words
{
	my $code = slurp("$tree/$_[0]");
	my ($line, @found) = 0;

	$code =~ s{(/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*")}{$1 =~ s/[^\n]//gr}ges;
	$code =~ s{^[ \t]*#(?:[^\n]*\\\n)*[^\n]*}{$& =~ s/[^\n]//gr}gem;
	for (split /\n/, $code) {
		$line++;
		push @found, $line if s/sizeof\s*\([^()]*\)//gr =~ /\b(?:$word)\b/a;
	}
	return @found;
}

my %commands;
for my $variant (@variants) {
	qx($ptdesc prepare --quiet --tree $tree --arch $variant --compile-commands $tmp/$variant.json);
	for (@{decode_json(slurp("$tmp/$variant.json"))}) {
		$commands{$variant}{$1} = $_ if $_->{file} =~ m{linux-source-6\.12/(.*)};
	}
}
@lines = map { decode_json($_) } split /\n/, qx($ptdesc check --quiet --tree $tree --arch x86 --coverage --format json);
for my $file (qw(mm/gup.c mm/kasan/init.c mm/memory.c mm/mremap.c mm/pgtable-generic.c
		 arch/x86/mm/init_32.c arch/x86/kernel/machine_kexec_64.c)) {
	my @listed = map { $_->{line} }
		grep { $_->{type} eq 'uncovered' && $_->{file} eq $file } @lines;
	my %left;

	for my $variant (grep { $commands{$_}{$file} } @variants) {
		%left = (%left, %{preprocessed($commands{$variant}{$file}, $file)});
	}
	my @gone = grep { !$left{$_} } lines_with_words($file);
	my %gone = map { $_ => 1 } @gone;

	is_deeply([grep { !$gone{$_} } @listed], [], "$file: what is listed is compiled nowhere");
	is(!!@listed, !!@gone, "$file: what is compiled nowhere is listed");
}

done_testing();
