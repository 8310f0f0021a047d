#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
# Whether the variants of an architecture together switch on all that it offers of what
# decides which page-table code exists (configs.tsv).  Prints what each has.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Find qw(find);
use Test::More;

my $here = dirname(__FILE__);
my $ptdesc = $ENV{PTDESC} // "$here/../../build/ptdesc";
my $kernels = $ENV{KERNELS} // "$here/../../build/kernels";

sub slurp
{
	my ($path) = @_;

	open(my $fh, '<', $path) or die "$path: $!";
	local $/;
	return <$fh> // '';
}

# ([symbol, [offers]]...), { "arch symbol" => reason }
sub read_table
{
	my (@symbols, %excused);

	for (split /\n/, slurp("$here/configs.tsv")) {
		next if /^#|^$/;
		my ($first, @rest) = split /\t/;

		if ($first eq '!') {
			$excused{"$rest[0] $rest[1]"} = $rest[2];
		} else {
			push @symbols, [$first, [split / /, $rest[0]]];
		}
	}
	return (\@symbols, \%excused);
}

# { symbol => 1 } of all that the Kconfig files of an architecture define or select.
sub offers
{
	my ($directory) = @_;
	my %offers;

	find({ no_chdir => 1, wanted => sub {
		return unless m{/Kconfig[^/]*$} && -f;
		my $text = slurp($_);
		$offers{$1} = 1 while $text =~ /^\s*(?:(?:menu)?config|select)\s+(\w+)/mg;
	} }, $directory);
	return \%offers;
}

# { symbol => value } of what a .config switches on.
sub read_config
{
	my ($path) = @_;
	my %config = map { /^CONFIG_(\w+)=(.*)/ ? ($1 => $2) : () } split /\n/, slurp($path);

	# A number in releases that have no symbol for what comes of it.
	if ($config{SPLIT_PTLOCK_CPUS} && $config{MMU} &&
	    ($config{NR_CPUS} // 1) >= $config{SPLIT_PTLOCK_CPUS}) {
		$config{SPLIT_PTE_PTLOCKS} = 'y';
		$config{SPLIT_PMD_PTLOCKS} = $config{ARCH_ENABLE_SPLIT_PMD_PTLOCK} // 'n';
	}
	return \%config;
}

# { arch => { variant => config } } of a tree.
sub read_variants
{
	my ($tree) = @_;
	my %arch_of = slurp("$here/../../rules/variants.yaml") =~ /- name: (\S+)\s+arch: (\S+)/g;
	my %variants;

	open(my $out, '-|', $ptdesc, 'prepare', '--quiet', '--no-pch', '--tree', $tree) or die;
	while (<$out>) {
		$variants{$arch_of{$1}}{$1} = read_config("$2/.config")
			if /^(\S+): \d+ translation units in (.*)/;
		fail($_) if /: note: /;
	}
	close($out);
	is($? >> 8, 0, "every variant of $tree is prepared");
	return \%variants;
}

my ($symbols, $excused) = read_table();
my %used;

for my $version (qw(6.1 6.12)) {
	my $tree = "$kernels/linux-source-$version";

	-d $tree or BAIL_OUT("no $tree: make kernel-$version");
	my $variants = read_variants($tree);
	my @archs = map { m{/([^/]+)/$} ? $1 : () } glob "$tree/arch/*/";

	is_deeply([sort keys %$variants], [sort @archs], "$version: every architecture has a variant");
	for my $arch (@archs) {
		my $offers = offers("$tree/arch/$arch");
		my @missing;

		for (@$symbols) {
			my ($symbol, $by) = @$_;
			my @on = grep { ($variants->{$arch}{$_}{$symbol} // 'n') ne 'n' }
				sort keys %{$variants->{$arch}};

			note("$version $arch $symbol: @on") if @on;
			next if @on || !grep { $_ eq '*' || $offers->{$_} } @$by;
			if (defined $excused->{"$arch $symbol"}) {
				$used{"$arch $symbol"} = 1;
				note("$version $arch $symbol: none: " . $excused->{"$arch $symbol"});
			} else {
				push @missing, $symbol;
			}
		}
		is("@missing", '', "$version: some variant of $arch has all that it offers");
	}
}
is(join(', ', grep { !$used{$_} } sort keys %$excused), '', 'no exception is out of date');
done_testing;
