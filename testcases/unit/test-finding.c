// SPDX-License-Identifier: GPL-2.0-or-later
/* Findings: one for each place, in order, with a fingerprint that survives line drift. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/file.h"
#include "base/scratch.h"
#include "checker/finding.h"

static struct rule lru = { .id = (char *)"field-lru" };
static struct rule alloc = { .id = (char *)"alloc-raw" };

static void add(struct findings *findings, const struct rule *rule, const char *file,
		unsigned int line, unsigned int column, const char *variant)
{
	findings_add(findings, finding_new(rule, file, line, column, "f"), variant);
}

static const struct finding *at(struct findings *findings, unsigned int index)
{
	return g_ptr_array_index(findings_sorted(findings), index);
}

/* "file:line:column:rule ..." */
static char *describe(struct findings *findings)
{
	GPtrArray *list = findings_sorted(findings);
	GString *text = g_string_new(NULL);

	for (unsigned int i = 0; i < list->len; i++) {
		const struct finding *finding = g_ptr_array_index(list, i);

		g_string_append_printf(text, "%s%s:%u:%u:%s", i ? " " : "", finding->file,
				       finding->line, finding->column, finding->rule->id);
	}
	return g_string_free(text, FALSE);
}

static void assert_findings(struct findings *findings, const char *expected)
{
	g_autofree char *text = describe(findings);

	assert_string_equal(text, expected);
}

static int make_findings(void **state)
{
	*state = findings_new();
	return 0;
}

static int free_findings(void **state)
{
	findings_free(*state);
	return 0;
}

static void one_place_is_one_finding(void **state)
{
	add(*state, &lru, "a.c", 1, 2, "x86_64");
	add(*state, &lru, "a.c", 1, 2, "arm64");
	add(*state, &lru, "a.c", 1, 2, "x86_64");
	assert_findings(*state, "a.c:1:2:field-lru");
	assert_int_equal(at(*state, 0)->variants->len, 2);
	assert_string_equal(g_ptr_array_index(at(*state, 0)->variants, 0), "x86_64");
	assert_string_equal(g_ptr_array_index(at(*state, 0)->variants, 1), "arm64");
}

static void another_column_or_rule_is_another(void **state)
{
	add(*state, &lru, "a.c", 1, 2, "x86_64");
	add(*state, &lru, "a.c", 1, 3, "x86_64");
	add(*state, &alloc, "a.c", 1, 2, "x86_64");
	assert_findings(*state, "a.c:1:2:alloc-raw a.c:1:2:field-lru a.c:1:3:field-lru");
}

static void sorts_by_file_line_column_rule(void **state)
{
	add(*state, &lru, "b.c", 1, 1, "x86_64");
	add(*state, &lru, "a.c", 10, 1, "x86_64");
	add(*state, &lru, "a.c", 9, 5, "x86_64");
	add(*state, &lru, "a.c", 9, 1, "x86_64");
	assert_findings(*state,
			"a.c:9:1:field-lru a.c:9:5:field-lru a.c:10:1:field-lru b.c:1:1:field-lru");
}

static void keeps_what_lies_below_a_path(void **state)
{
	const char *const paths[] = { "mm", "arch/x86/", "include/a.h", NULL };

	add(*state, &lru, "mm/a.c", 1, 1, "x86_64");
	add(*state, &lru, "mmu/a.c", 1, 1, "x86_64");
	add(*state, &lru, "arch/x86/mm/a.c", 1, 1, "x86_64");
	add(*state, &lru, "arch/x86_64/a.c", 1, 1, "x86_64");
	add(*state, &lru, "include/a.h", 1, 1, "x86_64");
	add(*state, &lru, "include/a.hpp", 1, 1, "x86_64");
	findings_restrict(*state, paths);
	assert_findings(*state,
			"arch/x86/mm/a.c:1:1:field-lru include/a.h:1:1:field-lru mm/a.c:1:1:field-lru");
}

static void what_was_removed_may_come_again(void **state)
{
	g_autoptr(GHashTable) which = g_hash_table_new(NULL, NULL);

	add(*state, &lru, "a.c", 1, 1, "x86_64");
	add(*state, &lru, "a.c", 2, 1, "x86_64");
	g_hash_table_add(which, (gpointer)at(*state, 0));
	findings_remove(*state, which);
	assert_findings(*state, "a.c:2:1:field-lru");
	add(*state, &lru, "a.c", 1, 1, "arm64");
	assert_findings(*state, "a.c:1:1:field-lru a.c:2:1:field-lru");
	assert_string_equal(g_ptr_array_index(at(*state, 0)->variants, 0), "arm64");
}

