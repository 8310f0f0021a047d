# SPDX-License-Identifier: GPL-2.0-or-later
#
# What check.t and lint.t share: copies of the make-believe tree, and ptdesc run on
# them with a cache of its own.

package MakeBelieve;

use strict;
use warnings;
use Cwd qw(abs_path);
use Digest::MD5;
use Exporter qw(import);
use File::Basename qw(dirname);
use File::Find qw(find);
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);
use JSON::PP qw(decode_json);
use Time::HiRes qw(sleep time);

our @EXPORT = qw($ptdesc $top $tmp new_tree put slurp edit checksum run start finish
		 run_json summary findings one_line wait_for);

our $top = dirname(dirname(dirname(abs_path(__FILE__))));
our $ptdesc = abs_path($ENV{PTDESC} || "$top/build/ptdesc");
our $tmp = abs_path(tempdir('ptdesc-test-XXXXXX', TMPDIR => 1, CLEANUP => !$ENV{KEEP}));

$ENV{XDG_CACHE_HOME} = "$tmp/cache";
$ENV{TMPDIR} = "$tmp/scratch";
mkdir $ENV{TMPDIR};
$ENV{PTDESC_DATA} ||= $top;

my ($trees, %running) = (0);

# Nothing runs on when a test dies. Some tests take rights away; give them back so that
# the directory can go.
END {
	my $status = $?;

	kill 'TERM', keys %running;
	system('chmod', '-R', 'u+rwX', $tmp) if $tmp;
	$? = $status;
}

# A fresh copy of the make-believe tree.
sub new_tree
{
	my $tree = "$tmp/tree" . ++$trees;

	system('cp', '-r', "$top/testcases/tree", $tree) == 0 or die "cp: $?";
	return $tree;
}

sub slurp
{
	my ($path) = @_;

	open(my $fh, '<', $path) or die "$path: $!";
	local $/;
	my $text = <$fh>;
	return defined $text ? $text : '';
}

sub put
{
	my ($path, $text) = @_;

	make_path(dirname($path));
	open(my $fh, '>', $path) or die "$path: $!";
	print $fh $text;
	close $fh;
}

# edit(FILE, sub { s/a/b/ }): changes a file in place; it is a mistake when nothing changes.
sub edit
{
	my ($path, $change) = @_;
	my $before = slurp($path);
	local $_ = $before;

	$change->();
	die "$path: the edit changed nothing" if $_ eq $before;
	put($path, $_);
}

# One value for names, modes and contents below a directory.
sub checksum
{
	my ($directory) = @_;
	my @lines;

	find({ no_chdir => 1, wanted => sub {
		my @stat = lstat;
		my $line = sprintf('%s %o %d', $_, $stat[2], -d _ ? 0 : $stat[9]);

		$line .= ' ' . Digest::MD5::md5_hex(slurp($_)) if -f _ && -r _;
		push @lines, $line;
	} }, $directory);
	return Digest::MD5::md5_hex(join "\n", sort @lines);
}

# start(OPTIONS, ARGUMENT...): ptdesc in the background. OPTIONS: in => text for its
# standard input, cd => directory, env => { NAME => value }, id => name of its output files.
sub start
{
	my ($options, @arguments) = @_;
	my $id = $options->{id} || 'run';
	my $pid = fork;

	die "fork: $!" unless defined $pid;
	if ($pid) {
		$running{$pid} = 1;
		return { pid => $pid, id => $id };
	}
	%running = ();
	# A shell that runs us in the background has its children ignore some.
	$SIG{$_} = 'DEFAULT' for qw(HUP INT QUIT TERM PIPE);
	put("$tmp/$id.in", defined $options->{in} ? $options->{in} : '');
	open(STDIN, '<', "$tmp/$id.in");
	open(STDOUT, '>', "$tmp/$id.out");
	open(STDERR, '>', "$tmp/$id.err");
	chdir $options->{cd} if $options->{cd};
	$ENV{$_} = $options->{env}{$_} for keys %{$options->{env} || {}};
	exec { $ptdesc } $ptdesc, @arguments or exit 127;
}

# What became of it: { status, out, err, seconds }; a signal is a status above 128.
sub finish
{
	my ($run) = @_;

	waitpid($run->{pid}, 0);
	delete $running{$run->{pid}};
	return {
		status => $? & 127 ? 128 + ($? & 127) : $? >> 8,
		out => slurp("$tmp/$run->{id}.out"), err => slurp("$tmp/$run->{id}.err"),
	};
}

sub run
{
	my $options = ref $_[0] ? shift : {};
	my $began = time;
	my $result = finish(start($options, @_));

	$result->{seconds} = time - $began;
	return $result;
}

# run() with the lines of --format json decoded, in $result->{lines}.
sub run_json
{
	my $options = ref $_[0] ? shift : {};
	my $result = run($options, @_, '--format', 'json');

	$result->{lines} = [map { decode_json($_) } split /\n/, $result->{out}];
	return $result;
}

sub summary { return $_[0]{lines}[-1] || {} }

# "file:line rule" of each finding in order.
sub findings
{
	my ($result) = @_;

	return map { "$_->{file}:$_->{line} $_->{rule}" }
		grep { $_->{type} eq 'finding' } @{$result->{lines}};
}

# Whether a text is one line, and no more.
sub one_line { return $_[0] =~ /\A[^\n]+\n\z/ }

# Whether something comes true within a number of seconds.
sub wait_for
{
	my ($seconds, $condition) = @_;
	my $end = time + $seconds;

	while (time < $end) {
		return 1 if $condition->();
		sleep 0.02;
	}
	return 0;
}

1;
