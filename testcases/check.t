#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# ptdesc check from outside: exit statuses, messages, what happens to code that does
# not compile, crashes the parser or hangs it, and that nothing depends on chance.
#
# PTDESC=program to test another one; KEEP=1 keeps the files.

use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use lib dirname(abs_path($0)) . '/lib';
use JSON::PP qw(decode_json);
use MakeBelieve;
use POSIX qw(mkfifo);
use Test::More;

my $probe = <<'C';
#include <linux/mm.h>
#include <asm/pgalloc.h>

void probe(pmd_t *pmd)
{
	struct page *page = pmd_pgtable_page(pmd);

	list_del(&page->lru);
}
C
my $found = 'mm/probe.c:8 field-lru';

# A tree with a misuse more, and a place for what cannot be analysed.
sub probe_tree
{
	my $tree = new_tree();

	put("$tree/mm/probe.c", $probe);
	put("$tree/mm/broken.c", '');
	return $tree;
}

# Whether two outputs are the same; of those that are not, the first line that differs.
sub same
{
	my ($got, $expected, $name) = @_;
	my @got = split /\n/, $got;
	my @expected = split /\n/, $expected;

	ok($got eq $expected, $name) and return;
	while (@got && @expected && $got[0] eq $expected[0]) {
		shift @got;
		shift @expected;
	}
	diag('     got: ', @got ? $got[0] : 'the end');
	diag('expected: ', @expected ? $expected[0] : 'the end');
}

# Exit status, nothing on standard output and one line on standard error that matches.
sub refuses
{
	my ($name, $pattern, @arguments) = @_;
	my $result = run('check', @arguments);

	subtest $name => sub {
		is($result->{status}, 2, 'exits 2');
		is($result->{out}, '', 'prints no findings');
		ok(one_line($result->{err}), 'says one line') or diag($result->{err});
		like($result->{err}, $pattern, 'says what is wrong');
	};
}

sub names_problem
{
	my ($result, $file, $pattern) = @_;
	my @problems = grep { ($_->{file} || '') eq $file } @{summary($result)->{problems}};

	is(scalar @problems, 1, "names $file once");
	like($problems[0]{reason} || '', $pattern, 'says why');
}

sub finds
{
	my ($result, @expected) = @_;
	my %found = map { $_ => 1 } findings($result);

	ok($found{$_}, "finds $_") for @expected;
}

# -- what cannot be run ---------------------------------------------------------------------

my $tree = probe_tree();

put("$tmp/empty/file", '');
put("$tmp/broken/Makefile", "# no version here\n");
put("$tmp/broken/arch/file", '');
put("$tmp/broken/include/linux/mm_types.h", '');
refuses('no --tree', qr/--tree/);
refuses('a tree that is not there', qr{/nonexistent}, '--tree', '/nonexistent');
refuses('a directory that is no tree', qr/empty is not a kernel tree: it has no Makefile/,
	'--tree', "$tmp/empty");
refuses('a tree without a version', qr/VERSION/, '--tree', "$tmp/broken");
refuses('an unknown architecture', qr/"vax"/, '--tree', $tree, '--arch', 'vax');
refuses('an unknown one among others', qr/"vax"/, '--tree', $tree, '--arch', 'x86_64,vax');
refuses('no architecture', qr/arch|variant/, '--tree', $tree, '--arch', '');
refuses('an architecture the tree lacks', qr{no arch/riscv}, '--tree', $tree, '--arch', 'riscv');
refuses('an unknown format', qr/no format "xml"; there are: text, json/,
	'--tree', $tree, '--format', 'xml');
refuses('an unknown option', qr/--colour.*--help/, '--tree', $tree, '--colour');
refuses('a number that is none', qr/-j/, '--tree', $tree, '-j', 'x');
refuses('a negative number of jobs', qr/--jobs/, '--tree', $tree, '-j', '-1');
refuses('a path outside the tree', qr/outside/, '--tree', $tree, '--arch', 'x86_64', '/etc/passwd');
refuses('a path that leads out of the tree', qr/outside|no such file/, '--tree', $tree,
	'--arch', 'x86_64', 'mm/../../../..');
