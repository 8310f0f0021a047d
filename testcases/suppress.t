#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Known findings, from outside: comments in the code and baselines silence them, and
# what silences nothing is found.
#
# PTDESC=program to test another one; KEEP=1 keeps the files.

use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use lib dirname(abs_path($0)) . '/lib';
use MakeBelieve;
use Test::More;

my $tree = new_tree();
my $head = "#include <linux/mm.h>\n#include <asm/pgalloc.h>\n\n";
my $misuse = "void probe(pmd_t *pmd, struct list_head *head)\n{\n" .
	"\tlist_add(&pmd_pgtable_page(pmd)->lru, head);\n}\n";
my $converted = '&pmd_ptdesc(pmd)->pt_list';
my $above = "\t/* ptdesc: allow field-lru it is private */\n";
my $beside = "\t/* ptdesc: allow field-lru it is private */";
my @check = ('check', '--tree', $tree, '--arch', 'x86_64');

sub allowed_above { return $misuse =~ s/\tlist_add/$above\tlist_add/r }
sub allowed_beside { return $misuse =~ s/head\);$/head);$beside/mr }

# What check finds in mm/probe.c that holds TEXT.
sub check_probe
{
	my ($text, @more) = @_;

	put("$tree/mm/probe.c", $head . $text);
	return run_json(@check, @more, 'mm/probe.c');
}

sub messages
{
	return map { $_->{message} } grep { $_->{type} eq 'finding' } @{$_[0]{lines}};
}

# -- comments ----------------------------------------------------------------------------------

{
	my $plain = check_probe($misuse);
	my $result = check_probe(allowed_above());
	my $text = run(@check, 'mm/probe.c')->{out};

	is_deeply([findings($plain)], ['mm/probe.c:6 field-lru'], 'a misuse');
	is(summary($plain)->{allowed}, 0, 'nothing allows it');
	is_deeply([findings($result)], [], 'one with a comment above it');
	is($result->{status}, 0, 'exits 0');
	is(summary($result)->{allowed}, 1, 'the summary counts it');
	is(summary($result)->{findings}, 0, 'as no finding');
	like($text, qr/^allowed by comments: 1$/m, 'the text counts it');
}
for my $case (['beside it', allowed_beside()],
	      ['beside it, in another form', allowed_beside() =~ s{/\* (.*) \*/}{// $1}r],
	      ['of several lines', $misuse =~ s{\tlist_add}{\t/*\n\t * ptdesc: allow field-lru it is\n\t * private\n\t */\n\tlist_add}r]) {
	my $result = check_probe($case->[1]);

	is_deeply([findings($result)], [], "one with a comment $case->[0]");
	is($result->{status}, 0, 'exits 0');
}

for my $case (['without a reason', 'field-lru', qr/does not say why field-lru is allowed/],
	      ['without a rule', '', qr/names no rule/],
	      ['with a wrong rule', 'field-lur it is private', qr/there is no rule field-lur/],
	      ['of itself', 'unused-suppression it is private', qr/cannot be allowed/],
	      ['of another rule', 'field-index it is private', qr/no finding of field-index here/]) {
	my $result = check_probe($misuse =~ s{\tlist_add}{\t/* ptdesc: allow $case->[1] */\n\tlist_add}r);

	is_deeply([findings($result)],
		  ['mm/probe.c:6 unused-suppression', 'mm/probe.c:7 field-lru'],
		  "a comment $case->[0] allows nothing and is found");
	like((messages($result))[0], $case->[2], 'with the reason');
	is($result->{status}, 1, 'exits 1');
}
{
	my $result = check_probe(allowed_above() =~ s/&pmd_pgtable_page\(pmd\)->lru/$converted/r);

	is_deeply([findings($result)], ['mm/probe.c:6 unused-suppression'], 'what was fixed');
	is($result->{status}, 1, 'exits 1');
	is((grep { $_->{type} eq 'finding' } @{$result->{lines}})[0]{function}, 'probe', 'it is in a function');
	like(run(@check, 'mm/probe.c')->{out},
	     qr/^mm\/probe\.c:6:5: warning: this suppresses nothing: .* \[unused-suppression\]\n  in probe\(\) on x86_64$/m,
	     'the text says so');
}
{
	my $other = "#ifdef __s390x__\n" . allowed_above() . "#endif\n";
	my $result = check_probe($other);

	is_deeply([findings($result)], [], 'one of code that was not looked at');
	is(summary($result)->{allowed}, 0, 'it allows nothing');
	$result = run_json('check', '--tree', $tree, '--arch', 'x86_64,s390', 'mm/probe.c');
	is_deeply([findings($result)], [], 'one that one of two architectures needs');
	is(summary($result)->{allowed}, 1, 'it allows that');
}
{
	my $plain = check_probe($misuse);
	my $commented = check_probe($misuse =~ s{head\);$}{head);\t/* why */}mr);

	is($commented->{lines}[0]{fingerprint}, $plain->{lines}[0]{fingerprint},
	   'a comment does not change the fingerprint of a finding');
}

