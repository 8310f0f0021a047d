// SPDX-License-Identifier: GPL-2.0-or-later
/* The parts of src/tree that need neither a kernel nor a compiler. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scratch.h"
#include "tree/directives.h"
#include "tree/flags.h"
#include "tree/index.h"
#include "tree/make.h"
#include "tree/symbols.h"
#include "tree/tree.h"
#include "tree/variant.h"

/* ---- a directory of small files for each test ---- */

static int make_directory(void **state)
{
	*state = scratch_make(NULL);
	return *state ? 0 : -1;
}

static int remove_directory(void **state)
{
	scratch_remove(*state);
	return 0;
}

static void put(const char *directory, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(directory, name, NULL);

	assert_true(file_write(path, text, strlen(text), NULL));
}

static struct tree *small_tree(const char *directory)
{
	struct tree *tree;

	put(directory, "Makefile", "# a kernel\nVERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 117\n"
	    "EXTRAVERSION =\nNAME = Baby\n");
	put(directory, "include/linux/mm_types.h", "struct ptdesc { struct page *x; };\n");
	put(directory, "arch/toy/include/asm/pgalloc.h", "#define toy_pgd_alloc(mm) 0\n");
	put(directory, "arch/toy/mm/init.c", "int pgd_allocated;\n");
	put(directory, "mm/memory.c", "void f(void) { pgd_alloc(0); }\n");
	tree = tree_open(directory, NULL);
	assert_non_null(tree);
	return tree;
}

/* ---- tree ---- */

static void opens_a_tree(void **state)
{
	struct tree *tree = small_tree(*state);

	assert_string_equal(tree->version, "6.12.117");
	assert_true(g_path_is_absolute(tree->path));
	tree_free(tree);
}

static void refuses_what_is_no_tree(void **state)
{
	g_autoptr(GError) error = NULL;

	put(*state, "Makefile", "all:\n");
	assert_null(tree_open(*state, &error));
	assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_USAGE));
	assert_non_null(strstr(error->message, "is not a kernel tree: it has no arch"));
}

static void names_paths_relative_to_the_tree(void **state)
{
	struct tree *tree = small_tree(*state);
	g_autofree char *absolute = g_build_filename(*state, "mm/../mm/memory.c", NULL);
	g_autofree char *first = tree_relative(tree, absolute, NULL);
	g_autofree char *second = tree_relative(tree, "mm/memory.c", NULL);
	g_autoptr(GError) error = NULL;

	assert_string_equal(first, "mm/memory.c");
	assert_string_equal(second, "mm/memory.c");
	assert_null(tree_relative(tree, "/etc", &error));
	assert_non_null(strstr(error->message, "outside"));
	g_clear_error(&error);
	assert_null(tree_relative(tree, "mm/nothing.c", &error));
	assert_non_null(strstr(error->message, "no such file"));
	tree_free(tree);
}

static void finds_symbols_as_whole_words(void **state)
{
	struct tree *tree = small_tree(*state);

	static const char *const symbols[] = {
		"ptdesc", "toy_pgd_alloc", "pgd_alloc", "pgd_allocated", "ptdesc", NULL
	};
	g_autoptr(GHashTable) found = symbols_find(tree, symbols);

	assert_true(g_hash_table_contains(found, "ptdesc"));
	assert_true(g_hash_table_contains(found, "toy_pgd_alloc"));
	assert_int_equal(g_hash_table_size(found), 2);
	tree_free(tree);
}

/* ---- index ---- */

static void matches_whole_identifiers(void **state)
{
	static const char *const words[] = { "pte_t", "lru", "a", NULL };
	static const struct {
		const char *text;
		bool matches;
	} cases[] = {
		{ "pte_t *x;", true },
		{ "page->lru", true },
		{ "lru", true },
		{ "(a)", true },
		{ "lruvec, my_lru, lru2", false },
		{ "0lru 1a", false },
		{ "pte_tt", false },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(index_text_matches(cases[i].text, strlen(cases[i].text), words),
				 cases[i].matches);
}

static void matches_within_the_given_length(void **state)
{
	static const char *const words[] = { "lru", NULL };

	(void)state;
	assert_true(index_text_matches("lruvec", 3, words));
	assert_false(index_text_matches("xx lru", 5, words));
}

static void lists_files_sorted_and_once(void **state)
{
	static const char *const words[] = { "pgd_alloc", "toy_pgd_alloc", NULL };
	static const char *const paths[] = { "mm", "arch", "mm/memory.c", NULL };
	struct tree *tree = small_tree(*state);
	GPtrArray *files = index_files(tree, paths, words, NULL, NULL);

	assert_int_equal(files->len, 2);
	assert_string_equal(files->pdata[0], "arch/toy/include/asm/pgalloc.h");
	assert_string_equal(files->pdata[1], "mm/memory.c");
	g_ptr_array_unref(files);
	tree_free(tree);
}

/* ---- directives ---- */

static bool is_tested(const char *header, const char *name)
{
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) options = directives_defined("#define CONFIG_ON 1\n");

	directives_add_tested(header, options, names);
	return g_hash_table_contains(names, name);
}

