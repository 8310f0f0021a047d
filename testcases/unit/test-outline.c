// SPDX-License-Identifier: GPL-2.0-or-later
/* What the text of a C file shows: tree/lexer.h and tree/outline.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
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
static char *tokens(const char *text, bool comments)
{
	GString *list = g_string_new(NULL);
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, text, strlen(text));
	if (comments)
		lexer_keep_comments(&lexer);
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
		g_autofree char *got = tokens(cases[i].text, false);

		assert_string_equal(got, cases[i].tokens);
	}
}

static void keeps_comments(void **state)
{
	g_autofree char *got = tokens("/* a */ #if X /* b */ // c\nint d; /* e\n*/ # /* f", true);

	(void)state;
	assert_string_equal(got, "1:/* a */ 1:# 1:if 1:X 1:/* b */ 1:// c 1:$ 2:int 2:d 2:; "
			    "2:/* e\n*/ 3:# 3:/* f");
}

static void finds_directives(void **state)
{
	static const char text[] =
		"int a; # no\n  #define B \\\n# no\n\n\\\n# no\n/*\n#if C \\\r\n#no\n*/\n#";
	static const unsigned int lines[] = { 2, 8, 11 };
	struct lexer lexer;
	struct token token;
	size_t found = 0;

	(void)state;
	lexer_init(&lexer, text, strlen(text));
	for (; lexer_find_directive(&lexer, &token); found++) {
		assert_true(found < G_N_ELEMENTS(lines));
		assert_int_equal(token.kind, TOKEN_DIRECTIVE);
		assert_int_equal(token.line, lines[found]);
		if (found == 1)
			continue;
		lexer_next(&lexer, &token);
		lexer_skip_directive(&lexer, &token);
	}
	assert_int_equal(found, G_N_ELEMENTS(lines));
}

