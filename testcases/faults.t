#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What goes wrong around ptdesc: it is killed, the disk is full or fails, others run at
# the same time, what it keeps is damaged, the tree is edited under it. The next run gives
# what it would have given, and nobody has to clean up first.
#
# A library (lib/fault.c) counts what a run and its children do to files and goes wrong at
# a chosen count. By default some counts are tried, with FAULTS=all every one of them.
#
# PTDESC=program to test another one; KEEP=1 keeps the files.

use strict;
use warnings;
use Cwd qw(abs_path);
use Errno qw(EIO ENOSPC);
use File::Basename qw(dirname);
use File::Find qw(find);
use File::Path qw(remove_tree);
use lib dirname(abs_path($0)) . '/lib';
use MakeBelieve;
use POSIX qw(SIGINT SIGKILL SIGTERM ceil mkfifo);
use Test::More;
use Time::HiRes qw(sleep time);

my $shim = "$tmp/fault.so";
my $plan = "$tmp/plan";
my $cache = "$tmp/c";
my $points = $ENV{FAULTS} || 3;
my $sweeps = 0;

system($ENV{CC} || 'cc', qw(-shared -fPIC -O1 -D_GNU_SOURCE -D_LARGEFILE64_SOURCE -o), $shim,
	"$top/testcases/lib/fault.c", '-ldl') == 0 or BAIL_OUT('cannot build lib/fault.c');

# Kbuild's make starts from an empty environment: it gets the library here.
{
	my ($make) = grep { -x } map { "$_/make" } split /:/, $ENV{PATH};

	put("$tmp/bin/make", "#!/bin/sh\nexport LD_PRELOAD=$shim FAULT_PLAN=$plan\nexec $make \"\$@\"\n");
	chmod 0755, "$tmp/bin/make";
	$ENV{PATH} = "$tmp/bin:$ENV{PATH}";
}

my $tree = new_tree();
put("$tree/mm/probe.c", <<'C');
#include <linux/mm.h>
#include <asm/pgalloc.h>

void probe(pmd_t *pmd)
{
	struct page *page = pmd_pgtable_page(pmd);

	list_del(&page->lru);
}
C

# As struct plan of lib/fault.c.
sub set_plan
{
	my (%p) = (at => 0, signal => 0, to_main => 0, to_child => 0, error => 0, sticky => 0,
		   below => $tmp, @_);

	put($plan, pack('i8 a4096', 0, @p{qw(at signal to_main to_child error sticky)}, 0, $p{below}));
}

sub operations { return unpack 'i', slurp($plan) }

# run() on $cache, where something goes wrong or nothing does.
sub faulty
{
	my ($fault, @arguments) = @_;

	set_plan(%$fault);
	return run({ env => { XDG_CACHE_HOME => $cache, LD_PRELOAD => $shim, FAULT_PLAN => $plan,
		ASAN_OPTIONS => 'verify_asan_link_order=0:' . ($ENV{ASAN_OPTIONS} || '') } }, @arguments);
}

sub plain
{
	my (@arguments) = @_;

	set_plan();
	return run({ env => { XDG_CACHE_HOME => $cache } }, @arguments);
}

# The processes of faulty runs, whatever became of their parents.
sub processes
{
	return grep { (eval { slurp("/proc/$_/maps") } || '') =~ /\Q$shim\E/ }
		map { m{/proc/(\d+)} } glob '/proc/[0-9]*';
}

# All names below a directory.
sub names
{
	my ($directory) = @_;
	my @names;

	find({ no_chdir => 1, wanted => sub { push @names, $_ } }, $directory) if -d $directory;
	return sort @names;
}

sub describe { return join ' ', $_[0]{status}, map { "\"$_\"" } grep { length } @{$_[0]}{qw(out err)} }

sub like_reference
{
	my ($result, $reference) = @_;

	return $result->{status} == $reference->{status} && $result->{out} eq $reference->{out} &&
		$result->{err} eq $reference->{err};
}

# What is wrong with a run that was not killed: it says what it gives, or why it gives nothing.
sub unclear
{
	my ($command, $result, $reference) = @_;

	return if like_reference($result, $reference);
	# coccicheck prints as it goes, like the kernel's.
	return if $result->{status} == 2 && index($reference->{out}, $result->{out}) == 0 &&
		($result->{out} eq '' || $command eq 'coccicheck') && one_line($result->{err}) &&
		$result->{err} =~ m{/|\bclang\b};
	return if $result->{status} == 3 && "$result->{out}$result->{err}" =~ /incomplete: |^ptdesc \w+: /m;
	return 'unclear: ' . describe($result);
}

