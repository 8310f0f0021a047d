#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
#
# What becomes of a variant whose Kbuild does not do what is asked of it, and of the
# others; which files are found to be compiled; that the shim changes nothing in right code.

use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use lib dirname(abs_path($0)) . '/lib';
use MakeBelieve;
use Test::More;

my $only = 's390: ';

# The make-believe tree with more in the makefile of s390.
sub broken_tree
{
	my ($text) = @_;
	my $tree = new_tree();

	edit("$tree/arch/s390/Makefile", sub { $_ .= $text });
	return $tree;
}

# check on a tree where s390 cannot be prepared: it is named, and x86 goes on.
sub names_failure
{
	my ($name, $tree, $pattern) = @_;
	my @reference = findings(run_json('check', '--tree', $tree, '--arch', 'x86_64'));

	subtest $name => sub {
		my $result = run_json('check', '--tree', $tree, '--arch', 'x86_64,s390');
		my $again = run_json('check', '--tree', $tree, '--arch', 'x86_64,s390');
		my @problems = map { $_->{reason} } @{summary($result)->{problems}};

		is($result->{status}, 3, 'exits 3');
		is(scalar @problems, 1, 'one problem') or diag(join "\n", @problems);
		like($problems[0] // '', qr/^$only$pattern/, 'says variant, target and why');
		unlike($problems[0] // '', qr/\n/, 'in one line');
		is_deeply([grep { !/s390/ } findings($result)], \@reference, 'x86 goes on');
		is_deeply(summary($again)->{problems}, summary($result)->{problems}, 'the same again');
		is($again->{status}, 3, 'which exits 3 again');
		my $prepare = run('prepare', '--tree', $tree, '--arch', 'x86_64,s390');
		is($prepare->{status}, 3, 'prepare exits 3');
		like($prepare->{err}, qr/^ptdesc prepare: $only$pattern\n\z/, 'and says so');
		like($prepare->{out}, qr/^x86_64: \d+ translation units/m, 'having prepared x86');
	};
}

# -- Kbuild fails ------------------------------------------------------------------------

my $tree = new_tree();

unlink "$tree/arch/s390/arch.config";
names_failure('no configuration', $tree, qr/make allmodconfig failed: .*arch\.config.*/);

names_failure('a makefile that does not parse', broken_tree("oops\n"),
	qr/make allmodconfig failed: .*Makefile:\d+: \*\*\* missing separator.*/);

names_failure('no headers', broken_tree(<<'M'),
ifneq ($(filter prepare0,$(MAKECMDGOALS)),)
$(error these headers cannot be made)
endif
M
	qr/make prepare0 failed: .*these headers cannot be made.*/);

names_failure('no directories', broken_tree(<<'M'),
ifneq ($(filter image_name,$(MAKECMDGOALS)),)
$(error what is an image)
endif
M
	qr/make image_name failed: .*what is an image.*/);

names_failure('no commands', broken_tree(<<'M'),
ifneq ($(filter %/,$(MAKECMDGOALS)),)
$(error nothing to compile)
endif
M
	qr{make -n mm/ arch/s390/ failed: .*nothing to compile.*});

names_failure('other commands only', broken_tree("override goal-objects :=\n"),
	qr{make -n mm/ arch/ names no compiler command});

# Under -n a recipe with a + is run all the same, as the one that goes to a subdirectory.
names_failure('one directory that fails', broken_tree(<<'M'),
ifneq ($(filter mm/,$(MAKECMDGOALS)),)
mm/: lost
lost:
	+@echo 'arch/s390/lost/Makefile:3: *** missing separator.  Stop.' >&2; exit 2
endif
M
	qr{make -n failed in part: arch/s390/lost/Makefile:3: \*\*\* missing separator.  Stop\.});

names_failure('an object that fails', broken_tree(<<'M'),
ifneq ($(filter mm/,$(MAKECMDGOALS)),)
mm/: mm/slub.o mm/built-in.a
mm/slub.o: generated.h
mm/built-in.a: mm/none.o
endif
M
	qr{make -n failed in part: .*No rule to make target 'generated\.h', needed by 'mm/slub\.o'\.});

subtest 'boot code' => sub {
	my $plain = new_tree();
	my @check = ('check', '--tree', $plain, '--rules', "$tmp/boot", '--arch', 's390');

	system('cp', '-r', "$top/rules", "$tmp/boot");
	edit("$tmp/boot/variants.yaml", sub {
		s{(name: s390\n\s+arch: s390\n)(\s+boot: .*\n)?}{$1    boot: [arch/s390/boot/image]\n}
	});
	is(run(@check)->{status}, 1, 'that a tree has not is not missed');
	put("$plain/arch/s390/boot/Makefile", '');
	my $result = run_json(@check);
	is($result->{status}, 3, 'that Kbuild cannot make exits 3');
	like(summary($result)->{problems}[0]{reason}, qr{^s390: make -n arch/s390/boot .*failed: },
	     'and is named');
	is(scalar findings($result), scalar findings(run_json('check', '--tree', $plain, '--arch',
	   's390')), 'all else is there');
};

subtest 'an object without a .c file that fails' => sub {
	my $plain = broken_tree(<<'M');
ifneq ($(filter mm/,$(MAKECMDGOALS)),)
mm/: arch/s390/vdso-wrap.o
arch/s390/vdso-wrap.o: vdso.so
endif
M
	my $result = run('check', '--tree', $plain, '--arch', 's390');

	is($result->{status}, 1, 'is none that was wanted');
};

# -- which variants there are ------------------------------------------------------------

subtest 'an architecture that nobody knows' => sub {
	my $plain = new_tree();

	put("$plain/arch/vax/Makefile", '');
	my $all = run_json('check', '--tree', $plain);
	my $known = run_json('check', '--tree', $plain, '--arch', 'x86,arm64,s390');

	is($all->{status}, 3, 'exits 3');
	is_deeply([map { $_->{reason} } @{summary($all)->{problems}}],
		  ['vax: variants.yaml has no variant of arch/vax'], 'is named');
	is($known->{status}, 1, 'is not missed among those that were asked for');
};

subtest 'a variant that needs what the tree has not' => sub {
	my $plain = new_tree();

	system('cp', '-r', "$top/rules", "$tmp/old");
	edit("$tmp/old/variants.yaml", sub { $_ .= <<'Y' });

  - name: s390_old
    arch: s390
    needs: [CONFIG_OLD]
Y
	my @check = ('check', '--tree', $plain, '--rules', "$tmp/old", '--arch');
	my $named = run(@check, 's390,s390_old');

	is(run(@check, 's390_old')->{status}, 2, 'is refused');
	is($named->{status}, 2, 'even among others');
	like($named->{err}, qr/has no CONFIG_OLD for variant s390_old$/, 'and says why');
	is(run(@check, 'all')->{status}, 1, 'is left out of all');
	put("$plain/arch/s390/Kconfig", "config OLD\n\tbool\n");
	my $both = run_json(@check, 's390');
	is_deeply($both->{lines}[0]{variants}, ['s390', 's390_old'], 'and is there where it fits');
};

# -- which files there are ---------------------------------------------------------------

subtest 'a file that comes and goes' => sub {
	my $plain = new_tree();
	my @check = ('check', '--tree', $plain, '--arch', 'x86_64');
	my @before = findings(run_json(@check));
	my $stamp = (stat "$plain/mm")[9];

	put("$plain/mm/late.c", "#include <asm/pgalloc.h>\nvoid late(pgtable_t t)\n{\n" .
	    "\tlist_del(&t->lru);\n}\n");
	utime $stamp, $stamp, "$plain/mm";
	is_deeply([grep { /late/ } findings(run_json(@check))], ['mm/late.c:4 field-lru'],
		  'is compiled from the next run on');
	unlink "$plain/mm/late.c";
	my $after = run_json(@check);
	is_deeply([findings($after)], \@before, 'and no more when it is gone');
	is_deeply(summary($after)->{problems}, [], 'without complaint');
};

# -- the shim -----------------------------------------------------------------------------

# compiles(MACRO, CODE): whether clang takes CODE after the shim.
sub compiles
{
	my ($macro, $code) = @_;
	my ($clang) = grep { -x } map { glob "$_/clang{,-[0-9][0-9]}" } split /:/, $ENV{PATH};

	put("$tmp/shim.c", $code);
	return !system("$clang -fsyntax-only -std=gnu11 -Werror -D$macro " .
		       "-include $top/rules/shim/mistakes.h $tmp/shim.c 2>$tmp/shim.err");
}

my $pte = "struct mm; typedef struct { unsigned long pte; } pte_t;\n";
my $short = "void f(struct mm *mm, pte_t pte) { page_table_check_pte_clear(mm, pte); }\n";

ok(compiles('__alpha__', $pte . 'static inline void page_table_check_pte_clear(struct mm *mm, ' .
	    "unsigned long addr, pte_t pte) { (void)mm; (void)addr; (void)pte; }\n$short"),
   'a call that leaves out an argument is taken');
ok(compiles('__alpha__', $pte . 'static inline void page_table_check_pte_clear(struct mm *mm, ' .
	    "pte_t pte) { (void)mm; (void)pte; }\n$short"),
   'one that does not is left alone');
ok(compiles('__alpha__', "void f(void) { show_signal_msg(0, 0L, 7, \"\"); }\n"),
   'a call of what is not declared is taken');
ok(compiles('__alpha__', "struct pt_regs;\nstatic void show_signal_msg(struct pt_regs *regs, " .
	    "long a) { (void)regs; (void)a; }\nvoid f(struct pt_regs *r) { show_signal_msg(r, 1); }\n"),
   'a definition goes before');
ok(compiles('__loongarch__', "int f(int x) { return FIELD_GET(3, x); }\n"),
   'a macro without its header is taken');
ok(compiles('__loongarch__', "#define FIELD_GET(m, v) \"\"\nconst char *f(void) { return FIELD_GET(3, 4); }\n"),
   'the macro goes before');

done_testing;