# -- lint ---------------------------------------------------------------------------------------

# What lint says of the change from BEFORE to AFTER in mm/probe.c.
sub lint_probe
{
	my ($before, $after) = @_;

	put("$tree/mm/probe.c", $head . $before);
	put("$tmp/after.c", $head . $after);
	my $patch = qx(diff -u --label a/mm/probe.c --label b/mm/probe.c $tree/mm/probe.c $tmp/after.c);

	return run_json({ in => $patch }, 'lint', '--tree', $tree, '--arch', 'x86_64');
}

my $nothing = "void probe(pmd_t *pmd, struct list_head *head)\n{\n}\n";

for my $case (['a misuse that is allowed', $nothing, allowed_above()],
	      ['an old misuse that becomes allowed', $misuse, allowed_above()],
	      ['the same on its line', $misuse, allowed_beside()],
	      ['a misuse that goes with its comment', allowed_above(), $nothing],
	      ['an old comment of nothing that moves', "$nothing$above", "\n$nothing$above"]) {
	my $result = lint_probe(@$case[1, 2]);

	is_deeply([findings($result)], [], "lint: $case->[0]");
	is($result->{status}, 0, 'exits 0');
}
for my $case (['a misuse that loses its comment', allowed_above(), $misuse, 'mm/probe.c:6 field-lru'],
	      ['a comment that stays behind', allowed_above(),
	       allowed_above() =~ s/&pmd_pgtable_page\(pmd\)->lru/$converted/r,
	       'mm/probe.c:6 unused-suppression'],
	      ['a comment of nothing', $nothing, $nothing =~ s/\{\n/{\n$above/r,
	       'mm/probe.c:6 unused-suppression']) {
	my $result = lint_probe(@$case[1, 2]);

	is_deeply([findings($result)], [$case->[3]], "lint: $case->[0]");
	is($result->{status}, 1, 'exits 1');
}

# -- baselines ------------------------------------------------------------------------------------

my $baseline = "$tmp/baseline";

put("$tree/mm/probe.c", "$head$misuse");
{
	my $plain = run_json(@check);
	my @found = findings($plain);
	my $written = run_json(@check, '--write-baseline', $baseline);
	my $text = slurp($baseline);
	my @entries = grep { !/^#/ } split /\n/, $text;

	is($written->{status}, 0, 'writing a baseline exits 0');
	is_deeply([findings($written)], [], 'and reports nothing');
	is(summary($written)->{in_baseline}, scalar @found, 'but counts');
	is(scalar @entries, scalar @found, 'it has a line for each finding');
	like($text, qr{^[0-9a-f]{16} mm/probe\.c field-lru probe$}m, 'of four words');
	like($text, qr{^# variants: x86/x86_64$}m, 'it names the variants');
	is_deeply([map { s/^\S+ //r } @entries], [sort map { s/^\S+ //r } @entries], 'it is sorted');

	my $result = run_json(@check, '--baseline', $baseline);

	is($result->{status}, 0, 'a check with the baseline exits 0');
	is_deeply([findings($result)], [], 'and reports nothing');
	is(summary($result)->{in_baseline}, scalar @found, 'but counts');
	like(run(@check, '--baseline', $baseline)->{out}, qr/^in the baseline: \d+$/m, 'in the text, too');
	run(@check, '--write-baseline', "$baseline.2");
	is(slurp("$baseline.2"), $text, 'written again it is the same');
	is(run(@check, '-j', 1, '--write-baseline', "$baseline.2")->{status}, 0, 'over an older one');

	put("$tree/mm/probe.c", "\n\n$head\n$misuse");
	is(run(@check, '--baseline', $baseline)->{status}, 0, 'lines may move');
	run(@check, '--write-baseline', "$baseline.2");
	is(slurp("$baseline.2"), $text, 'which does not change it');

	put("$tree/mm/probe.c", $head . $misuse . $misuse =~ s/probe/fresh/r);
	is_deeply([findings(run_json(@check, '--baseline', $baseline))], ['mm/probe.c:10 field-lru'],
		  'what is new is reported');

	put("$tree/mm/probe.c", $head . $nothing);
	$result = run_json(@check, '--baseline', $baseline);
	my ($line) = grep { (split /\n/, $text)[$_ - 1] =~ m{mm/probe} } 1 .. @entries + 2;
	is_deeply([findings($result)], ["$baseline:$line unused-suppression"],
		  'an entry of nothing is reported where it stands');
	like((messages($result))[0], qr/mm\/probe\.c has no such finding of field-lru in probe\(\) any more/,
	     'with what it was');
	is($result->{status}, 1, 'exits 1');
	is(run(@check, '--baseline', $baseline, 'mm/slub.c')->{status}, 0,
	   'not when a PATH leaves its file out');
	unlike(run('check', '--tree', $tree, '--arch', 'arm64', '--baseline', $baseline)->{out},
	       qr/no such finding/, 'nor when its variant was not chosen');

	put("$tree/mm/probe.c", $head . allowed_above());
	is_deeply([findings(run_json(@check, '--baseline', $baseline))],
		  ["$baseline:$line unused-suppression"], 'an entry that a comment makes superfluous');
	unlink "$tree/mm/probe.c";
	is_deeply([findings(run_json(@check, '--baseline', $baseline))],
		  ["$baseline:$line unused-suppression"], 'an entry of a file that is gone');
}

put("$tree/mm/probe.c", "${head}pgtable_t broken = missing;\n");
{
	my $result = run_json(@check, '--baseline', $baseline);

	is($result->{status}, 3, 'what does not compile exits 3');
	is_deeply([findings($result)], [], 'and no entry is said to be superfluous');
	is(run(@check, '--write-baseline', "$baseline.2")->{status}, 3, 'nor is a baseline of it whole');
}
put("$tree/mm/probe.c", '');

sub refuses
{
	my ($name, $pattern, @arguments) = @_;
	my $result = run(@check, @arguments);

	is($result->{status}, 2, "$name exits 2");
	is($result->{out}, '', 'prints nothing');
	ok(one_line($result->{err}), 'says one line') or diag($result->{err});
	like($result->{err}, $pattern, 'says what is wrong');
}

put("$tmp/bad", "# a comment\n\n0123456789abcdef mm/a.c field-lru f\n<<<<<<< HEAD\n");
refuses('a baseline with a line that is no entry', qr{bad:4: no entry of a baseline}, '--baseline', "$tmp/bad");
refuses('a baseline that is not there', qr{/nonexistent}, '--baseline', '/nonexistent');
put("$tmp/file", '');
refuses('a baseline where nothing can be', qr{/file: Not a directory}, '--write-baseline', "$tmp/file/b");
refuses('both at once', qr/not both/, '--baseline', $baseline, '--write-baseline', $baseline);

done_testing();