static void finds_the_macros_that_headers_test(void **state)
{
	static const char guarded[] =
		"/* text */\n#ifndef _H\n#define _H\n#if defined(A) && \\\n\tB > 2\n#endif\n"
		"#ifndef pr_fmt\n#define pr_fmt(f) f\n#endif\n#  ifdef C\n#endif\n"
		"#ifndef D\nint d;\n#endif\n#endif\n";

	(void)state;
	assert_true(is_tested(guarded, "A"));
	assert_true(is_tested(guarded, "B"));
	assert_true(is_tested(guarded, "C"));
	assert_true(is_tested(guarded, "D"));
	assert_false(is_tested(guarded, "pr_fmt"));
	assert_false(is_tested(guarded, "_H"));
	assert_true(is_tested("#pragma once\n#ifdef A\n#endif", "A"));
	assert_false(is_tested("#pragma once\n#ifdef A /* not B */\n#endif", "B"));
	assert_false(is_tested("#ifdef A\n#include <a.h>\n#endif", "A"));
	assert_false(is_tested("", "A"));
	assert_false(is_tested("#pragma once\n#if defined(CONFIG_OFF) && !defined(A)\n", "A"));
	assert_true(is_tested("#pragma once\n#if defined(CONFIG_ON) && !defined(A)\n", "A"));
	assert_true(is_tested("#pragma once\n#if !defined(CONFIG_OFF) && !defined(A)\n", "A"));
	assert_true(is_tested("#pragma once\n#if defined(CONFIG_OFF) || defined(A)\n", "A"));
}

static void finds_definitions_before_an_include(void **state)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

	(void)state;
	g_hash_table_add(names, (gpointer)"A");
	assert_true(directives_define_any("#define A 1\n#include <a.h>\n", names));
	assert_true(directives_define_any("# undef A\n# include <a.h>", names));
	assert_false(directives_define_any("#include <a.h>\n#define A\n", names));
	assert_false(directives_define_any("#define AB\n#include <a.h>\n", names));
	assert_false(directives_define_any("#define B A\n#include <a.h>\n", names));
}

/* ---- variants ---- */

static const char good_table[] =
	"variants:\n"
	"  - name: x86_64\n"
	"    arch: x86\n"
	"  - name: i386\n"
	"    arch: x86\n"
	"    make_arch: i386\n"
	"    config: [CONFIG_64BIT=n, CONFIG_X86_PAE=y]\n"
	"  - name: s390\n"
	"    arch: s390\n";

static struct variants *load(const char *directory, const char *text, GError **error)
{
	put(directory, "variants.yaml", text);
	return variants_load(directory, error);
}

static void loads_a_table(void **state)
{
	struct variants *variants = load(*state, good_table, NULL);

	assert_non_null(variants);
	assert_int_equal(variants->list_count, 3);
	assert_string_equal(variants->list[1].make_arch, "i386");
	assert_int_equal(variants->list[1].config_count, 2);
	assert_string_equal(variants->list[1].config[1], "CONFIG_X86_PAE=y");
	assert_null(variants->list[2].triple);
	variants_free(variants);
}

