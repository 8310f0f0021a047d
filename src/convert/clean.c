// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/clean.h"

#include <stdbool.h>
#include <string.h>
#include <glib.h>

#define MARKER "__PTDESC_"

static bool is_word(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

/* The first marker of @text, for the caller to g_free(), or NULL. */
static char *find_marker(const char *text)
{
	for (const char *at = text; (at = strstr(at, MARKER)); at++) {
		const char *end = at;

		if (at > text && is_word(at[-1]))
			continue;
		while (is_word(*end))
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

static const char *skip_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/*
 * The directives of @text in order, without those that a semantic patch may well add, and
 * without the bodies of macros, which it may change.
 */
static char *directives(const char *text)
{
	GString *list = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		const char *at = skip_blanks(*line);
		size_t length;

		if (*at != '#')
			continue;
		at = skip_blanks(at + 1);
		if (g_str_has_prefix(at, "include"))
			continue;
		length = g_str_has_prefix(at, "define") ? strlen("define") : strlen(at);
		g_string_append_len(list, at, (gssize)length);
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