# Points from 1 to a count: the same each time, others in each sweep.
sub spread
{
	my ($count, $points) = @_;
	my $step = $points eq 'all' || $points > $count ? 1 : $count / $points;
	my $offset = 0.618 * ++$sweeps;

	$offset = $step == 1 ? 1 : $offset - int $offset;
	return map { my $at = ceil(($_ + $offset) * $step); $at < 1 ? 1 : $at } 0 .. $count / $step - 1;
}

# sweep(NAME, FAULT, RESET, SETTLE, ARGUMENT...): goes wrong with FAULT at one point after the
# other, then runs again; RESET comes before each, SETTLE says what is wrong in between.
sub sweep
{
	my ($name, $fault, $reset, $settle, @arguments) = @_;
	my (@bad, $reference, @reference);

	$reset->();
	$reference = plain(@arguments);
	@reference = names($cache);
	$reset->();
	faulty({ %$fault, at => 0 }, @arguments);
	for my $at (spread(operations(), $points)) {
		my ($result, $again);
		my @wrong;

		$reset->();
		$result = faulty({ %$fault, at => $at }, @arguments);
		push @wrong, unclear($arguments[0], $result, $reference) unless $fault->{to_main} && $result->{status} > 128;
		push @wrong, 'processes stay: ' . join ' ', processes()
			unless wait_for(10, sub { !processes() });
		kill 'KILL', processes();
		push @wrong, $settle->($result);
		$again = plain(@arguments);
		push @wrong, 'then: ' . describe($again) unless like_reference($again, $reference);
		push @wrong, "left behind: $_" for grep { $_ ne $ENV{TMPDIR} } names($ENV{TMPDIR});
		my %known = map { $_ => 1 } @reference;
		push @wrong, "left behind: $_" for grep { !$known{$_} } names($cache);
		push @bad, map { "at $at: $_" } @wrong;
	}
	ok(!@bad, $name);
	diag($_) for @bad;
}

my %killed = (
	'SIGKILL' => { signal => SIGKILL, to_main => 1 }, 'SIGTERM' => { signal => SIGTERM, to_main => 1 },
	'SIGINT' => { signal => SIGINT, to_main => 1 },
);
my %failing = (
	'a child that is killed' => { signal => SIGKILL, to_child => 1 }, 'a full disk' => { error => ENOSPC, sticky => 1 },
	'a disk that is full for once' => { error => ENOSPC }, 'a disk that fails for once' => { error => EIO },
);
my @check = ('check', '--tree', $tree, '--arch', 'x86_64', '-j', 1);

sub nothing { return () }
sub no_cache { remove_tree($cache) }

# -- check ------------------------------------------------------------------------------------

sweep("check: $_", $killed{$_}, \&no_cache, \&nothing, @check) for sort keys %killed;
sweep("check: $_", $failing{$_}, \&no_cache, \&nothing, @check) for sort keys %failing;

# With facts of another state of the tree, which give way.
{
	my $probe = slurp("$tree/mm/probe.c");
	my $again = sub {
		no_cache();
		put("$tree/mm/probe.c", "$probe\nint more;\n");
		plain(@check);
		put("$tree/mm/probe.c", $probe);
	};

	sweep("check after an edit: $_->[0]", $_->[1], $again, \&nothing, @check)
		for ['SIGKILL', $killed{SIGKILL}], ['a full disk', $failing{'a full disk'}];
}

# The headers of another state of the tree, which make brings up to date.
{
	my $header = slurp("$tree/include/linux/mm.h");
	my $again = sub {
		no_cache();
		put("$tree/include/linux/mm.h", "$header\nint more(void);\n");
		plain(@check);
		put("$tree/include/linux/mm.h", $header);
	};

	sweep('check after an edit of a header: SIGKILL', $killed{SIGKILL}, $again, \&nothing, @check);
}

# Killed at some time, not only where files are touched.
{
	my $reference = do { no_cache(); plain(@check) };
	my @bad;

	for my $point (1 .. ($points eq 'all' ? 50 : $points)) {
		my $signal = (qw(KILL TERM INT))[$point % 3];

		no_cache();
		set_plan();
		my $run = start({ env => { XDG_CACHE_HOME => $cache, LD_PRELOAD => $shim,
			FAULT_PLAN => $plan } }, @check);
		sleep $reference->{seconds} * rand 1;
		kill $signal, $run->{pid};
		finish($run);
		push @bad, "$signal: processes stay" unless wait_for(10, sub { !processes() });
		my $again = plain(@check);
		push @bad, "$signal, then: " . describe($again) unless like_reference($again, $reference);
	}
	ok(!@bad, 'check: killed at any time');
	diag($_) for @bad;
}

