// SPDX-License-Identifier: GPL-2.0-or-later
/* What was not looked at, from what units reached and what files hold: checker/coverage.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/scratch.h"
#include "checker/coverage.h"
#include "tree/macros.h"

static const char *const words[] = { "pte_t", "pgd_list", NULL };

/* What the tests share: a tree of small files and what units told of them. */
struct fixture {
	char *directory;
	struct tree tree;
	GPtrArray *files;
	struct coverage *coverage;
};

static int set_up(void **state)
{
	struct fixture *fixture = g_new0(struct fixture, 1);

	fixture->directory = scratch_make(NULL);
	fixture->tree.path = fixture->directory;
	fixture->files = g_ptr_array_new();
	fixture->coverage = coverage_new();
	*state = fixture;
	return fixture->directory ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	coverage_free(fixture->coverage);
	g_ptr_array_unref(fixture->files);
	scratch_remove(fixture->directory);
	g_free(fixture);
	return 0;
}

static void put(struct fixture *fixture, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(fixture->directory, name, NULL);

	assert_true(file_write(path, text, strlen(text), NULL));
	g_ptr_array_add(fixture->files, (gpointer)name);
}

/* A unit of @variant that read @file, with what it reached and one error; either may be NULL. */
static void add_unit(struct fixture *fixture, const char *variant, const char *file,
		     const char *reached, const char *error)
{
	g_autoptr(GPtrArray) errors = g_ptr_array_new();
	g_autoptr(GPtrArray) includes = g_ptr_array_new();
	struct store_unit unit = {
		.variant = variant, .file = file, .errors = errors, .includes = includes,
		.reached = (char *)reached,
	};

	g_ptr_array_add(includes, (gpointer)g_intern_string(file));
	if (error)
		g_ptr_array_add(errors, (gpointer)error);
	coverage_add_unit(fixture->coverage, &unit);
}

static void add_failure(struct fixture *fixture, const char *file, const char *failure)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	struct store_unit unit = {
		.variant = "one", .file = file, .failure = (char *)failure, .errors = none,
		.includes = none,
	};

	coverage_add_unit(fixture->coverage, &unit);
}

/* "file:line name: reason" of each gap, a line each. */
static char *gaps(struct fixture *fixture)
{
	GString *text = g_string_new(NULL);
	const GPtrArray *list;

	coverage_judge(fixture->coverage, &fixture->tree, fixture->files, words);
	list = coverage_gaps(fixture->coverage);
	for (guint i = 0; i < list->len; i++) {
		const struct coverage_gap *gap = list->pdata[i];

		g_string_append_printf(text, "%s:%u %s: %s\n", gap->file, gap->line,
				       gap->name ? gap->name : "-", gap->reason);
	}
	return g_string_free(text, FALSE);
}

static void expect(struct fixture *fixture, const char *expected)
{
	g_autofree char *got = gaps(fixture);

	assert_string_equal(got, expected);
}

/* ---- files ---- */

static void says_nothing_of_what_was_reached(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.c", "int f(pte_t x)\n{\n\treturn g(pgd_list);\n}\nextern pte_t *p;\n");
	add_unit(fixture, "one", "a.c", "a.c\t1-4\n", NULL);
	expect(fixture, "");
}

static void names_files_nobody_read(void **state)
{
	struct fixture *fixture = *state;
	struct coverage_counts counts;

	put(fixture, "a.c", "\nint f(pte_t x)\n{\n}\nint g(pte_t x)\n{\n}\n");
	put(fixture, "b.h", "\n\nstatic int f(pte_t x)\n{\n}\n");
	put(fixture, "c.h", "extern int f(pte_t x);\n");
	put(fixture, "d.c", "int f(pte_t x)\n{\n}\n");
	put(fixture, "e.h", "static int f(pte_t x)\n{\n}\n");
	add_failure(fixture, "d.c", "gave up after 1 seconds");
	coverage_add_header(fixture->coverage, "e.h", "one", "e.h:1: unknown type");
	coverage_add_header(fixture->coverage, "e.h", "two", "another");
	add_unit(fixture, "one", "x.c", NULL, NULL);
	expect(fixture, "a.c:2 -: no chosen variant builds it\n"
	       "b.h:3 -: no unit includes it\n"
	       "c.h:1 -: no unit includes it\n"
	       "d.c:1 -: it could not be parsed on one: gave up after 1 seconds\n"
	       "e.h:1 -: no unit includes it, and it does not compile alone on one: "
	       "e.h:1: unknown type\n");
	counts = coverage_count(fixture->coverage);
	assert_int_equal(counts.files, 5);
	assert_int_equal(counts.files_read, 0);
	assert_int_equal(counts.gaps, 5);
}