static void spells_directives(void **state)
{
	static const char text[] = "#  if  defined(A)&& /* b\n */\\\n  B\nint c;";
	g_autofree char *rest = NULL;
	struct lexer lexer;
	struct token token;

	(void)state;
	lexer_init(&lexer, text, strlen(text));
	lexer_next(&lexer, &token);
	lexer_next(&lexer, &token);
	rest = lexer_rest_of_directive(&lexer, &token);
	assert_string_equal(rest, "if defined(A)&& B");
	assert_int_equal(token.kind, TOKEN_NEWLINE);
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
		const struct outline_item *item = outline_item(outline, use.item);

		assert_true(item->first <= use.line && use.line <= item->last);
		g_string_append_printf(found, "%u %s %s", use.line, item->names[0],
				       kinds[item->kind]);
		for (unsigned int b = use.branch; b; b = branches_get(outline->branches, b)->parent) {
			const struct branch *branch = branches_get(outline->branches, b);

			g_string_append_printf(found, " [%s%s%s]", branch->condition,
					       branch->never ? ": never" : "",
					       branch->always ? ": always" : "");
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

/* ---- declarations ---- */

static const char header[] =
	"#ifndef H\n"
	"#define H\n"
	"struct page;\n"
	"struct page {\n"
	"	int x;\n"
	"} __aligned(8);\n"
	"#ifdef CONFIG_A\n"
	"static inline int page_first(struct page *page)\n"
	"{\n"
	"	if (page) {\n"
	"		return '}';\n"
	"	}\n"
	"	return 0;\n"
	"}\n"
	"#else\n"
	"#define page_first(p) \\\n"
	"	((p)->x)\n"
	"#endif\n"
	"PAGE_OPS(Table, table)\n"
	"\n"
	"extern void page_second(void);\n"
	"#ifdef CONFIG_B\n"
	"/* page_third() { */\n"
	"static struct page *page_third(void) { return NULL; }\n"
	"#endif\n"
	"static const int table[] = { 1, 2 };\n"
	"#endif\n";

static const char *behind(const struct outline *outline, const char *a, const char *b)
{
	const char *const names[] = { a, b, NULL };
	const char *missing = NULL;
	size_t offset = outline_behind(outline, names, &missing);

	return offset == G_MAXSIZE ? missing : header + offset;
}

static void names_declarations(void **state)
{
	struct outline *outline = outline_new(header, strlen(header), NULL);

	(void)state;
	assert_true(outline_has(outline, "struct page"));
	assert_true(outline_has(outline, "page_first"));
	assert_true(outline_has(outline, "page_second"));
	assert_true(outline_has(outline, "page_third"));
	assert_false(outline_has(outline, "CONFIG_A"));
	assert_false(outline_has(outline, "page"));
	assert_int_equal(outline_find(outline, "struct page", 0, NULL)->start,
			 strstr(header, "struct page {") - header);
	assert_memory_equal(header + outline_find(outline, "page_second", 0, NULL)->start,
			    "extern", 6);
	outline_free(outline);
}

static void tells_what_is_behind_declarations(void **state)
{
	struct outline *outline = outline_new(header, strlen(header), NULL);

	(void)state;
	/* Both branches declare it: behind the conditional. */
	assert_ptr_equal(behind(outline, "page_first", NULL), strstr(header, "PAGE_OPS"));
	/* One does: within it, unless something outside comes later. */
	assert_ptr_equal(behind(outline, "page_third", NULL), strstr(header, "#endif\nstatic"));
	assert_ptr_equal(behind(outline, "page_third", "struct page"),
			 strstr(header, "static const"));
	assert_ptr_equal(behind(outline, "struct page", NULL), strstr(header, "#ifdef CONFIG_A"));
	assert_string_equal(behind(outline, "struct page", "page_fourth"), "page_fourth");
	outline_free(outline);
}

/* "lines names [branch]" of each item of @text, a line each. */
static char *items(const char *text)
{
	struct outline *outline = outline_new(text, strlen(text), NULL);
	GString *found = g_string_new(NULL);

	for (guint i = 0; i < outline->items->len; i++) {
		const struct outline_item *item = outline_item(outline, i);
		const struct branch *branch = branches_get(outline->branches, item->branch);
		g_autofree char *names = g_strjoinv(" ", item->names);

		assert_true(item->start < item->end && item->end <= strlen(text));
		assert_true(!item->start || text[item->start - 1] == '\n');
		assert_int_equal(text[item->end - 1], '\n');
		g_string_append_printf(found, "%u-%u %s%s%s%s\n", item->first, item->last, names,
				       item->branch ? " [" : "",
				       item->branch ? branch->directive : "",
				       item->branch ? "]" : "");
	}
	assert_int_equal(outline->uses->len, 0);
	outline_free(outline);
	return g_string_free(found, FALSE);
}

static void lists_items(void **state)
{
	static const struct sample samples[] = {
		{ "enum a { B };\ntypedef struct c { int x; } d;\nstruct e { int x; } f[] = { };\n",
		  "1-1 enum a\n2-2 struct c\n3-3 f struct e\n" },
		{ "struct {\n\tint x;\n} a = { g(1) };\nstatic const int b = h(2);\n",
		  "1-3 a\n4-4 b\n" },
		{ "static inline __attribute__((const))\nint a(void)\n{\n}\n", "1-4 a\n" },
		{ "extern __printf(1, 2)\nint a(void) __acquires(b);\n", "1-2 __printf a __acquires\n" },
		{ "EXPORT(a)\nEXPORT(b)\n\tMORE(c)\nint d(void);\nEXPORT(e)\n",
		  "1-1 EXPORT\n2-3 EXPORT MORE\n4-4 d\n5-5 EXPORT\n" },
		{ "#ifdef A\nFLAG(a)\n#else\nFLAG(b)\nint c(void);\n#endif\nint d(void);\n",
		  "2-2 FLAG [#ifdef A]\n4-4 FLAG [#else]\n5-5 c [#else]\n7-7 d\n" },
		{ "#ifdef A\nCALL1(a)\n#else\n# if B\n# endif\nCALL2(a, b)\n#endif\n{\n}\n",
		  "2-9 CALL2\n" },
		{ "#ifdef A\nstatic\n#endif\nint a(void);\n", "2-4 a\n" },
		{ "#define A \\\n\t1\nint f(void)\n{\n#undef A\n}\n", "1-2 A\n5-5 A\n3-6 f\n" },
		{ "struct a b(int c)\n{\n\tstruct d { int e; };\n}\n", "1-4 b\n" },
	};

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
		g_autofree char *got = items(samples[i].text);

		assert_string_equal(got, samples[i].uses);
	}
}

/* "item branch" of @line of @text, the branch by its condition. */
static void assert_at(const char *text, unsigned int line, const char *expected)
{
	struct outline *outline = outline_new(text, strlen(text), NULL);
	const struct outline_item *item = outline_definition_at(outline, line);
	unsigned int branch = branches_at(outline->branches, line);
	g_autofree char *got = g_strdup_printf("%s %s", item ? item->names[0] : "-",
		branch ? branches_get(outline->branches, branch)->condition : "-");

	assert_string_equal(got, expected);
	outline_free(outline);
}

static void finds_what_a_line_lies_in(void **state)
{
	static const char text[] =
		"int a;\n#ifdef A\nint f(int x)\n{\n#ifdef B\n\tx++;\n#endif\n\treturn x;\n}\n"
		"#else\n#define g(x) \\\n\tf(x)\n#endif\n"
		"int h(int x)\n{\n#define i(x) (x + 1)\n#define j 1\n}\n";

	(void)state;
	assert_at(text, 1, "- -");
	assert_at(text, 3, "f #ifdef A");
	assert_at(text, 6, "f #ifdef B");
	assert_at(text, 8, "f #ifdef A");
	assert_at(text, 10, "- #else of #ifdef A");
	assert_at(text, 12, "g #else of #ifdef A");
	assert_at(text, 16, "i -");
	assert_at(text, 17, "h -");
	assert_at(text, 99, "- -");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_into_tokens),
		cmocka_unit_test(keeps_comments),
		cmocka_unit_test(finds_directives),
		cmocka_unit_test(spells_directives),
		cmocka_unit_test(finds_uses_in_definitions),
		cmocka_unit_test(passes_over_declarations),
		cmocka_unit_test(tells_branches),
		cmocka_unit_test(recovers_at_the_next_definition),
		cmocka_unit_test(names_declarations),
		cmocka_unit_test(lists_items),
		cmocka_unit_test(tells_what_is_behind_declarations),
		cmocka_unit_test(finds_what_a_line_lies_in),
	};

	return cmocka_run_group_tests_name("outline", tests, NULL, NULL);
}