refuses('a path that is not there', qr/mm\/none\.c: no such file/, '--tree', $tree,
	'--arch', 'x86_64', 'mm/none.c');
refuses('facts where nothing can be', qr{/nonexistent/facts}, '--tree', $tree,
	'--arch', 'x86_64', '--facts', '/nonexistent/facts');
refuses('rules that are not there', qr{/nonexistent}, '--tree', $tree, '--rules', '/nonexistent');

system('cp', '-r', "$top/rules", "$tmp/rules");
edit("$tmp/rules/field-lru.yaml", sub { $_ .= "colour: red\n" });
my $lines = () = slurp("$tmp/rules/field-lru.yaml") =~ /\n/g;
refuses('rules with a wrong key', qr/field-lru\.yaml:$lines: unknown key "colour"$/,
	'--tree', $tree, '--rules', "$tmp/rules");

{
	my $result = run('check', '--help');

	is($result->{status}, 0, '--help exits 0');
	like($result->{out}, qr/--tree.*--arch/s, '--help tells the options');
	is(run('chekc')->{status}, 2, 'an unknown command exits 2');
}

# -- findings -----------------------------------------------------------------------------------

my @check = ('check', '--tree', $tree, '--arch', 'x86_64');
my $reference = run_json(@check);

is($reference->{status}, 1, 'findings exit 1');
finds($reference, $found);
is($reference->{err}, '', 'nothing is said on standard error');
is_deeply(summary($reference)->{problems}, [], 'nothing was left out');
is(summary($reference)->{findings}, scalar findings($reference), 'the summary counts the findings');

