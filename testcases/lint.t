#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# ptdesc lint from outside: it tells what a patch introduces and nothing else, and a
# patch cannot make it read, write, run or wait for anything.
#
# testcases/lint/tree is laid over a copy of the make-believe tree; the patches beside
# it change those files. PTDESC=program to test another one; KEEP=1 keeps the files.

use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use lib dirname(abs_path($0)) . '/lib';
use MakeBelieve;
use POSIX qw(mkfifo);
use Test::More;

my $data = "$top/testcases/lint";
my $tree = new_tree();

system('cp', '-r', "$data/tree/.", $tree) == 0 or die "cp: $?";
my $before = checksum($tree);
my @lint = ('lint', '--tree', $tree, '--arch', 'x86_64', '--timeout', 5);

# The patch that makes FILES => sub { change } of the tree, new files included.
my $patches = 0;
sub patch_of
{
	my (%changes) = @_;
	my $patch = '';
	my $new = "$tmp/new" . ++$patches;

	for my $file (sort keys %changes) {
		my $exists = -e "$tree/$file";

		local $_ = $exists ? slurp("$tree/$file") : '';
		$changes{$file}->();
		put("$new/$file", $_);
		my ($from, $label) = $exists ? ("$tree/$file", "a/$file") : ('/dev/null', '/dev/null');
		$patch .= qx(diff -u --label $label --label b/$file $from $new/$file);
	}
	die 'the patch changes nothing' unless length $patch;
	return $patch;
}