static void says_what_is_wrong_with_a_table(void **state)
{
	static const struct {
		const char *text;
		const char *message;
	} cases[] = {
		{ "variants:\n  - name: a\n    arch: b\n    tripel: c\n",
		  "variants.yaml:4: unknown key \"tripel\"" },
		{ "variants:\n  - name: a\n", "Missing required mapping field: arch" },
		{ "variants:\n  - name: a\n    arch: b\n    config: {x: y}\n",
		  "variants.yaml:4: " },
		{ "variants:\n  - name: a\n    arch: b\n  - name: a\n    arch: c\n",
		  "two variants are named \"a\"" },
		{ "variants:\n  - name: a/b\n    arch: b\n", "variants.yaml:2: variant name" },
		{ "variants:\n  - name: a\n    arch: b\n    config: [64BIT]\n",
		  "variants.yaml:4: config \"64BIT\"" },
		{ "variants:\n  - name: a\n    arch: b\n    macros: [-fplugin=x]\n",
		  "variants.yaml:4: macro \"-fplugin=x\"" },
		{ "variants:\n  - name: a\n    arch: b\n    boot: [../vmlinux]\n",
		  "variants.yaml:4: boot \"../vmlinux\"" },
		{ "variants:\n  - name: a\n    arch: b\n    needs: [40x]\n",
		  "variants.yaml:4: need \"40x\"" },
		{ "variants: []\n", "variants.yaml:" },
		{ "", "variants.yaml:1: " },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(load(*state, cases[i].text, &error));
		assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_USAGE));
		if (!strstr(error->message, cases[i].message))
			fail_msg("\"%s\" is not in \"%s\"", cases[i].message, error->message);
		assert_null(strchr(error->message, '\n'));
	}
}

static void selects_by_architecture_and_name(void **state)
{
	static const struct {
		const char *list;
		const char *names;
	} cases[] = {
		{ "all", "x86_64 i386 s390" },
		{ "s390,x86", "x86_64 i386 s390" },
		{ "i386", "i386" },
		{ "s390, i386,s390", "i386 s390" },
		{ "all,i386", "x86_64 i386 s390" },
	};
	struct variants *variants = load(*state, good_table, NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		GPtrArray *chosen = variants_select(variants, cases[i].list, NULL);
		GString *names = g_string_new(NULL);

		assert_non_null(chosen);
		for (guint k = 0; k < chosen->len; k++)
			g_string_append_printf(names, "%s%s", k ? " " : "",
					       ((struct variant *)chosen->pdata[k])->name);
		assert_string_equal(names->str, cases[i].names);
		g_string_free(names, TRUE);
		g_ptr_array_unref(chosen);
	}
	variants_free(variants);
}

static void refuses_unknown_names(void **state)
{
	static const char *const lists[] = { "x86,vax", "", "s390,", "X86" };
	struct variants *variants = load(*state, good_table, NULL);

	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(variants_select(variants, lists[i], &error));
		assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_USAGE));
		assert_non_null(strstr(error->message, "there are all, x86, x86_64, i386, s390"));
	}
	variants_free(variants);
}

static void fits_trees_with_what_it_needs(void **state)
{
	static char *has[] = { (char *)"CONFIG_TOY_OLD", (char *)"CONFIG_TOY" };
	static char *lacks[] = { (char *)"CONFIG_TOY", (char *)"CONFIG_TOY_OL" };
	const struct {
		struct variant variant;
		bool fits;
	} cases[] = {
		{ { .arch = (char *)"toy" }, true },
		{ { .arch = (char *)"vax" }, false },
		{ { .arch = (char *)"toy", .needs = has, .needs_count = 2 }, true },
		{ { .arch = (char *)"toy", .needs = lacks, .needs_count = 2 }, false },
	};
	struct tree *tree = small_tree(*state);

	put(*state, "arch/toy/Kconfig", "config TOY\n\tbool\n\tselect TOY_OL\n");
	put(*state, "arch/toy/platforms/Kconfig.cpu", "menuconfig TOY_OLD\n");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(variant_fits(&cases[i].variant, tree->path), cases[i].fits);
	tree_free(tree);
}

/* ---- make ---- */

/* Runs a make that is the shell script @script, for a second at most; its complaint. */
static char *complaint_of(const char *directory, const char *script)
{
	const struct variant variant = { .name = (char *)"n", .arch = (char *)"n" };
	const struct compiler compiler = { .path = (char *)"/bin/false" };
	const struct prepare_options options = { .timeout = 1 };
	const char *const nothing[] = { NULL };
	const char *const goals[] = { "prepare0", NULL };
	const char *old = g_getenv("PATH");
	g_autofree char *path = g_strconcat(directory, ":", old, NULL);
	g_autofree char *make = g_build_filename(directory, "make", NULL);
	struct tree *tree = small_tree(directory);
	const struct objtree objtree = { .tree = tree, .variant = &variant, .options = &options,
					 .compiler = &compiler, .directory = (char *)directory };
	g_autoptr(GError) error = NULL;
	struct process process;
	bool ran;

	put(directory, "make", script);
	assert_int_equal(g_chmod(make, 0755), 0);
	g_setenv("PATH", path, TRUE);
	ran = make_run(&objtree, 1, nothing, goals, &process, NULL);
	g_setenv("PATH", path + strlen(directory) + 1, TRUE);
	assert_true(ran);
	make_set_error(&error, &objtree, "prepare0", &process);
	assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE));
	process_clear(&process);
	tree_free(tree);
	return g_strdup(error->message);
}

