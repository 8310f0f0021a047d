// SPDX-License-Identifier: GPL-2.0-or-later
/* Comments that allow findings: how they are read, and what they silence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "checker/lines.h"
#include "checker/suppress.h"
#include "checker/suppression.h"

/* -- reading --------------------------------------------------------------------------- */

/* "line:column rule first-last", "alone" and "no reason", of each; for g_free(). */
static char *parse(const char *text)
{
	g_autoptr(GArray) list = suppressions_parse(text, strlen(text));
	GString *all = g_string_new(NULL);

	for (unsigned int i = 0; i < list->len; i++) {
		const struct suppression *it = &g_array_index(list, struct suppression, i);

		g_string_append_printf(all, "%s%u:%u %s %u-%u%s%s", i ? "; " : "", it->line,
				       it->column, it->rule, it->first, it->last,
				       it->is_alone ? " alone" : "",
				       it->has_reason ? "" : " no reason");
	}
	return g_string_free(all, FALSE);
}

static void assert_parse(const char *text, const char *expected)
{
	g_autofree char *got = parse(text);

	assert_string_equal(got, expected);
}

static void reads_both_forms(void **state)
{
	(void)state;
	assert_parse("\n/* ptdesc: allow field-lru because */\n", "2:4 field-lru 2-2 alone");
	assert_parse("\tf(x);\t// ptdesc: allow a-b because", "1:11 a-b 1-1");
	assert_parse("/*ptdesc:allow a-b because*/ f(x);", "1:3 a-b 1-1");
	assert_parse("f(x); /* one */ /* ptdesc: allow a-b because */ /* two */", "1:20 a-b 1-1");
}

static void reads_longer_comments(void **state)
{
	(void)state;
	assert_parse("/*\n * Some words.\n * ptdesc: allow a-b because it is\n * so\n */\nf(x);",
		     "3:4 a-b 1-5 alone");
	assert_parse("/* ptdesc: allow a-b one\n * ptdesc: allow c-d two */",
		     "1:4 a-b 1-2 alone; 2:4 c-d 1-2 alone");
	assert_parse("// ptdesc: allow a-b one \\\n   and more\nf(x);", "1:4 a-b 1-2 alone");
}

static void sees_where_code_stands(void **state)
{
	(void)state;
	assert_parse("#define f(x) \\\n\t/* ptdesc: allow a-b because */ \\\n\tg(x)\n",
		     "2:5 a-b 2-2 alone");
	assert_parse("#define f(x) \\\n\tg(x) /* ptdesc: allow a-b because */ \\\n\n", "2:10 a-b 2-2");
	assert_parse("#if 1 /* ptdesc: allow a-b because */\n", "1:10 a-b 1-1");
	assert_parse("#endif\n/* ptdesc: allow a-b because */\n#if 1\n", "2:4 a-b 2-2 alone");
}

static void needs_a_reason(void **state)
{
	(void)state;
	assert_parse("/* ptdesc: allow a-b */", "1:4 a-b 1-1 alone no reason");
	assert_parse("/* ptdesc: allow a-b - */", "1:4 a-b 1-1 alone no reason");
	assert_parse("/* ptdesc: allow */", "1:4  1-1 alone no reason");
	assert_parse("/* ptdesc: allow*/", "1:4  1-1 alone no reason");
	assert_parse("/* ptdesc: allow a-b \xd1\x82\xd0\xb0\xd0\xba */", "1:4 a-b 1-1 alone");
	assert_parse("/* ptdesc: allow a-b\n * because */", "1:4 a-b 1-2 alone no reason");
}

static void leaves_other_text_alone(void **state)
{
	(void)state;
	assert_parse("/* @ptdesc: allow me */ /* ptdesc: the table */ /* ptdesc: allowed a b */", "");
	assert_parse("char *s = \"/* ptdesc: allow a-b because */\";", "");
	assert_parse("char c = '\"'; /* ptdesc: allow a-b because */", "1:18 a-b 1-1");
	assert_parse("ptdesc: allow(x);", "");
	assert_parse("", "");
	assert_parse("/* ptdesc: allow a-b because", "1:4 a-b 1-1 alone");
}