/* A unit that failed on one variant does not matter where another read the file. */
static void believes_the_variant_that_could(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.c", "int f(pte_t x)\n{\n}\n");
	add_failure(fixture, "a.c", "crashed");
	add_unit(fixture, "two", "a.c", "a.c\t1-3\n", NULL);
	expect(fixture, "");
}

static void narrows_to_paths(void **state)
{
	static const char *const paths[] = { "mm", NULL };
	struct fixture *fixture = *state;
	struct coverage_counts counts;

	put(fixture, "arch/a.c", "int f(pte_t x)\n{\n}\n");
	put(fixture, "mm/a.c", "int f(pte_t x)\n{\n}\n");
	put(fixture, "mm/b.c", "int f(pte_t x)\n{\n}\n");
	add_unit(fixture, "one", "mm/b.c", "mm/b.c\t1-3\n", NULL);
	coverage_judge(fixture->coverage, &fixture->tree, fixture->files, words);
	coverage_restrict(fixture->coverage, paths);
	counts = coverage_count(fixture->coverage);
	assert_int_equal(counts.files, 2);
	assert_int_equal(counts.files_read, 1);
	assert_int_equal(counts.gaps, 1);
}

/* ---- branches ---- */

static void names_the_branch(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.c",
	    "#ifdef A\nint f(pte_t x)\n{\n}\n#else\nint f(pte_t x)\n{\n}\n#endif\n"
	    "int g(void)\n{\n#if B\n\tpte_t y;\n\tpte_t z;\n#endif\n\tpte_t x;\n}\n");
	add_unit(fixture, "one", "a.c", "a.c\t2-4,10-11,16-17\n", NULL);
	expect(fixture, "a.c:6 f: no chosen variant compiles what is under #else of #ifdef A\n"
	       "a.c:13 g: no chosen variant compiles what is under #if B\n");
}

/* The outer condition held, for something else of it was reached. */
static void blames_only_what_may_be_to_blame(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.h",
	    "#ifndef A_H\n#define A_H\n#ifdef OUTER\nint g(pte_t x)\n{\n}\n#ifdef INNER\n"
	    "int f(pte_t x)\n{\n}\n#endif\n#endif\n#endif\n");
	put(fixture, "b.h",
	    "#ifndef f\n#ifdef A\nint f(pte_t x)\n{\n}\n#else\nint f(pte_t y)\n{\n}\n#endif\n#endif\n"
	    "int h(pte_t x)\n{\n}\n");
	add_unit(fixture, "one", "a.h", "a.h\t4-6\n", NULL);
	add_unit(fixture, "one", "b.h", "b.h\t7-9,12-14\n", NULL);
	expect(fixture, "a.h:8 f: no chosen variant compiles what is under #ifdef INNER\n"
	       "b.h:3 f: no chosen variant compiles what is under #ifdef A in #ifndef f\n");
}

static void names_what_is_never_compiled(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.c", "#if 0\nint f(pte_t x)\n{\n}\n#endif\nint g(void)\n{\n#if 1\n#else\n"
	    "\tpte_t x;\n#endif\n}\n");
	add_unit(fixture, "one", "a.c", "a.c\t6-7,12\n", NULL);
	expect(fixture, "a.c:2 f: inside #if 0\na.c:10 g: inside #else of #if 1\n");
}

/* ---- macros ---- */

static void names_macros_nobody_expands(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.h", "#define F(x) \\\n\tg((pte_t *)x)\n#define G(x) \\\n\tg((pte_t *)x)\n"
	    "#ifdef A\n#define H(x) ((pte_t)x)\n#endif\n#define SIZE sizeof(pte_t)\n");
	add_unit(fixture, "one", "a.h", "a.h\t4\n", NULL);
	expect(fixture, "a.h:2 F: nothing that was analysed expands it\n"
	       "a.h:6 H: nothing that was analysed expands it, which is under #ifdef A\n");
}