# -- the other commands ---------------------------------------------------------------------------

my @faults = (['SIGKILL', $killed{SIGKILL}], ['a full disk', $failing{'a full disk'}]);

sweep("prepare: $_->[0]", $_->[1], \&no_cache, \&nothing,
      'prepare', '--tree', $tree, '--arch', 'x86_64', '-j', 1) for @faults;

{
	my $lint = new_tree();

	system('cp', '-r', "$top/testcases/lint/tree/.", $lint);
	sweep("lint: $_->[0]", $_->[1], \&no_cache, \&nothing, 'lint', '--tree', $lint, '--arch',
	      'x86_64', '-j', 1, "$top/testcases/lint/misuse.patch") for @faults;
}

# A copy of the facts arrives whole, or not at all, and nothing else beside it.
{
	my $facts = "$tmp/facts";
	my $reset = sub {
		remove_tree($facts);
		mkdir $facts;
		put("$facts/db", 'what was there before');
	};
	my $settle = sub {
		my @names = names($facts);

		return "beside the facts: @names" unless "@names" eq "$facts $facts/db";
		my $text = slurp("$facts/db");
		return () if $text eq 'what was there before';
		return $text =~ /\ASQLite format 3\0/ && length($text) > 40000 ? () : 'half a copy of the facts';
	};

	no_cache();
	sweep("check --facts: $_->[0]", $_->[1], $reset, $settle, @check, '--facts', "$facts/db")
		for @faults;
}

{
	my $kernel = "$tmp/kernel";
	my $new = "$tmp/new";
	my ($whole, $before, $after);
	my $reset = sub {
		remove_tree($kernel, $new);
		system('cp', '-r', "$top/testcases/convert/tree", $kernel);
	};
	my $settle = sub {
		my @beside = grep { $_ ne $new && $_ ne $kernel && /^\Q$tmp\E\/(new|kernel)/ } glob "$tmp/*";

		return "left behind: @beside" if @beside;
		return () unless -e $new;
		my $same = checksum_of($new) eq $whole;
		remove_tree($new);
		return $same ? () : 'half a patch set';
	};
	my $settle_tree = sub {
		my ($result) = @_;

		# Where nothing can be renamed any more there is no way back.
		while ($result->{err} =~ /; (\S+) cannot be taken back, its former text is (\S+?)[;\n]/g) {
			return "no former text: $2" unless -f $2;
			rename $2, $1;
		}
		my $now = checksum_of($kernel);

		return 'a tree converted in part: ' . join ' ', names($kernel)
			unless $now eq $before || $now eq $after;
		$reset->();
		return ();
	};

	local $ENV{PTDESC_DATA} = "$top/testcases/convert";
	$reset->();
	$before = checksum_of($kernel);
	plain('convert', '--no-facts', '--tree', $kernel, '--output', $new);
	$whole = checksum_of($new);
	isnt($whole, checksum_of("$tmp/nowhere"), 'there is something to convert');
	plain('convert', '--no-facts', '--tree', $kernel, '--in-place');
	$after = checksum_of($kernel);
	isnt($after, $before, 'in place, too');
	sweep("convert: $_->[0]", $_->[1], $reset, $settle,
	      'convert', '--no-facts', '--tree', $kernel, '--output', $new, '-j', 1) for @faults;
	# What is done to the tree itself is little, but must not go wrong.
	sweep("convert --in-place: $_->[0]", { %{$_->[1]}, below => $kernel }, $reset, $settle_tree,
	      'convert', '--no-facts', '--tree', $kernel, '--in-place', '-j', 1)
		for @faults, ['a disk that fails', { error => EIO, sticky => 1 }];
	sweep("coccicheck: $_->[0]", $_->[1], $reset, \&nothing,
	      'coccicheck', '--tree', $kernel, '--mode', 'patch', '-j', 1) for @faults;
}

# Names and contents, without times.
sub checksum_of
{
	my ($directory) = @_;

	return join "\n", map { (my $name = $_) =~ s/^\Q$directory\E//; -f $_ ? "$name: " . slurp($_) : $name }
		names($directory);
}

done_testing();