/* -- judging ----------------------------------------------------------------------------- */

static char *fields[] = { (char *)"lru", NULL };
static struct rule_member member = { .record = (char *)"page", .members = fields, .members_count = 1 };
static struct rule lru = { .id = (char *)"field-lru", .member = &member };
static struct rule other = { .id = (char *)"field-index", .member = &member };
static struct rule unneeded = { .id = (char *)"list-mismatch", .member = &member };
static struct rule unused = {
	.id = (char *)"unused-suppression", .suppression = true, .message = (char *)"nothing: {reason}",
};

struct fixture {
	struct rules rules;
	GPtrArray *active;
	struct tree tree;
	GHashTable *overlay;
	struct findings *findings;
};

static int set_up(void **state)
{
	struct fixture *fixture = g_new0(struct fixture, 1);
	struct rule *const all[] = { &lru, &other, &unneeded, &unused };

	fixture->rules.rules = g_ptr_array_new();
	fixture->active = g_ptr_array_new();
	for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
		g_ptr_array_add(fixture->rules.rules, all[i]);
		if (all[i] != &unneeded)
			g_ptr_array_add(fixture->active, all[i]);
	}
	fixture->tree.path = (char *)"/nonexistent";
	fixture->overlay = g_hash_table_new(g_str_hash, g_str_equal);
	fixture->findings = findings_new();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	findings_free(fixture->findings);
	g_hash_table_unref(fixture->overlay);
	g_ptr_array_unref(fixture->active);
	g_ptr_array_unref(fixture->rules.rules);
	g_free(fixture);
	return 0;
}

static void find(struct fixture *fixture, const struct rule *rule, unsigned int line)
{
	findings_add(fixture->findings, finding_new(rule, "a.c", line, 1, "f"), "one");
}

/* What is left of the findings in a.c with @text, of which @reached was looked at. */
static void assert_left(struct fixture *fixture, const char *text, const char *reached,
			const char *expected)
{
	struct suppress *suppress;
	g_autoptr(GHashTable) allowed = NULL;
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(GPtrArray) includes = g_ptr_array_new();
	struct store_unit unit = {
		.variant = "one", .file = "a.c", .includes = includes, .errors = none,
		.reached = (char *)reached,
	};
	GString *left = g_string_new(NULL);
	GPtrArray *list;

	g_ptr_array_add(includes, (gpointer)g_intern_string("a.c"));
	g_hash_table_insert(fixture->overlay, (gpointer)"a.c", (gpointer)text);
	suppress = suppress_new(&fixture->rules, fixture->active, &fixture->tree, fixture->overlay);
	suppress_read(suppress, "a.c");
	if (reached)
		suppress_note_unit(suppress, &unit);
	allowed = suppress_judge(suppress, fixture->findings);
	findings_remove(fixture->findings, allowed);
	list = findings_sorted(fixture->findings);
	for (unsigned int i = 0; i < list->len; i++) {
		const struct finding *finding = g_ptr_array_index(list, i);

		g_string_append_printf(left, "%s%u %s", i ? "; " : "", finding->line,
				       finding->message ? finding->message : finding->rule->id);
	}
	suppress_free(suppress);
	assert_string_equal(left->str, expected);
	g_string_free(left, TRUE);
}

#define HERE "/* ptdesc: allow field-lru because */"

static void allows_its_own_line_and_the_next(void **state)
{
	find(*state, &lru, 1);
	assert_left(*state, "f(x); " HERE "\n", "", "");
	find(*state, &lru, 2);
	assert_left(*state, HERE "\nf(x);\n", "", "");
	find(*state, &lru, 2);
	assert_left(*state, "f(x, " HERE "\n  y);\n", "", "");
}

