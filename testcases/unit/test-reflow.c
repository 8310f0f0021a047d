// SPDX-License-Identifier: GPL-2.0-or-later
/* How changed lines are written: src/convert/{statement,hunks,reflow,clean}.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include "convert/clean.h"
#include "convert/hunks.h"
#include "convert/statement.h"

static void assert_broken(const char *line, const char *expected)
{
	g_autofree char *text = statement_break(line);

	assert_string_equal(text, expected);
}

static void a_value_that_fits_nowhere_goes_below_what_it_is_assigned_to(void **state)
{
	(void)state;
	assert_broken("\tpmd_huge_pte(mm, pmdp) = ptdesc_page(list_first_entry_or_null("
		      "&page_ptdesc(pgtable)->pt_list, struct ptdesc, pt_list));",
		      "\tpmd_huge_pte(mm, pmdp) =\n"
		      "\t\tptdesc_page(list_first_entry_or_null("
		      "&page_ptdesc(pgtable)->pt_list,\n"
		      "\t\t\t\t\t\t     struct ptdesc, pt_list));");
}

static void the_outermost_call_is_broken(void **state)
{
	(void)state;
	assert_broken("\tif (take_a_table(the_first_argument, another(a, b)) && "
		      "take_a_table(of_the_second, that_is_not_short_either))",
		      "\tif (take_a_table(the_first_argument, another(a, b)) &&\n"
		      "\t    take_a_table(of_the_second, that_is_not_short_either))");
	assert_broken("\tcall(\"a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, "
		      "u, v, w, x, y, z\", the_value);",
		      "\tcall(\"a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, "
		      "u, v, w, x, y, z\",\n\t     the_value);");
}

static void what_has_no_gap_stays_whole(void **state)
{
	static const char line[] = "\treturn a_name_that_is_as_long_as_it_is_useless_to_whoever_"
		"has_to_read_it_on_a_screen_of_the_usual_width;";

	(void)state;
	assert_broken(line, line);
}

static void lines_are_joined_that_fit_and_belong_together(void **state)
{
	g_autofree char *joined = statement_join("\tatomic_set(&ptdesc->count,",
						 "\t\t   PTE_FRAG_NR);");
	g_autofree char *long_one = statement_join("\tstruct ptdesc *ptdesc = pagetable_alloc("
						   "GFP_PGTABLE_KERNEL,", "\t\t\tget_order(sz));");
	g_autofree char *little = statement_join("\t\tptdesc = pagetable_alloc((gfp | __GFP_ZERO) & "
						 "~__GFP_HIGHMEM,", "\t\t\t\t\t 0);");
	g_autofree char *statements = statement_join("\tx = 1;", "\ty = 2;");
	g_autofree char *comment = statement_join("\tcall(a,", "") ;

	(void)state;
	assert_string_equal(joined, "\tatomic_set(&ptdesc->count, PTE_FRAG_NR);");
	assert_null(long_one);
	assert_string_equal(little, "\t\tptdesc = pagetable_alloc((gfp | __GFP_ZERO) & "
			    "~__GFP_HIGHMEM, 0);");
	assert_null(statements);
	assert_null(comment);
}

static void hunks_are_what_differs(void **state)
{
	char *before[] = { (char *)"int a;", (char *)"", (char *)"int b;", (char *)"int c;", NULL };
	char *after[] = { (char *)"int a;", (char *)"", (char *)"int x;", (char *)"int y;",
			  (char *)"int c;", (char *)"int d;", NULL };
	g_autoptr(GArray) hunks = hunks_new(before, after);
	const struct hunk *first, *last;

	(void)state;
	assert_int_equal(hunks->len, 2);
	first = &g_array_index(hunks, struct hunk, 0);
	last = &g_array_index(hunks, struct hunk, 1);
	assert_int_equal(first->before, 2);
	assert_int_equal(first->before_count, 1);
	assert_int_equal(first->after_count, 2);
	assert_int_equal(last->before, 4);
	assert_int_equal(last->before_count, 0);
	assert_int_equal(last->after, 5);
}

static void assert_flowed(const char *before, const char *after, const char *expected)
{
	g_autofree char *text = clean_reflow(before, after);

	assert_string_equal(text, expected);
}

static void a_macros_backslashes_stay_where_they_were(void **state)
{
	(void)state;
	/* Those of the lines that were replaced, where they do not agree with the others. */
	assert_flowed("#define drop(tlb, pte)\t\t\t\t\\\ndo {\t\t\t\t\\\n\tdtor(pte);\t\t\\\n"
		      "} while (0)\n",
		      "#define drop(tlb, pte)\t\t\t\t\\\ndo {\t\t\t\t\\\n"
		      "\tdtor(page_ptdesc(pte));\t\t\\\n} while (0)\n",
		      "#define drop(tlb, pte)\t\t\t\t\\\ndo {\t\t\t\t\\\n"
		      "\tdtor(page_ptdesc(pte));\t\\\n} while (0)\n");
	/* Longer than they are, in a macro that stays as it is otherwise: one blank. */
	assert_flowed("#define drop(tlb, pte)\t\t\t\\\ndo {\t\t\t\t\\\n\tdtor(pte);\t\t\\\n} while (0)\n",
		      "#define drop(tlb, pte)\t\t\t\\\ndo {\t\t\t\t\\\n"
		      "\tdtor(page_ptdesc_of_a(pte));\t\t\\\n} while (0)\n",
		      "#define drop(tlb, pte)\t\t\t\\\ndo {\t\t\t\t\\\n"
		      "\tdtor(page_ptdesc_of_a(pte)); \\\n} while (0)\n");
	/* That do not agree with each other. */
	assert_flowed("do {         \\\n\td(pte);   \\\n} while (0)\n",
		      "do {         \\\n\td(pt_of_a(pte));     \\\n} while (0)\n",
		      "do {         \\\n\td(pt_of_a(pte)); \\\n} while (0)\n");
	/* So long that no column is left. */
	assert_flowed("do {\t\t\t\t\\\n\tdtor(pte);\t\t\\\n} while (0)\n",
		      "do {\t\t\t\t\\\n\tdtor(page_ptdesc_of_a(pte), "
		      "and_a_second_argument_that_is_long);\t\t\\\n} while (0)\n",
		      "do {\t\t\t\t\\\n\tdtor(page_ptdesc_of_a(pte), "
		      "and_a_second_argument_that_is_long); \\\n} while (0)\n");
}

