// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/macros.h"

#include <string.h>

#include "base/strings.h"
#include "tree/lexer.h"
#include "tree/words.h"

struct define {
	char *name;
	char *body;
	bool is_found;
};

static void clear_define(gpointer data)
{
	struct define *define = data;

	g_free(define->name);
	g_free(define->body);
}

/* The name and the body of the directive that begins with @token, which need not be a #define. */
static bool read_define(struct lexer *lexer, struct token *token, struct define *define)
{
	const char *body;

	lexer_next(lexer, token);
	if (!token_is(token, "define"))
		return false;
	lexer_next(lexer, token);
	if (token->kind != TOKEN_WORD)
		return false;
	define->name = token_copy(token);
	define->is_found = false;
	body = token->text + token->length;
	lexer_skip_directive(lexer, token);
	define->body = g_strndup(body, (size_t)(token->text - body));
	return true;
}

static void collect(GArray *defines, const char *text, size_t length)
{
	struct lexer lexer;
	struct token token;
	struct define define;

	lexer_init(&lexer, text, length);
	while (lexer_find_directive(&lexer, &token))
		if (read_define(&lexer, &token, &define))
			g_array_append_val(defines, define);
}

static GArray *collect_all(const struct tree *tree, const GPtrArray *files)
{
	GArray *defines = g_array_new(FALSE, FALSE, sizeof(struct define));

	g_array_set_clear_func(defines, clear_define);
	for (guint i = 0; i < files->len; i++) {
		size_t length = 0;
		g_autofree char *text = tree_read(tree, files->pdata[i], &length, NULL);

		if (text)
			collect(defines, text, length);
	}
	return defines;
}

/* What is only an operand of sizeof makes a constant, and these are legion. */
static bool uses_any(const char *body, const struct words *words)
{
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, body, strlen(body));
	lexer_next(&lexer, &token);
	while (token.kind != TOKEN_END) {
		if (lexer_skip_constant(&lexer, &token))
			continue;
		if (token.kind == TOKEN_WORD && words_contain(words, token.text, token.length))
			return true;
		lexer_next(&lexer, &token);
	}
	return false;
}

static bool concerns(const struct define *define, const struct words *words)
{
	if (words_contain(words, define->name, strlen(define->name)))
		return true;
	return words_match(words, define->body, strlen(define->body)) &&
		uses_any(define->body, words);
}

/* Marks those of @defines that use one of @list; the names of those not marked before. */
static GPtrArray *mark_users(GArray *defines, const char *const *list)
{
	struct words *words = words_new(list);
	GPtrArray *names = g_ptr_array_new();

	for (guint i = 0; i < defines->len; i++) {
		struct define *define = &g_array_index(defines, struct define, i);

		if (define->is_found || !concerns(define, words))
			continue;
		define->is_found = true;
		g_ptr_array_add(names, define->name);
	}
	g_ptr_array_add(names, NULL);
	words_free(words);
	return names;
}

static GPtrArray *found_names(const GArray *defines)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < defines->len; i++) {
		const struct define *define = &g_array_index(defines, struct define, i);

		if (define->is_found)
			g_ptr_array_add(names, g_strdup(define->name));
	}
	strings_sort(names);
	g_ptr_array_add(names, NULL);
	return names;
}

GPtrArray *macros_find(const struct tree *tree, const GPtrArray *files,
		       const char *const *words)
{
	GArray *defines = collect_all(tree, files);
	GPtrArray *users = mark_users(defines, words), *names;

	while (users->len > 1) {
		GPtrArray *next = mark_users(defines, (const char *const *)users->pdata);

		g_ptr_array_unref(users);
		users = next;
	}
	g_ptr_array_unref(users);
	names = found_names(defines);
	g_array_unref(defines);
	return names;
}