static void quotes_what_make_says(void **state)
{
	static const struct {
		const char *script;
		const char *message;
	} cases[] = {
		{ "exit 2", "make prepare0 failed: it printed nothing" },
		{ "echo a; echo b >&2; exit 2", "make prepare0 failed: b" },
		{ "echo a; echo; echo ' b'; exit 2", "make prepare0 failed: a | b" },
		{ "printf 'b\\na.c:1:2: error: no\\nc\\nmake[1]: *** [m:1: a.o] Error 1\\n"
		  "make: *** [m:9: x] Error 2\\n' >&2; exit 2",
		  "make prepare0 failed: a.c:1:2: error: no" },
		{ "printf 'Kconfig:9: unknown statement\\nmake[1]: *** [m:1: x] Error 1\\n"
		  "make: *** [m:9: x] Error 2\\n' >&2; exit 2",
		  "make prepare0 failed: Kconfig:9: unknown statement" },
		{ "echo 'make[1]: *** [m:1: x] Error 1' >&2; exit 2",
		  "make prepare0 failed: make[1]: *** [m:1: x] Error 1" },
		{ "seq 9; exit 2", "make prepare0 failed: 4 | 5 | 6 | 7 | 8 | 9" },
		{ "echo so far; exec sleep 60", "make prepare0 took too long: so far" },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *script = g_strconcat("#!/bin/sh\n", cases[i].script, "\n", NULL);
		g_autofree char *message = complaint_of(*state, script);

		assert_string_equal(message, cases[i].message);
	}
}

/* ---- flags ---- */

static void finds_the_compiler_in_a_recipe(void **state)
{
	static const char line[] =
		"set -e;  echo '  CC   a; b.o';  trap 'rm -f mm/a.o; kill -s HUP $$' HUP; "
		"clang-19 -D__KERNEL__ -DNAME='\"a b\"' -c -o mm/a.o /k/mm/a.c  ; "
		"scripts/basic/fixdep mm/.a.o.d mm/a.o "
		"'clang-19 -D__KERNEL__ -c -o mm/a.o /k/mm/a.c'";
	struct command command;

	(void)state;
	assert_true(command_parse(line, &command));
	assert_string_equal(command.source, "/k/mm/a.c");
	assert_string_equal(command.argv[0], "clang-19");
	assert_string_equal(command.argv[2], "-DNAME=\"a b\"");
	command_clear(&command);
}

static void finds_one_that_makes_assembly(void **state)
{
	struct command command;

	(void)state;
	assert_true(command_parse(":= cc -D__KERNEL__ -S -o a/asm-offsets.s /k/a/asm-offsets.c",
				  &command));
	assert_string_equal(command.source, "/k/a/asm-offsets.c");
	command_clear(&command);
}

static void passes_over_other_commands(void **state)
{
	static const char *const lines[] = {
		"",
		"make -f scripts/Makefile.build obj=mm",
		"gcc -O2 -c -o scripts/a.o scripts/a.c",
		"clang -D__KERNEL__ -D__ASSEMBLY__ -c -o arch/x/entry.o /k/arch/x/entry.S",
		"clang -D__KERNEL__ -c -o 'unbalanced a.c",
	};
	struct command command;

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
		assert_false(command_parse(lines[i], &command));
}

static char *joined(GPtrArray *strings)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < strings->len; i++)
		g_string_append_printf(text, "%s%s", i ? " " : "", (char *)strings->pdata[i]);
	return g_string_free(text, FALSE);
}

static void check_flags(const struct variant *variant, const char *given, const char *shared,
			const char *own)
{
	g_autofree char *line = g_strdup_printf("cc -D__KERNEL__ %s -c -o mm/a.o /k/mm/a.c", given);
	g_autofree char *is_shared = NULL;
	g_autofree char *is_own = NULL;
	struct command command;
	struct flags flags;

	assert_true(command_parse(line, &command));
	flags_pick(&flags, &command, variant, "/o", "/s");
	is_shared = joined(flags.shared);
	is_own = joined(flags.own);
	assert_string_equal(is_shared, shared);
	assert_string_equal(is_own, own);
	flags_clear(&flags);
	command_clear(&command);
}

#define COMMON "-idirafter/s/stub -w -ferror-limit=0 -Qunused-arguments"