static void a_macro_that_changes_by_half_is_aligned_anew(void **state)
{
	(void)state;
	assert_flowed("x\n#define drop(tlb, pte)\t\t\\\ndo {\t\t\t\t\\\n\tdtor(pte);\t\t\\\n"
		      "\tgone(pte);\t\t\\\n} while (0)\ny\t\\\nz\n",
		      "x\n#define drop(tlb, pte)\t\t\\\ndo {\t\t\t\t\\\n\tdtor(page_ptdesc(pte));\t\t\\\n"
		      "\tgone_for_good(page_ptdesc(pte));\t\t\\\n} while (0)\ny\t\\\nz\n",
		      "x\n#define drop(tlb, pte)\t\t\t\t\\\ndo {\t\t\t\t\t\t\\\n"
		      "\tdtor(page_ptdesc(pte));\t\t\t\\\n"
		      "\tgone_for_good(page_ptdesc(pte));\t\\\n} while (0)\ny\t\\\nz\n");
	/* Put there with spaces. */
	assert_flowed("do {         \\\n\td(pte);     \\\n} while (0)\n",
		      "do {         \\\n\td(pt(pte));     \\\n} while (0)\n",
		      "do {         \\\n\td(pt(pte)); \\\n} while (0)\n");
}

static void a_comment_behind_code_stays_where_it_was(void **state)
{
	(void)state;
	assert_flowed("\tpage = get(x);\t\t/* why */\n\treturn;\n",
		      "\tptdesc = page_ptdesc(get(x));\t\t/* why */\n\treturn;\n",
		      "\tptdesc = page_ptdesc(get(x)); /* why */\n\treturn;\n");
	assert_flowed("\ta = b;\t\t\t/* why */\n", "\tab = bc;\t\t\t/* why */\n",
		      "\tab = bc;\t\t/* why */\n");
}