static void allows_nothing_else(void **state)
{
	find(*state, &lru, 3);
	find(*state, &other, 2);
	assert_left(*state, HERE "\nf(x);\nf(x);\n", NULL, "2 field-index; 3 field-lru");
}

static void speaks_for_its_own_line_first(void **state)
{
	find(*state, &lru, 1);
	find(*state, &lru, 2);
	assert_left(*state, "f(x); " HERE "\nf(x);\n", "", "2 field-lru");
}

static void several_stand_above_a_line(void **state)
{
	find(*state, &lru, 3);
	find(*state, &other, 3);
	assert_left(*state, HERE "\n/* ptdesc: allow field-index because */\nf(x);\n", "", "");
}

static void one_that_allows_nothing_is_found(void **state)
{
	assert_left(*state, "int a;\n" HERE "\n", "", "2 nothing: no finding of field-lru here");
}

static void a_mistake_is_found_and_allows_nothing(void **state)
{
	find(*state, &lru, 1);
	find(*state, &unused, 2);
	assert_left(*state, "f(x); /* ptdesc: allow field-lru */\n", "",
		    "1 field-lru; 1 nothing: it does not say why field-lru is allowed; "
		    "2 unused-suppression");
}

static void names_what_is_wrong(void **state)
{
	assert_left(*state, "/* ptdesc: allow field-lur because */\n/* ptdesc: allow */\n"
		    "/* ptdesc: allow unused-suppression because */\n", "",
		    "1 nothing: there is no rule field-lur; 2 nothing: it names no rule; "
		    "3 nothing: unused-suppression cannot be allowed");
}

static void says_nothing_of_what_was_not_looked_at(void **state)
{
	static const char branch[] = "#ifdef A\nint f(int x)\n{\n\t" HERE "\n\treturn x;\n}\n#endif\n";
	static const char within[] = "int f(int x)\n{\n#ifdef A\n\t" HERE "\n\tx++;\n#endif\n\treturn x;\n}\n";

	assert_left(*state, HERE "\n", NULL, "");
	assert_left(*state, branch, "", "");
	assert_left(*state, within, "a.c\t1-2,7-8\n", "");
	assert_left(*state, "#ifdef A\n" HERE "\nint a;\n#endif\n", "", "");
	assert_left(*state, "/* ptdesc: allow list-mismatch because */\n", "", "");
	assert_left(*state, within, "b.c\t1-9\na.c\t1-8\n", "4 nothing: no finding of field-lru here");
}

static void looks_into_branches(void **state)
{
	assert_left(*state, "#ifdef A\nint f(int x)\n{\n\t" HERE "\n\treturn x;\n}\n#endif\n",
		    "a.c\t2-6\n", "4 nothing: no finding of field-lru here");
}

/* -- lines -------------------------------------------------------------------------------- */

static void lines_are_ranges(void **state)
{
	g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(struct line_range));
	struct line_range range = { 3, 5 };

	(void)state;
	g_array_append_val(lines, range);
	assert_false(lines_hold_any(lines, 1, 2));
	assert_true(lines_hold_any(lines, 1, 3));
	assert_true(lines_hold_any(lines, 4, 4));
	assert_false(lines_hold_any(lines, 6, 9));
}

#define JUDGING(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_both_forms),
		cmocka_unit_test(reads_longer_comments),
		cmocka_unit_test(sees_where_code_stands),
		cmocka_unit_test(needs_a_reason),
		cmocka_unit_test(leaves_other_text_alone),
		JUDGING(allows_its_own_line_and_the_next),
		JUDGING(allows_nothing_else),
		JUDGING(speaks_for_its_own_line_first),
		JUDGING(several_stand_above_a_line),
		JUDGING(one_that_allows_nothing_is_found),
		JUDGING(a_mistake_is_found_and_allows_nothing),
		JUDGING(names_what_is_wrong),
		JUDGING(says_nothing_of_what_was_not_looked_at),
		JUDGING(looks_into_branches),
		cmocka_unit_test(lines_are_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