subtest 'every finding has all keys' => sub {
	for my $item (@{$reference->{lines}}[0 .. $#{$reference->{lines}} - 1]) {
		is_deeply([sort keys %$item], [sort qw(type rule severity file line column function
			variants message trace fix fingerprint)], "$item->{file}:$item->{line}");
		is($item->{type}, 'finding', 'type');
		like($item->{fingerprint}, qr/^[0-9a-f]{16}$/, 'fingerprint');
		ok($item->{line} > 0 && $item->{column} > 0, 'place');
		is_deeply($item->{variants}, ['x86_64'], 'variants');
		ok(!defined $item->{fix} || -f "$top/cocci/$item->{fix}", 'fix');
		ok(@{$item->{trace}} > 0, 'witness');
		for my $step (@{$item->{trace}}) {
			is_deeply([sort keys %$step], [qw(column file line message)], 'step');
			ok(-f "$tree/$step->{file}", "$step->{file} is in the tree");
		}
	}
};
is((grep { $_->{type} eq 'summary' } @{$reference->{lines}}), 1, 'one summary');

{
	my %seen;
	my @twice = grep { $_->{fingerprint} && $seen{$_->{fingerprint}}++ } @{$reference->{lines}};

	is(scalar @twice, 0, 'no fingerprint occurs twice');
}

is_deeply([findings(run_json(@check, 'mm/probe.c'))], [$found], 'a PATH narrows what is reported');
is_deeply([findings(run_json(@check, "$tree/mm/probe.c"))], [$found], 'an absolute PATH as well');
same(run(@check, $tree, '--format', 'json')->{out}, $reference->{out}, 'the tree itself is all of it');
same(run({ cd => $tree }, @check, '--format', 'json', '.')->{out}, $reference->{out}, 'so is "."');
is(run(@check, 'mm/slub.c')->{status}, 0, 'a PATH without findings exits 0');

# -- nothing depends on chance ----------------------------------------------------------------------

my @three = ('check', '--tree', $tree, '--arch', 'x86_64,arm64,s390', '--format', 'json',
	     '--coverage');
my $all = run(@three);

is($all->{status}, 1, 'three architectures');
same(run(@three, '-j', 1)->{out}, $all->{out}, 'the same with -j1');
same(run(@three, '-j', 4)->{out}, $all->{out}, 'the same with -j4');
same(run(@three, '-j', 64)->{out}, $all->{out}, 'the same with -j64');
same(run(@three, '--no-pch')->{out}, $all->{out}, 'the same without precompiled headers');
same(run({ env => { XDG_CACHE_HOME => "$tmp/other" } }, @three)->{out}, $all->{out},
   'the same with an empty cache');
same(run({ env => { XDG_CACHE_HOME => "$tmp/third" } }, @three, '--no-pch', '-j', 1)->{out},
   $all->{out}, 'the same with an empty cache, one job and no precompiled headers');
same(run({ cd => '/' }, @three)->{out}, $all->{out}, 'the same from another directory');
same(run({ cd => $tmp }, (map { $_ eq $tree ? substr($tree, length "$tmp/") : $_ } @three))->{out},
   $all->{out}, 'the same with a relative --tree');
same(run((map { $_ eq $tree ? "$tree/../tree1/." : $_ } @three))->{out}, $all->{out},
   'the same with another name of the tree');
symlink($tree, "$tmp/link");
same(run((map { $_ eq $tree ? "$tmp/link" : $_ } @three))->{out}, $all->{out},
   'the same through a symbolic link');
same(run({ env => { LC_ALL => 'tr_TR.UTF-8', LANG => 'C' } }, @three)->{out}, $all->{out},
   'the same in another locale');
{
	my $copy = probe_tree();

	same(run((map { $_ eq $tree ? $copy : $_ } @three))->{out}, $all->{out},
	   'the same for a copy of the tree');
}
{
	my %environment = (env => { XDG_CACHE_HOME => "$tmp/shared" });
	my @runs = map { start({ %environment, id => "both$_" }, @three) } 1 .. 4;
	my @results = map { finish($_) } @runs;

	same($results[$_]{out}, $all->{out}, "four at once on a new cache: run $_") for 0 .. 3;
	is($results[$_]{err}, '', 'without complaint') for 0 .. 3;
}

# -- the tree is only read --------------------------------------------------------------------------

{
	my $plain = new_tree();
	my $before = checksum($plain);
	my $result = run('check', '--tree', $plain, '--arch', 'x86_64,arm64,s390');

	is(checksum($plain), $before, 'the tree is as it was');
	system('chmod', '-R', 'a-w', $plain);
	same(run({ env => { XDG_CACHE_HOME => "$tmp/readonly" } }, 'check', '--tree', $plain,
	       '--arch', 'x86_64,arm64,s390')->{out}, $result->{out}, 'a tree nobody may write to');
	system('chmod', '-R', 'u+w', $plain);
}
SKIP: {
	my $plain = new_tree();
	my $script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && ' .
		'! touch "$0/x" 2>/dev/null && exec "$@"';
	my @inside = ('unshare', '-rm', 'sh', '-c', $script, $plain);

	skip('no name space to mount a tree read-only in', 1)
		if system("@inside[0 .. 3] '$script' $plain true 2>/dev/null");
	my $out = qx(XDG_CACHE_HOME=$tmp/mounted @inside[0 .. 3] '$script' $plain $ptdesc check --tree $plain --arch x86_64 --quiet);
	same($out, run('check', '--tree', $plain, '--arch', 'x86_64')->{out},
	   'a file system mounted read-only');
}

# -- code that cannot be analysed -----------------------------------------------------------------------

put("$tree/mm/broken.c", "#include <asm/pgalloc.h>\nint broken(pgtable_t t)\n{\n\treturn missing;\n}\n");
subtest 'code that does not compile' => sub {
	my $result = run_json(@check);
	my $text = run(@check);

	is($result->{status}, 3, 'exits 3');
	names_problem($result, 'mm/broken.c', qr/^mm\/broken\.c:4: .*'missing'/);
	is(summary($result)->{units_with_errors}, 1, 'is counted');
	finds($result, findings($reference));
	like($text->{out}, qr/^incomplete: mm\/broken\.c on x86_64: /m, 'the text names it, too');
	is($text->{status}, 3, 'and exits 3');
};
subtest 'the same when it was seen before' => sub {
	my $result = run_json(@check);

	is($result->{status}, 3, 'exits 3 again');
	names_problem($result, 'mm/broken.c', qr/'missing'/);
};

put("$tree/mm/broken.c", "#include <linux/nowhere.h>\n#include <asm/pgalloc.h>\n" .
    "void broken(pgtable_t t) { list_del(&t->lru); }\n");
subtest 'a header that is missing' => sub {
	my $result = run_json(@check);

	is($result->{status}, 3, 'exits 3');
	names_problem($result, 'mm/broken.c', qr/linux\/nowhere\.h/);
	finds($result, $found, 'mm/broken.c:3 field-lru');
};

put("$tree/mm/broken.c", "#include <asm/pgalloc.h>\n" .
    "_Static_assert(0, \"one\\nZ\\t0\\t\\n\\atwo\");\nvoid broken(pgtable_t t) { list_del(&t->lru); }\n");
subtest 'an error message of the code\'s own' => sub {
	my $result = run_json(@check);

	is($result->{status}, 3, 'exits 3');
	names_problem($result, 'mm/broken.c', qr/one Z 0.*two/);
	unlike($result->{out}, qr/\\u0007/, 'cannot steer a terminal');
	finds($result, 'mm/broken.c:3 field-lru');
};

# A type without a name is called after its file, which #line calls what it likes.
put("$tree/mm/broken.c", <<'C');
#include <asm/pgalloc.h>
#line 1 "x\nZ\t0\t\n"
void broken(pgtable_t t)
{
	struct { struct page *page; } *holder = (void *)t;
	holder->page = t;
	list_del(&t->lru);
}
C
subtest 'a file name that looks like a worker\'s answer' => sub {
	my $result = run_json(@check);

	is($result->{status}, 1, 'exits 1');
	finds($result, 'mm/broken.c:7 field-lru');
};

put("$tree/mm/broken.c", "#include <asm/pgalloc.h>\n/* M\xfcller */\nint broken(pgtable_t t)\n" .
    "{\n\tlist_del(&t->lru);\n\treturn b\xfcrste;\n}\n");
subtest 'code that is not UTF-8' => sub {
	my $result = run_json(@check);

	is($result->{status}, 3, 'exits 3');
	names_problem($result, 'mm/broken.c', qr/./);
	finds($result, 'mm/broken.c:5 field-lru');
};

put("$tree/mm/broken.c", "#include <asm/pgalloc.h>\nint broken(pgtable_t t)\n{\n\treturn " .
    '1-' x 200000 . "1;\n}\n");
subtest 'code that crashes the parser' => sub {
	my $result = run_json(@check);

	is($result->{status}, 3, 'exits 3');
	names_problem($result, 'mm/broken.c', qr/crashed/);
	is_deeply([findings($result)], [findings($reference)], 'all else is there');
	same(run(@check, '-j', 1, '--format', 'json')->{out}, $result->{out}, 'the same with -j1');
	same(run(@check, '-j', 4, '--format', 'json')->{out}, $result->{out}, 'the same with -j4');
};

mkfifo("$tmp/fifo", 0600);
put("$tree/mm/broken.c", "#include \"$tmp/fifo\"\n#include <asm/pgalloc.h>\n" .
    "void broken(pgtable_t t) { list_del(&t->lru); }\n");
subtest 'code that hangs the parser' => sub {
	my $result = run_json(@check, '--timeout', 2);

	is($result->{status}, 3, 'exits 3');
	ok($result->{seconds} < 30, 'in time');
	names_problem($result, 'mm/broken.c', qr/gave up after 2 seconds/);
	is_deeply([findings($result)], [findings($reference)], 'all else is there');
};

# -- interrupted -------------------------------------------------------------------------------------------

# The workers of a run: those of its children that extract.
sub workers
{
	my ($pid) = @_;
	my @children = split ' ', qx(cat /proc/$pid/task/*/children 2>/dev/null);

	return grep { (eval { slurp("/proc/$_/cmdline") } || '') =~ /\0extract\0/ } @children;
}

for my $signal (qw(KILL TERM INT)) {
	subtest "interrupted by SIG$signal" => sub {
		my @facts = ('--facts', "$tmp/facts/db", '--timeout', 600);
		my (@workers, $run);

		mkdir "$tmp/facts";
		$run = start({}, @check, '-j', 2, @facts);
		ok(wait_for(30, sub { @workers = workers($run->{pid}) }), 'workers started');
		select(undef, undef, undef, 0.3);
		kill $signal, $run->{pid};
		is(finish($run)->{status}, 128 + { KILL => 9, TERM => 15, INT => 2 }->{$signal}, 'ended');
		ok(wait_for(10, sub { !grep { kill 0, $_ } @workers }), 'no worker stays behind');
	};
}
put("$tree/mm/broken.c", '');
{
	my $result = run(@check, '--format', 'json', '--facts', "$tmp/facts/db");
	my @left = map { substr($_, length "$tmp/facts/") } glob "$tmp/facts/*";

	same($result->{out}, $reference->{out}, 'the next run is as if nothing had happened');
	is_deeply(\@left, ['db'], 'nothing piles up beside the facts');
}

# -- what was not analysed ----------------------------------------------------------------------------------

# "file:line name: reason" of each place.
sub uncovered
{
	my ($result) = @_;

	return map { "$_->{file}:$_->{line} " . ($_->{name} // '-') . ": $_->{reason}" }
		grep { $_->{type} eq 'uncovered' } @{$result->{lines}};
}

# Those of one file.
sub uncovered_in
{
	my ($result, $file) = @_;

	return grep { index($_, "$file:") == 0 } uncovered($result);
}

subtest 'places that were not analysed' => sub {
	my $result = run_json(@check, '--coverage');
	my $plain = run_json(@check);
	my $coverage = summary($result)->{coverage};
	my ($text, $list) = (run(@check)->{out}, run(@check, '--coverage')->{out});
	my @places = uncovered($result);

	is($result->{status}, 1, 'do not change the exit status');
	is($coverage->{uncovered}, scalar @places, 'the summary counts them');
	is($coverage->{files_analysed}, $coverage->{files} - 1, 'and the files');
	is_deeply(summary($plain)->{coverage}, $coverage, 'without --coverage as well');
	is(scalar uncovered($plain), 0, 'but then they are not listed');
	is_deeply([findings($plain)], [findings($result)], 'the findings are the same');
	like($text, qr/^coverage: $coverage->{files_analysed} of $coverage->{files} selected files; $coverage->{uncovered} places not analysed \(--coverage lists them\)$/m, 'the text counts');
	unlike($text, qr/#if 0/, 'and does not list');
	like($list, qr/^mm\/unseen\.c:7: unlink_table_then\(\): inside #if 0$/m, 'unless it is asked to');
	like($list, qr/^include\/asm-generic\/pgtable-types\.h:\d+: macro __p4d and 1 more: nothing/m,
	     'neighbours with the same reason in one line');
	for my $item (grep { $_->{type} eq 'uncovered' } @{$result->{lines}}) {
		is_deeply([sort keys %$item], [sort qw(type file line kind name reason)],
			  "keys of $item->{file}:$item->{line}");
	}
};
is_deeply([uncovered(run_json(@check, '--coverage', 'mm/probe.c'))], [],
	  'a PATH narrows what is listed');
is_deeply(summary(run_json(@check, 'mm/probe.c'))->{coverage},
	  { files => 1, files_analysed => 1, uncovered => 0 }, 'and what is counted');

put("$tree/mm/broken.c", "#include <asm/pgalloc.h>\nint broken(pgtable_t t)\n{\n#ifdef __x86_64__\n" .
    "\tpgtable_t x = missing(t);\n#endif\n\treturn 0;\n}\nint sound(pgtable_t t)\n{\n\treturn 0;\n}\n");
{
	my $one = run_json(@check, '--coverage');
	my $two = run_json('check', '--tree', $tree, '--arch', 'x86_64,arm64', '--coverage');

	is($one->{status}, 3, 'a function the compiler cannot recover');
	is_deeply([map { /^(\S+ \S+).* on (x86_64: .*missing)/ } uncovered_in($one, 'mm/broken.c')],
		  ['mm/broken.c:2 broken:', "x86_64: call to undeclared function 'missing"],
		  'is listed with the error');
	is($two->{status}, 3, 'one that another variant can');
	is_deeply([map { /^(\S+ \S+)/ } uncovered_in($two, 'mm/broken.c')], ['mm/broken.c:5 broken:'],
		  'lacks only what that variant does not compile');
}

put("$tree/mm/broken.c", "#include <asm/pgalloc.h>\nint broken(pgtable_t t)\n{\n\treturn " .
    '1-' x 200000 . "1;\n}\n");
is_deeply([map { s/: Segm.*//r } uncovered_in(run_json(@check, '--coverage'), 'mm/broken.c')],
	  ['mm/broken.c:2 -: it could not be parsed on x86_64: the parser crashed'],
	  'a file that crashes the parser');