sub lint_patch { return run_json({ in => $_[0] }, @lint, @_[1 .. $#_]) }
sub lint_data { return run_json(@lint, "$data/$_[0]") }

sub silent
{
	my ($name, $result) = @_;

	subtest $name => sub {
		is($result->{status}, 0, 'exits 0') or diag($result->{out}, $result->{err});
		is_deeply([findings($result)], [], 'reports nothing');
		is(scalar @{$result->{lines}}, 1, 'prints a summary');
		is($result->{err}, '', 'says nothing');
	};
}

sub reports
{
	my ($name, $result, @expected) = @_;

	subtest $name => sub {
		is($result->{status}, 1, 'exits 1') or diag($result->{out}, $result->{err});
		is_deeply([findings($result)], \@expected, 'reports that and nothing else');
		is($result->{err}, '', 'says nothing');
	};
}

sub refuses
{
	my ($name, $pattern, $result) = @_;

	subtest $name => sub {
		is($result->{status}, 2, 'exits 2');
		is($result->{out}, '', 'prints no findings');
		ok(one_line($result->{err}), 'says one line') or diag($result->{err});
		like($result->{err}, $pattern, 'says what is wrong');
	};
}

sub incomplete
{
	my ($name, $file, $pattern, $result) = @_;

	subtest $name => sub {
		my ($problem) = grep { ($_->{file} || '') eq $file } @{summary($result)->{problems}};

		is($result->{status}, 3, 'exits 3') or diag($result->{out}, $result->{err});
		ok($problem, "names $file") or diag($result->{out});
		like($problem->{reason} || '', $pattern, 'says why');
	};
}

# -- what a patch brings -------------------------------------------------------------------------

reports('an added misuse', lint_data('misuse.patch'), 'mm/zap.c:18 field-lru');
{
	my ($finding) = @{lint_data('misuse.patch')->{lines}};

	is_deeply([sort keys %$finding], [sort qw(type rule severity file line column function
		variants message trace fix fingerprint)], 'a finding has all keys');
	is($finding->{function}, 'zap_good', 'it names the function');
}
silent('a comment above an old misuse', lint_data('comment.patch'));
silent('an old misuse on another line', lint_data('shift.patch'));
silent('a misuse less', lint_data('removes.patch'));
reports('the second of two equal lines', lint_data('twice.patch'), 'mm/zap.c:12 field-lru');
reports('a header through which a .c file becomes wrong', lint_data('header.patch'),
	'mm/zap.c:23 field-lru');
reports('a new file', lint_data('new-file.patch'), 'mm/fresh.c:7 field-lru');
silent('a file that goes', lint_data('delete.patch'));
silent('a file with an old misuse and another name', lint_data('rename.patch'));
silent('the same as a file that goes and one that comes', lint_data('rename-undetected.patch'));
reports('another name and a misuse more', lint_data('rename-and-misuse.patch'),
	'mm/renamed.c:11 field-mapping');
silent('a series whose end is right', lint_data('series-heals.mbox'));
reports('a series whose end is wrong', lint_data('series-breaks.mbox'), 'mm/zap.c:20 field-lru');
reports('a mail in quoted-printable', lint_data('quoted-printable.mbox'), 'mm/zap.c:19 field-lru');
silent('a patch of nothing that matters', lint_data('elsewhere.patch'));
silent('a comment in a header that is precompiled', lint_patch(patch_of('include/linux/mm.h' =>
	sub { s|^extern struct|/* page->lru */\nextern struct|m })));
{
	my $patch = patch_of('include/linux/mm.h' => sub {
		s|\n#endif\n\z|\nstatic inline void zap_in_header(pmd_t *pmd)\n{\n|;
		$_ .= "\tlist_del(&pmd_pgtable_page(pmd)->lru);\n}\n\n#endif\n" });
	my $line = 1 + (() = (split /list_del/, slurp("$tmp/new$patches/include/linux/mm.h"))[0] =~ /\n/g);

	reports('a misuse in a header that is precompiled', lint_patch($patch),
		"include/linux/mm.h:$line field-lru");
}
reports('a misuse in two files', lint_patch(
	patch_of('mm/zap.c' => sub { s/&ptdesc->pt_list/&ptdesc_page(ptdesc)->lru/ },
		 'mm/moved.c' => sub { s/(\tpage->index = 0;\n)/$1\tpage->mapping = NULL;\n/ })),
	'mm/moved.c:11 field-mapping', 'mm/zap.c:18 field-lru');

my $misuse = slurp("$data/misuse.patch");
my $plain = run(@lint, '--format', 'json', "$data/misuse.patch")->{out};

is(run({ in => $misuse }, @lint, '--format', 'json')->{out}, $plain, 'a patch on standard input');
is(run({ in => $misuse }, @lint, '--format', 'json', '-')->{out}, $plain, 'the same as "-"');
is(run({ cd => $data }, @lint, '--format', 'json', 'misuse.patch')->{out}, $plain,
   'a patch in another directory');
is(run(@lint, '--format', 'json', '-j', 1, "$data/misuse.patch")->{out}, $plain, 'the same with -j1');
is(run(@lint, '--format', 'json', '--no-pch', "$data/misuse.patch")->{out}, $plain,
   'the same without precompiled headers');
is(run(@lint, '--format', 'json', '--no-sandbox', "$data/misuse.patch")->{out}, $plain,
   'the same without a sandbox');
like(run(@lint, "$data/misuse.patch")->{out}, qr/\Amm\/zap\.c:18:\d+: error: .* \[field-lru\]\n/,
     'the text shows the finding first');
is(run(@lint, "$data/comment.patch")->{out}, '', 'the text of a clean patch is empty');
{
	my ($finding) = @{run_json('lint', '--tree', $tree, "$data/misuse.patch")->{lines}};
	my %on = map { $_ => 1 } @{$finding->{variants} || []};

	ok($on{x86_64} && $on{arm64} && $on{s390}, 'generic code is checked on all architectures');
}
is_deeply((lint_patch(patch_of('arch/x86/mm/fault.c' => sub {
	$_ .= "\nvoid zap_x86(pmd_t *pmd)\n{\n\tlist_del(&pmd_pgtable_page(pmd)->lru);\n}\n" }))
	  ->{lines}[0] || {})->{variants}, ['x86_64'], 'an architecture\'s code on its own');

# -- what a patch breaks ----------------------------------------------------------------------------

incomplete('code that does not compile', 'mm/zap.c', qr/mm\/zap\.c:18: .*pt_lost/,
	   lint_data('broken.patch'));
incomplete('a header that is gone', 'mm/zap.c', qr/include\/linux\/zap\.h:1: .*removes/,
	   lint_data('delete-header.patch'));
incomplete('a new file in a directory that nothing builds', 'newly/made.c', qr/./,
	   lint_patch(patch_of('newly/made.c' => sub { $_ = "pgtable_t made;\n" })));
incomplete('code that crashes the parser', 'mm/zap.c', qr/crashed/,
	   lint_patch(patch_of('mm/zap.c' => sub {
		   $_ .= "int zap_chain(void)\n{\n\treturn " . '1-' x 200000 . "1;\n}\n" })));
{
	my $text = run({ in => slurp("$data/broken.patch") }, @lint);

	is($text->{status}, 3, 'the text of code that does not compile exits 3');
	like($text->{out}, qr/^incomplete: mm\/zap\.c on x86_64: /m, 'and names it');
}
{
	my $broken = new_tree();

	system('cp', '-r', "$data/tree/.", $broken);
	put("$broken/mm/old.c", "pgtable_t old = missing;\n");
	silent('what did not compile before', run_json('lint', '--tree', $broken, '--arch', 'x86_64',
						       "$data/comment.patch"));
}

# -- what is no patch of this tree ---------------------------------------------------------------------

refuses('no patch', qr/holds no patch/, run({ in => '' }, @lint));
refuses('text', qr/holds no patch/, run({ in => "Hello.\n" }, @lint));
refuses('a file that is not there', qr{/nonexistent}, run(@lint, '/nonexistent'));
refuses('a directory', qr{\Q$data\E}, run(@lint, $data));
refuses('no tree', qr/--tree/, run('lint', "$data/misuse.patch"));
refuses('an unknown format', qr/"xml"/, run(@lint, '--format', 'xml', "$data/misuse.patch"));
{
	my $other = $misuse;

	$other =~ s/pmd_ptdesc/pud_ptdesc/;
	refuses('a patch that does not apply', qr/does not apply to \Q$tree\E: .*mm\/zap\.c.*rebase/,
		run({ in => $other }, @lint));
	refuses('a patch that was applied already', qr/does not apply/,
		run({ in => $misuse . $misuse }, @lint));
}
refuses('a path that leaves the tree', qr/outside the tree/, run({ in =>
	"--- /dev/null\n+++ b/../victim.c\n\@\@ -0,0 +1 \@\@\n+x\n" }, @lint));

# -- what a patch must not do ------------------------------------------------------------------------------

my $secret = 'ptdesc_secret_4711';

mkfifo("$tmp/fifo", 0600);
put("$tmp/secret", "$secret\n#define zap_secret $secret\nvoid $secret(void) { $secret(); }\n");
symlink("$tmp/secret", "$tree/mm/link-out.h");
for my $path ('/etc/passwd', "$tmp/secret", "../../../../../../../$tmp/secret", 'link-out.h',
	      '/dev/stdin', '/dev/fd/0', '/proc/self/fd/1', "$tmp/fifo", '/proc/self/environ', '/dev/zero', $tmp) {
	for my $how (qw(include embed include_next __has_include)) {
		next unless $how eq 'include' || $path eq "$tmp/secret";
		my $line = $how eq '__has_include' ? "#if __has_include(\"$path\")\n#error leaked\n#endif" :
			"#$how \"$path\"";
		my $patch = patch_of('mm/zap.c' => sub { s/(#include <asm\/pgalloc\.h>\n)/$1$line\n/ });
		my $result = run({ in => $patch, env => { ZAP => $secret } }, @lint, '--timeout', 2);
		my $name = "#$how of $path";

		$name =~ s/\Q$tmp\E/TMP/g;
		subtest $name => sub {
			ok($result->{seconds} < 40, 'ends in time');
			unlike($result->{out} . $result->{err}, qr/$secret|root:|leaked/, 'leaks nothing');
			is($result->{status}, 3, 'exits 3');
		};
	}
}
unlink "$tree/mm/link-out.h";
{
	# A directory that reads as a variable for make, or as its option.
	for my $name ("--eval=\$(shell touch $tmp/ran)#", "X=\$(shell touch $tmp/ran)#", "-f$tmp/run") {
		my $file = "$name/zap.c";
		my $patch = "diff --git \"a/$file\" \"b/$file\"\nnew file mode 100644\n--- /dev/null\n" .
			"+++ \"b/$file\"\n\@\@ -0,0 +1 \@\@\n+pgtable_t zap;\n";
		my $result = run({ in => $patch }, @lint);

		(my $shown = $name) =~ s/\Q$tmp\E/TMP/g;
		$shown =~ s/#/\\#/g;
		ok($result->{status} == 3, "a directory called $shown is not built")
			or diag($result->{out}, $result->{err});
		ok(!unlink("$tmp/ran"), 'and runs nothing');
	}
}
subtest 'code that is not UTF-8' => sub {
	my $result = lint_patch(patch_of('mm/zap.c' => sub {
		s|(\tlist_del\(&)ptdesc->pt_list|\t/* M\xfcller */\n$1ptdesc_page(ptdesc)->lru| }));

	is($result->{status}, 1, 'exits 1');
	is_deeply([findings($result)], ['mm/zap.c:19 field-lru'], 'is looked into');
};
subtest 'a type that is called like a worker\'s answer' => sub {
	my $result = lint_patch(patch_of('mm/zap.c' => sub {
		s|\nvoid zap_good.*?\n\}\n|
#line 1 "x\\nZ\\t0\\t\\n"
void zap_good(pmd_t *pmd)
{
	struct { struct page *page; } *holder = (void *)pmd_pgtable_page(pmd);
	holder->page = pmd_pgtable_page(pmd);
	list_del(&holder->page->lru);
}
|s }));

	is($result->{status}, 1, 'exits 1');
	is_deeply([findings($result)], ['mm/zap.c:19 field-lru'], 'hides nothing');
};
is(checksum($tree), $before, 'the tree is as it was');
is_deeply([glob "$ENV{TMPDIR}/*"], [], 'no scratch directory stays behind');

done_testing();
