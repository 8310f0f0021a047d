// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/clean.h"

#include <stdbool.h>
#include <string.h>
#include <glib.h>

#include "tree/lexer.h"
#include "tree/words.h"

#define MARKER "__PTDESC_"

/* The first marker of @text, for the caller to g_free(), or NULL. */
static char *find_marker(const char *text)
{
	for (const char *at = text; (at = strstr(at, MARKER)); at++) {
		const char *end = at;

		if (at > text && is_word_part(at[-1]))
			continue;
		while (is_word_part(*end))
			end++;
		return g_strndup(at, (gsize)(end - at));
	}
	return NULL;
}

static unsigned int count(const char *text, const char *what)
{
	unsigned int found = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		found++;
	return found;
}

/*
 * The directives of @text in order, without those that a semantic patch may well add, and
 * without the bodies of macros, which it may change.
 */
static char *directives(const char *text)
{
	GString *list = g_string_new(NULL);
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, text, strlen(text));
	while (lexer_find_directive(&lexer, &token)) {
		const char *start;

		lexer_next(&lexer, &token);
		start = token.text;
		if (token_is(&token, "include"))
			continue;
		if (token_is(&token, "define"))
			lexer_next(&lexer, &token);
		else
			lexer_skip_directive(&lexer, &token);
		g_string_append_len(list, start, token.text - start);
		g_string_append_c(list, '\n');
	}
	return g_string_free(list, FALSE);
}

char *clean_fault(const char *before, const char *after)
{
	g_autofree char *old_marker = find_marker(before);
	g_autofree char *marker = find_marker(after);
	g_autofree char *old_directives = NULL;
	g_autofree char *new_directives = NULL;

	if (marker && !old_marker)
		return g_strdup_printf("the conversion left its marker %s behind: not converted",
				       marker);
	if (count(after, "/*") < count(before, "/*"))
		return g_strdup("the conversion lost a comment: not converted");
	old_directives = directives(before);
	new_directives = directives(after);
	if (strcmp(old_directives, new_directives))
		return g_strdup("the conversion damaged a preprocessor line: not converted");
	if (g_str_has_suffix(before, "\n") != g_str_has_suffix(after, "\n"))
		return g_strdup("the conversion damaged the end of the file: not converted");
	return NULL;
}