static void keeps_all_below_the_tree_itself(void **state)
{
	const char *const tree[] = { ".", NULL };
	const char *const none[] = { NULL };

	add(*state, &lru, "mm/a.c", 1, 1, "x86_64");
	findings_restrict(*state, tree);
	findings_restrict(*state, none);
	findings_restrict(*state, NULL);
	assert_findings(*state, "mm/a.c:1:1:field-lru");
}

/* -- fingerprints ----------------------------------------------------------------------------- */

/* The fingerprints of findings in @lines of a file with @text, joined; for g_free(). */
static char *fingerprints(const char *text, const unsigned int *lines)
{
	g_autoptr(GHashTable) overlay = g_hash_table_new(g_str_hash, g_str_equal);
	struct findings *findings = findings_new();
	GString *all = g_string_new(NULL);

	g_hash_table_insert(overlay, (gpointer)"a.c", (gpointer)text);
	for (; *lines; lines++)
		add(findings, &lru, "a.c", *lines, 1, "x86_64");
	findings_fingerprint(findings, "/nonexistent", overlay);
	for (unsigned int i = 0; i < findings_sorted(findings)->len; i++) {
		assert_int_equal(strlen(at(findings, i)->fingerprint), 16);
		g_string_append_printf(all, "%s\n", at(findings, i)->fingerprint);
	}
	findings_free(findings);
	return g_string_free(all, FALSE);
}

static void a_fingerprint_survives_moved_lines(void **state)
{
	g_autofree char *before = fingerprints("use(page);\n", (unsigned int[]){ 1, 0 });
	g_autofree char *moved = fingerprints("\n\nuse(page);\n", (unsigned int[]){ 3, 0 });
	g_autofree char *indented = fingerprints("\t\tuse( page );\n", (unsigned int[]){ 1, 0 });
	g_autofree char *comment = fingerprints("use(page); /* why */ // it is\n",
						(unsigned int[]){ 1, 0 });
	g_autofree char *begun = fingerprints("use(page); /* why\n", (unsigned int[]){ 1, 0 });
	g_autofree char *string = fingerprints("use(page, \"/* why */\");\n",
					       (unsigned int[]){ 1, 0 });
	g_autofree char *changed = fingerprints("use(table);\n", (unsigned int[]){ 1, 0 });

	(void)state;
	assert_string_equal(before, moved);
	assert_string_equal(before, indented);
	assert_string_not_equal(before, changed);
	assert_string_equal(before, comment);
	assert_string_equal(before, begun);
	assert_string_not_equal(before, string);
}

static void equal_lines_have_fingerprints_of_their_own(void **state)
{
	g_autofree char *one = fingerprints("use(page);\nuse(page);\n", (unsigned int[]){ 1, 0 });
	g_autofree char *both = fingerprints("use(page);\nuse(page);\n", (unsigned int[]){ 1, 2, 0 });

	(void)state;
	assert_true(g_str_has_prefix(both, one));
	assert_string_not_equal(both + strlen(one), one);
}

static void the_fingerprint_of_a_line_that_is_not_there(void **state)
{
	g_autofree char *beyond = fingerprints("", (unsigned int[]){ 7, 0 });

	(void)state;
	assert_int_equal(strlen(beyond), 17);
}

static void a_fingerprint_reads_the_tree(void **state)
{
	char *tree = scratch_make(NULL);
	g_autofree char *path = g_build_filename(tree, "a.c", NULL);
	g_autofree char *same = fingerprints("use(page);\n", (unsigned int[]){ 1, 0 });

	assert_true(file_write(path, "use(page);\n", 11, NULL));
	add(*state, &lru, "a.c", 1, 1, "x86_64");
	findings_fingerprint(*state, tree, NULL);
	assert_true(g_str_has_prefix(same, at(*state, 0)->fingerprint));
	scratch_remove(tree);
}

#define FINDINGS(test) cmocka_unit_test_setup_teardown(test, make_findings, free_findings)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FINDINGS(one_place_is_one_finding),
		FINDINGS(another_column_or_rule_is_another),
		FINDINGS(sorts_by_file_line_column_rule),
		FINDINGS(keeps_what_lies_below_a_path),
		FINDINGS(keeps_all_below_the_tree_itself),
		FINDINGS(what_was_removed_may_come_again),
		cmocka_unit_test(a_fingerprint_survives_moved_lines),
		cmocka_unit_test(equal_lines_have_fingerprints_of_their_own),
		cmocka_unit_test(the_fingerprint_of_a_line_that_is_not_there),
		FINDINGS(a_fingerprint_reads_the_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
