// SPDX-License-Identifier: GPL-2.0-or-later
/* What the text of a C file shows: tree/lexer.h and tree/outline.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include "tree/lexer.h"
#include "tree/outline.h"
#include "tree/words.h"

/* ---- tokens ---- */

/* All tokens of @text, a blank between them; directives as "#" and "$". */
static char *tokens(const char *text)
{
	GString *list = g_string_new(NULL);
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, text, strlen(text));
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token)) {
		g_string_append_printf(list, "%s%u:", list->len ? " " : "", token.line);
		if (token.kind == TOKEN_NEWLINE)
			g_string_append_c(list, '$');
		else
			g_string_append_len(list, token.text, (gssize)token.length);
	}
	return g_string_free(list, FALSE);
}

static void splits_into_tokens(void **state)
{
	static const struct {
		const char *text, *tokens;
	} cases[] = {
		{ "", "" },
		{ "int a1 = 0x1fUL;", "1:int 1:a1 1:= 1:0x1fUL 1:;" },
		{ "a /* b\n * c */ d // e \\\nf\ng", "1:a 2:d 4:g" },
		{ "x(\"a \\\" /* b\", '\\'', '\"') y", "1:x 1:( 1:\"a \\\" /* b\" 1:, 1:'\\'' 1:, 1:'\"' 1:) 1:y" },
		{ "#define A(x) \\\n\tx\nb", "1:# 1:define 1:A 1:( 1:x 1:) 2:x 2:$ 3:b" },
		{ "#if 0 /* a\nb */\nc\n  #endif", "1:# 1:if 1:0 2:$ 3:c 4:# 4:endif 4:$" },
		{ "don't\npanic", "1:don 1:'t 2:panic" },
		{ "a # b\n#c", "1:a 1:# 1:b 2:# 2:c 2:$" },
		{ "a\\\r\n b\r\nc", "1:a 2:b 3:c" },
		{ "/* open", "" },
		{ "\"open", "1:\"open" },
		{ "a \\", "1:a 1:\\" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *got = tokens(cases[i].text);

		assert_string_equal(got, cases[i].tokens);
	}
}

/* ---- outlines ---- */

static const char *const kinds[] = {
	[OUTLINE_FUNCTION] = "function", [OUTLINE_DATA] = "data", [OUTLINE_MACRO] = "macro",
};

/* "line name kind [branch]" of each use of pte_t or pgd_list in @text, a line each. */
static char *uses(const char *text)
{
	static const char *const list[] = { "pte_t", "pgd_list", NULL };
	struct words *words = words_new(list);
	struct outline *outline = outline_new(text, strlen(text), words);
	GString *found = g_string_new(NULL);

	for (guint i = 0; i < outline->uses->len; i++) {
		struct outline_use use = g_array_index(outline->uses, struct outline_use, i);
		struct outline_item item = g_array_index(outline->items, struct outline_item,
							 use.item);

		assert_true(item.first <= use.line && use.line <= item.last);
		g_string_append_printf(found, "%u %s %s", use.line, item.name, kinds[item.kind]);
		for (int b = use.branch; b >= 0;) {
			struct outline_branch branch = g_array_index(outline->branches,
								     struct outline_branch, b);

			g_string_append_printf(found, " [%s%s%s]", branch.condition,
					       branch.never ? ": never" : "",
					       branch.always ? ": always" : "");
			b = branch.parent;
		}
		g_string_append_c(found, '\n');
	}
	outline_free(outline);
	words_free(words);
	return g_string_free(found, FALSE);
}

struct sample {
	const char *text, *uses;
};

static void compare(const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		g_autofree char *got = uses(samples[i].text);

		assert_string_equal(got, samples[i].uses);
	}
}

static void finds_uses_in_definitions(void **state)
{
	static const struct sample samples[] = {
		{ "static inline pte_t *f(pte_t *p)\n{\n\treturn (pte_t *)p;\n}\n",
		  "1 f function\n3 f function\n" },
		{ "pte_t *\nf(int a)\n\t__acquires(x)\n{\n\tif (a) {\n\t\tpte_t b;\n\t}\n}\nint x;\n",
		  "1 f function\n6 f function\n" },
		{ "static __section(\".x\") int f(void) { pte_t a; }\n", "1 f function\n" },
		{ "EXPORT(x)\nstatic int f(void)\n{\n\tg(pgd_list);\n}\n", "4 f function\n" },
		{ "SYSCALL_DEFINE1(f, int, a)\n{\n\treturn g(pgd_list);\n}\n",
		  "3 SYSCALL_DEFINE1 function\n" },
		{ "struct ops a[] = {\n\t.f = (pte_t *)1,\n};\n", "2 a data\n" },
		{ "static pte_t *a = 0;\n", "1 a data\n" },
		{ "#define F(x) \\\n\tg((pte_t *)x)\n", "2 F macro\n" },
		{ "#define pgd_list(x) g(x)\n", "1 pgd_list macro\n" },
		{ "#define LAST ((pte_t *)0 + 1)\n", "1 LAST macro\n" },
		{ "int f(void)\n{\n#define G(x) ((pte_t)x)\n\treturn G(1);\n}\n", "3 G macro\n" },
	};

	(void)state;
	compare(samples, G_N_ELEMENTS(samples));
}