put("$tree/include/linux/not-built.c", "int not_built(pmd_t *pmd)\n{\n\treturn !pmd;\n}\n");
put("$tree/include/linux/part.c", $probe);
put("$tree/mm/broken.c", "#include <linux/part.c>\nextern pte_t *part;\n");
{
	my $result = run_json(@check, '--coverage');

	is_deeply([uncovered_in($result, 'include/linux/not-built.c')],
		  ['include/linux/not-built.c:1 -: no chosen variant builds it'], 'a file nobody builds');
	is_deeply([uncovered_in($result, 'include/linux/part.c')], [], 'one that another one includes');
	finds($result, 'include/linux/part.c:8 field-lru');
}
unlink "$tree/include/linux/not-built.c", "$tree/include/linux/part.c";

# Where something is looked at from may change without a change to it.
put("$tree/mm/broken.c", "#include <linux/mm.h>\n#include <linux/table-stats.h>\n" .
    "int uses(pgd_t pgd)\n{\n\treturn pgd_val(pgd) == __pgd(1).pgd;\n}\n");
{
	my $result = run_json(@check, '--coverage');
	my @macros = grep { /__pgd/ } uncovered($result);

	is_deeply(\@macros, [], 'a macro that somebody begins to use');
	finds($result, 'include/linux/table-stats.h:10 field-lru');
}
put("$tree/mm/broken.c", '');
is_deeply([map { /(__pgd)/ } uncovered(run_json(@check, '--coverage'))], ['__pgd'],
	  'and nobody uses any more');

# With units, precompiled headers, headers alone that compile and some that do not.
put("$tree/include/linux/lonely.h", "static inline void lonely(pgtable_t table)\n{\n}\n");
{
	run(@check);
	my ($stats) = run(@check, '--stats')->{err} =~ /^(\{"units".*\})$/m;

	is($stats && decode_json($stats)->{extracted}, 0, 'a second run parses nothing');
	put("$tree/mm/broken.c", "#include <linux/mm.h>\nint now(pgd_t pgd)\n{\n\treturn 0;\n}\n");
	($stats) = run(@check, '--stats')->{err} =~ /^(\{"units".*\})$/m;
	is($stats && decode_json($stats)->{extracted}, 1, 'and after an edit of one file that file');
}
unlink "$tree/include/linux/lonely.h";

# -- what cannot be read -----------------------------------------------------------------------------------

SKIP: {
	chmod 0, "$tree/mm/probe.c";
	skip('we can read everything', 1) if -r "$tree/mm/probe.c";
	subtest 'a file that cannot be read' => sub {
		my $result = run_json(@check);

		is($result->{status}, 3, 'exits 3');
		names_problem($result, 'mm/probe.c', qr/read/);
	};
}
chmod 0644, "$tree/mm/probe.c";

done_testing();