static void keeps_what_decides_the_meaning(void **state)
{
	static const struct variant native = { .name = (char *)"n", .arch = (char *)"n" };

	(void)state;
	check_flags(&native,
		    "-nostdinc -I./arch/n/include/generated -I/k/include -include /k/a.h "
		    "-include ./b.h -include user.h -isystem c --target=n-linux -std=gnu11 "
		    "-m64 -fshort-wchar -O2 -meabi gnu -fno-short-enums",
		    "-D__KERNEL__ -nostdinc -I/o/arch/n/include/generated -I/k/include "
		    "-include /k/a.h -include /o/b.h -include user.h -isystem/o/c "
		    "--target=n-linux -std=gnu11 -m64 -fshort-wchar -O2 -meabi gnu "
		    "-fno-short-enums " COMMON, "");
}

static void drops_what_does_not(void **state)
{
	static const struct variant native = { .name = (char *)"n", .arch = (char *)"n" };

	(void)state;
	check_flags(&native,
		    "-Wp,-MMD,x.d -Wall -Werror=x -mllvm -asan-stack=0 -fsanitize=kcfi -pg "
		    "-mfentry -g -fpatchable-function-entry=2 -DRANDSTRUCT -march=native "
		    "-fplugin=evil.so -Xclang -load -Xclang evil.so @more -load evil.so -x c "
		    "-frandomize-layout-seed-file=y -Wa,-march=z",
		    "-D__KERNEL__ " COMMON, "");
}

static void keeps_names_of_one_file_apart(void **state)
{
	static const struct variant native = { .name = (char *)"n", .arch = (char *)"n" };

	(void)state;
	check_flags(&native,
		    "-I/k/mm -Imm -I/k/other '-DKBUILD_MODNAME=\"a\"' -D__KBUILD_MODNAME=a",
		    "-D__KERNEL__ -I/k/other " COMMON,
		    "-I/k/mm -I/o/mm -DKBUILD_MODNAME=\"a\" -D__KBUILD_MODNAME=a");
}

static void puts_a_stand_in_first(void **state)
{
	static char *macros[] = { (char *)"-U__mips__", (char *)"-D__sh__" };
	static const struct variant sh = {
		.name = (char *)"sh", .arch = (char *)"sh", .triple = (char *)"mipsel-linux-gnu",
		.macros = macros, .macros_count = 2,
	};

	(void)state;
	check_flags(&sh, "--target=mipsel-linux-gnu -m4 -ml -EL -ffixed-r2 -G 0 -DX",
		    "--target=mipsel-linux-gnu -U__mips__ -D__sh__ -include /s/asm-neutral.h "
		    "-I/s/include -D__KERNEL__ -DX " COMMON, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(opens_a_tree, make_directory, remove_directory),
		cmocka_unit_test_setup_teardown(refuses_what_is_no_tree, make_directory,
						remove_directory),
		cmocka_unit_test_setup_teardown(names_paths_relative_to_the_tree, make_directory,
						remove_directory),
		cmocka_unit_test(finds_the_macros_that_headers_test),
		cmocka_unit_test(finds_definitions_before_an_include),
		cmocka_unit_test_setup_teardown(finds_symbols_as_whole_words, make_directory,
						remove_directory),
		cmocka_unit_test(matches_whole_identifiers),
		cmocka_unit_test(matches_within_the_given_length),
		cmocka_unit_test_setup_teardown(lists_files_sorted_and_once, make_directory,
						remove_directory),
		cmocka_unit_test_setup_teardown(loads_a_table, make_directory, remove_directory),
		cmocka_unit_test_setup_teardown(says_what_is_wrong_with_a_table, make_directory,
						remove_directory),
		cmocka_unit_test_setup_teardown(selects_by_architecture_and_name, make_directory,
						remove_directory),
		cmocka_unit_test_setup_teardown(refuses_unknown_names, make_directory,
						remove_directory),
		cmocka_unit_test_setup_teardown(fits_trees_with_what_it_needs, make_directory,
						remove_directory),
		cmocka_unit_test_setup_teardown(quotes_what_make_says, make_directory,
						remove_directory),
		cmocka_unit_test(finds_the_compiler_in_a_recipe),
		cmocka_unit_test(finds_one_that_makes_assembly),
		cmocka_unit_test(passes_over_other_commands),
		cmocka_unit_test(keeps_what_decides_the_meaning),
		cmocka_unit_test(drops_what_does_not),
		cmocka_unit_test(keeps_names_of_one_file_apart),
		cmocka_unit_test(puts_a_stand_in_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}	const struct objtree objtree = { .directory = (char *)"/objects" };