static void passes_over_declarations(void **state)
{
	static const struct sample samples[] = {
		{ "extern pte_t *f(pte_t *p);\npte_t table[512];\nextern struct list pgd_list;\n", "" },
		{ "struct a {\n\tpte_t *p;\n\tvoid (*f)(pte_t);\n};\n", "" },
		{ "struct __attribute__((packed)) a {\n\tpte_t *p;\n} b;\n", "" },
		{ "typedef struct { pte_t p; } x_t;\ntypedef pte_t (*f_t)(pte_t);\n", "" },
		{ "enum { A = 1 };\nunion b { pte_t p; };\n", "" },
		{ "int f(void)\n{\n\t/* pte_t */\n\treturn g(\"pgd_list\");\n}\n", "" },
		{ "int f(void)\n{\n\treturn sizeof(pte_t) + sizeof (struct { pte_t p; });\n}\n", "" },
		{ "#define pmd_t pte_t\n#define N (4096 / sizeof(pte_t))\n#define pgd_list\n", "" },
		{ "DECLARE(pte_t, x);\n", "" },
		{ "#define CHECK(x) static_assert(offsetof(pte_t, x) == 0)\n", "" },
		{ "#include <pte_t.h>\n#error no pte_t\n", "" },
	};

	(void)state;
	compare(samples, G_N_ELEMENTS(samples));
}

static void tells_branches(void **state)
{
	static const struct sample samples[] = {
		{ "#ifndef _A_H\n#define _A_H\n#ifdef CONFIG_B\nint f(void) { pte_t a; }\n#endif\n#endif\n",
		  "4 f function [#ifdef CONFIG_B] [#ifndef _A_H: always]\n" },
		{ "#ifndef __ASSEMBLY__\n#if defined(A) && /* b */ \\\n    B > 2\nint f(pte_t x) { }\n#endif\n#endif\n",
		  "4 f function [#if defined(A) && B > 2] [#ifndef __ASSEMBLY__: always]\n" },
		{ "#if 0\nwe don't like pte_t {\n#else\nint f(pte_t x) { }\n#endif\nint g(pte_t x) { }\n",
		  "4 f function [#else of #if 0]\n6 g function\n" },
		{ "int f(void)\n{\n#if 0\n\tpte_t x;\n#endif\n\tpte_t y;\n}\n",
		  "4 f function [#if 0: never]\n6 f function\n" },
		{ "#if 1\nint f(pte_t x) { }\n#else\nint f(pte_t *x) { }\n#endif\n",
		  "2 f function [#if 1]\n4 f function [#else of #if 1: never]\n" },
		{ "int f(void)\n{\n#ifdef A\n\tif (pgd_list) {\n#elif B\n\tif (1) {\n#else\n\t{\n#endif\n"
		  "\t\tpte_t x;\n\t}\n}\nint g(pte_t x) { }\n",
		  "4 f function [#ifdef A]\n10 f function\n13 g function\n" },
		{ "#ifdef A\nint f(pte_t x)\n#else\nint f(pte_t *x, int y)\n#endif\n{\n\tpte_t z;\n}\n",
		  "2 f function [#ifdef A]\n4 f function [#else of #ifdef A]\n7 f function\n" },
		{ "#ifndef f\n#define f(x) ((pte_t)x)\n#endif\nint g(pte_t x) { }\n",
		  "2 f macro [#ifndef f]\n4 g function\n" },
		{ "int g(pte_t x) { }\n#ifndef f\n#define f(x) ((pte_t)x)\n#endif\n",
		  "1 g function\n3 f macro [#ifndef f]\n" },
		{ "#ifndef f\nstatic inline int f(pte_t x)\n{\n}\n#define f f\n#endif\n",
		  "2 f function [#ifndef f]\n" },
		{ "#endif\n#else\nint f(pte_t x) { }\n#if A\n", "3 f function\n" },
	};

	(void)state;
	compare(samples, G_N_ELEMENTS(samples));
}

/* Braces that no branch closes cost one definition, not the rest of the file. */
static void recovers_at_the_next_definition(void **state)
{
	static const struct sample samples[] = {
		{ "int f(void)\n{\n#ifdef A\n\tif (x) {\n#endif\n\tpte_t y;\n}\nint g(void)\n{\n\tpte_t z;\n}\n",
		  "6 f function\n10 g function\n" },
		{ "int f(pte_t x)\n{\n", "" },
		{ "}\n)\nint g(pte_t z) { }\n", "3 g function\n" },
	};

	(void)state;
	compare(samples, G_N_ELEMENTS(samples));
}

/* "item branch" of @line of @text, the branch by its condition. */
static void assert_at(const char *text, unsigned int line, const char *expected)
{
	struct words *none = words_new(NULL);
	struct outline *outline = outline_new(text, strlen(text), none);
	int item = outline_item_at(outline, line), branch = outline_branch_at(outline, line);
	g_autofree char *got = g_strdup_printf("%s %s", item < 0 ? "-" :
		g_array_index(outline->items, struct outline_item, item).name, branch < 0 ? "-" :
		g_array_index(outline->branches, struct outline_branch, branch).condition);

	assert_string_equal(got, expected);
	outline_free(outline);
	words_free(none);
}

static void finds_what_a_line_lies_in(void **state)
{
	static const char text[] =
		"int a;\n#ifdef A\nint f(int x)\n{\n#ifdef B\n\tx++;\n#endif\n\treturn x;\n}\n"
		"#else\n#define g(x) \\\n\tf(x)\n#endif\n";

	(void)state;
	assert_at(text, 1, "- -");
	assert_at(text, 3, "f #ifdef A");
	assert_at(text, 6, "f #ifdef B");
	assert_at(text, 8, "f #ifdef A");
	assert_at(text, 12, "g #else of #ifdef A");
	assert_at(text, 99, "- -");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_into_tokens),
		cmocka_unit_test(finds_uses_in_definitions),
		cmocka_unit_test(passes_over_declarations),
		cmocka_unit_test(tells_branches),
		cmocka_unit_test(recovers_at_the_next_definition),
		cmocka_unit_test(finds_what_a_line_lies_in),
	};

	return cmocka_run_group_tests_name("outline", tests, NULL, NULL);
}