static void lines_that_nobody_changed_stay_as_they_are(void **state)
{
	static const char text[] = "\tcall(a,\n\t     b);\n\tint x;\t  /* odd */\n"
		"#define x\t \\\n\ty   \\\n\tz\n";

	(void)state;
	assert_flowed(text, text, text);
	assert_flowed("\tcall(a,\n\t     page);\n", "\tcall(a,\n\t     ptdesc);\n",
		      "\tcall(a,\n\t     ptdesc);\n");
}

static void a_line_broken_without_need_is_joined(void **state)
{
	(void)state;
	assert_flowed("\tatomic_set(&page->count, 8);\n\treturn;\n",
		      "\tatomic_set(&ptdesc->count,\n\t\t   8);\n\treturn;\n",
		      "\tatomic_set(&ptdesc->count, 8);\n\treturn;\n");
}

static void a_comment_is_no_place_for_a_line_to_end(void **state)
{
	(void)state;
	assert_broken("\tptdesc_of_this_table(the_first_argument, the_second_argument"
		      " /* one, or another of them */, the_third);",
		      "\tptdesc_of_this_table(the_first_argument,\n"
		      "\t\t\t     the_second_argument /* one, or another of them */, the_third);");
}

static void directives_are_not_to_change(void **state)
{
	static const char before[] =
		"#include <a.h>\n#if defined(A) && \\\n\tB\n#define C(x) \\\n\t#x\n#endif\n";
	static const struct {
		const char *after;
		bool is_fine;
	} cases[] = {
		{ "#include <b.h>\n#if defined(A) && \\\n\tB\n#define D(x) \\\n\tx\n#endif\n", true },
		{ "#include <a.h>\n#if defined(A) && \\\n\tC\n#define C(x) \\\n\t#x\n#endif\n", false },
		{ "#include <a.h>\n#if defined(A) && \\\n\tB\n#define C(x) \\\n\t#x\n", false },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *fault = clean_fault(before, cases[i].after);

		assert_int_equal(!fault, cases[i].is_fine);
	}
}

static void declarations_that_were_one_are_one(void **state)
{
	(void)state;
	assert_flowed("\tstruct page *page, *next;\n\n", "\tstruct ptdesc *ptdesc;\n"
		      "\tstruct ptdesc *next;\n\n", "\tstruct ptdesc *ptdesc, *next;\n\n");
	assert_flowed("\tstruct page *page, *next;\n\n", "\tstruct ptdesc *ptdesc;\n"
		      "\tstruct page *next;\n\n",
		      "\tstruct ptdesc *ptdesc;\n\tstruct page *next;\n\n");
	assert_flowed("\tstruct page *page;\n\n", "\tstruct ptdesc *ptdesc;\n"
		      "\tstruct ptdesc *next;\n\n",
		      "\tstruct ptdesc *ptdesc;\n\tstruct ptdesc *next;\n\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_that_fits_nowhere_goes_below_what_it_is_assigned_to),
		cmocka_unit_test(the_outermost_call_is_broken),
		cmocka_unit_test(what_has_no_gap_stays_whole),
		cmocka_unit_test(a_comment_is_no_place_for_a_line_to_end),
		cmocka_unit_test(directives_are_not_to_change),
		cmocka_unit_test(lines_are_joined_that_fit_and_belong_together),
		cmocka_unit_test(hunks_are_what_differs),
		cmocka_unit_test(a_macros_backslashes_stay_where_they_were),
		cmocka_unit_test(a_macro_that_changes_by_half_is_aligned_anew),
		cmocka_unit_test(a_comment_behind_code_stays_where_it_was),
		cmocka_unit_test(lines_that_nobody_changed_stay_as_they_are),
		cmocka_unit_test(a_line_broken_without_need_is_joined),
		cmocka_unit_test(declarations_that_were_one_are_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
