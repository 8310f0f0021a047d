# SPDX-License-Identifier: GPL-2.0-or-later
#
# Measuring, and tables for people and in Markdown.

package Bench;

use strict;
use warnings;
use Exporter qw(import);
use Time::HiRes qw(time);

our @EXPORT = qw(median measure medians seconds mebibytes ratio say_text table write_markdown
		 slurp);

# -- measuring ---------------------------------------------------------------------------------

sub median
{
	my @sorted = sort { $a <=> $b } @_;

	return $sorted[@sorted / 2];
}

# What the children that &$run starts take: { cpu, wall }, seconds.
sub measure
{
	my ($run) = @_;
	my @before = times;
	my $start = time;

	$run->();
	my @after = times;
	return {
		cpu => $after[2] + $after[3] - $before[2] - $before[3],
		wall => time - $start,
	};
}

# Medians of $repeat runs, &$prepare being called before each.
sub medians
{
	my ($repeat, $prepare, $run) = @_;
	my @runs;

	for (1 .. $repeat) {
		$prepare->();
		push @runs, measure($run);
	}
	return { map { my $key = $_; $key => median(map { $_->{$key} } @runs) } qw(cpu wall) };
}

# -- tables --------------------------------------------------------------------------------------

my $markdown = '';

sub seconds { return sprintf $_[0] < 10 ? '%.2f s' : '%.0f s', $_[0] }
sub mebibytes { return sprintf '%.0f MiB', $_[0] / 1024 }

sub ratio
{
	my ($part, $whole) = @_;
	my $ratio = $part / $whole;

	return sprintf $ratio < 0.1 ? '%.3f' : $ratio < 10 ? '%.2f' : '%.0f', $ratio;
}

sub say_text
{
	print "$_[0]\n";
	$markdown .= "$_[0]\n";
}

# A title, a line of headings, and a line each time the sub that comes back is called.
sub table
{
	my ($title, @headings) = @_;
	my $format = join(' ', map { $_ ? '%12s' : '%-44s' } 0 .. $#headings) . "\n";

	print "\n$title\n";
	printf $format, @headings;
	$markdown .= "\n$title\n\n| " . join(' | ', @headings) . " |\n|---" . '|---:' x $#headings
		   . "|\n";
	return sub {
		printf $format, @_;
		$markdown .= '| ' . join(' | ', @_) . " |\n";
	};
}

# All that was said, and the tables, into a file.
sub write_markdown
{
	my ($path) = @_;

	open(my $out, '>', "$path.new") or die "$path.new: $!";
	print $out $markdown;
	close $out or die "$path.new: $!";
	rename "$path.new", $path or die "$path: $!";
}

# -- files --------------------------------------------------------------------------------------

sub slurp
{
	my ($path) = @_;

	open(my $in, '<', $path) or die "$path: $!";
	local $/;
	return <$in>;
}

1;
