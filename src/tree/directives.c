// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/directives.h"

#include <string.h>

#include "tree/lexer.h"
#include "tree/words.h"

/* Where a text is read: @token is the name of a directive, then what follows it. */
struct reader {
	struct lexer lexer;
	struct token token;
};

static void next(struct reader *reader)
{
	lexer_next(&reader->lexer, &reader->token);
}

/* Moves on to the name of the next directive.  False when there is none. */
static bool next_directive(struct reader *reader)
{
	if (!lexer_find_directive(&reader->lexer, &reader->token))
		return false;
	next(reader);
	return true;
}

static bool is(const struct reader *reader, const char *name)
{
	return token_is(&reader->token, name);
}

/* The first identifier behind the directive's name, for g_free(), or NULL. */
static char *first_word(struct reader *reader)
{
	while (!token_ends_directive(&reader->token)) {
		next(reader);
		if (reader->token.kind == TOKEN_WORD)
			return token_copy(&reader->token);
	}
	return NULL;
}

static void add_words(struct reader *reader, GHashTable *names)
{
	char *word;

	while ((word = first_word(reader)))
		g_hash_table_add(names, word);
}

/* Whether @term says that an option is on which is not in @options. */
static bool is_off(const char *term, GHashTable *options)
{
	const char *at = strstr(term, "CONFIG_");
	size_t length = 0;
	g_autofree char *option = NULL;

	while (at && is_word_part(at[length]))
		length++;
	option = at ? g_strndup(at, length) : NULL;
	return option && !strchr(term, '!') && !g_hash_table_contains(options, option);
}

/* "defined(CONFIG_X) && ..." without CONFIG_X is false, whatever follows. */
static bool is_never(struct reader reader, GHashTable *options)
{
	g_autofree char *text = lexer_rest_of_directive(&reader.lexer, &reader.token);
	g_auto(GStrv) terms = strstr(text, "||") ? NULL : g_strsplit(text, "&&", -1);

	for (char **term = terms; term && *term; term++)
		if (is_off(*term, options))
			return true;
	return false;
}

/* Whether the next directive is the #define of @name; it is read again. */
static bool defines_next(struct reader reader, const char *name)
{
	g_autofree char *defined = NULL;

	if (next_directive(&reader) && is(&reader, "define"))
		defined = first_word(&reader);
	return !g_strcmp0(defined, name);
}

static void add_ifndef(struct reader *reader, const char *guard, GHashTable *names)
{
	g_autofree char *name = first_word(reader);

	if (name && g_strcmp0(name, guard) && !defines_next(*reader, name))
		g_hash_table_add(names, g_steal_pointer(&name));
}

static struct reader start(const char *text)
{
	struct reader reader;

	lexer_init(&reader.lexer, text, strlen(text));
	return reader;
}

void directives_add_tested(const char *text, GHashTable *options, GHashTable *names)
{
	struct reader reader = start(text);
	g_autofree char *guard = NULL;
	bool has_guard;

	if (!next_directive(&reader))
		return;
	has_guard = is(&reader, "ifndef");
	if (!has_guard && !is(&reader, "pragma"))
		return;
	guard = first_word(&reader);
	if (!has_guard && g_strcmp0(guard, "once"))
		return;
	while (next_directive(&reader)) {
		if (is(&reader, "ifdef"))
			add_words(&reader, names);
		else if ((is(&reader, "if") || is(&reader, "elif")) && !is_never(reader, options))
			add_words(&reader, names);
		else if (is(&reader, "ifndef"))
			add_ifndef(&reader, guard, names);
	}
}

GHashTable *directives_defined(const char *text)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct reader reader = start(text);

	while (next_directive(&reader)) {
		char *name = is(&reader, "define") ? first_word(&reader) : NULL;

		if (name)
			g_hash_table_add(names, name);
	}
	return names;
}

bool directives_define_any(const char *text, GHashTable *names)
{
	struct reader reader = start(text);
	bool defined = false;

	while (next_directive(&reader)) {
		if (defined && is(&reader, "include"))
			return true;
		if (is(&reader, "define") || is(&reader, "undef")) {
			g_autofree char *name = first_word(&reader);

			defined |= name && g_hash_table_contains(names, name);
		}
	}
	return false;
}