static void finds_macros_and_their_users(void **state)
{
	struct fixture *fixture = *state;
	g_autofree char *names = NULL;
	GPtrArray *found;

	put(fixture, "a.h", "#define F(x) \\\n\tg((pte_t *)x)\n# define USES_F(x) F(x)\n"
	    "#define SIZE sizeof(pte_t)\n#define USES_SIZE SIZE\n#define pgd_list(x) h(x)\n");
	put(fixture, "b.h", "  #define AGAIN USES_F(1) /* why\n not */\n#define OTHER 1\n");
	found = macros_find(&fixture->tree, fixture->files, words);
	names = g_strjoinv(" ", (char **)found->pdata);
	assert_string_equal(names, "AGAIN F USES_F pgd_list");
	g_ptr_array_unref(found);
}

/* ---- errors ---- */

static void names_what_the_compiler_could_not_recover(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.c", "int f(pte_t x)\n{\n\treturn y;\n}\nint no_word(void)\n{\n\treturn y;\n}\n"
	    "int g(pte_t x)\n{\n}\n");
	add_unit(fixture, "one", "a.c", "a.c\t9-11\n", "a.c:3: undeclared: 'y'");
	add_unit(fixture, "one", "a.c", NULL, "a.c:7: undeclared: 'y'");
	expect(fixture, "a.c:1 f: the compiler could not recover it on one: undeclared: 'y'\n"
	       "a.c:5 no_word: the compiler could not recover it on one: undeclared: 'y'\n");
}

static void names_what_an_error_elsewhere_took_along(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.c", "int f(pte_t x)\n{\n}\nint g(void)\n{\n}\n#error no\n");
	add_unit(fixture, "one", "a.c", NULL, "a.c:7: no");
	expect(fixture, "a.c:1 f: the compiler did not recover it; the file has errors on one: no\n");
}

static void forgives_errors_where_another_variant_had_none(void **state)
{
	struct fixture *fixture = *state;

	put(fixture, "a.c", "int f(pte_t x)\n{\n\treturn y;\n}\n");
	add_unit(fixture, "one", "a.c", NULL, "a.c:3: undeclared: 'y'");
	add_unit(fixture, "two", "a.c", "a.c\t1-4\n", NULL);
	expect(fixture, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void assert_line(struct fixture *fixture, unsigned int line, const char *expected)
{
	g_autofree char *reason = coverage_line_reason(fixture->coverage, &fixture->tree, "a.c", line);

	if (expected)
		assert_string_equal(reason, expected);
	else
		assert_null(reason);
}

static void says_why_of_any_line(void **state)
{
	put(*state, "a.c", "int a;\nint f(void)\n{\n#ifdef A\n\treturn 1;\n#endif\n\treturn 0;\n}\n"
	    "#if 0\nint b;\n#endif\n#define g(x) \\\n\tf()\n");
	assert_line(*state, 3, "no chosen variant builds it");
	add_unit(*state, "one", "a.c", "a.c\t2-3,7-8\n", NULL);
	assert_line(*state, 1, "it is in no function, initialiser or macro");
	assert_line(*state, 3, NULL);
	assert_line(*state, 5, "no chosen variant compiles what is under #ifdef A");
	assert_line(*state, 10, "inside #if 0");
	assert_line(*state, 13, "nothing that was analysed expands it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(says_nothing_of_what_was_reached),
		TEST(names_files_nobody_read),
		TEST(believes_the_variant_that_could),
		TEST(narrows_to_paths),
		TEST(names_the_branch),
		TEST(blames_only_what_may_be_to_blame),
		TEST(names_what_is_never_compiled),
		TEST(names_macros_nobody_expands),
		TEST(finds_macros_and_their_users),
		TEST(names_what_the_compiler_could_not_recover),
		TEST(names_what_an_error_elsewhere_took_along),
		TEST(forgives_errors_where_another_variant_had_none),
		TEST(says_why_of_any_line),
	};

	return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
