// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/directives.h"

#include <string.h>

/* "#ifdef X" has the name "ifdef" and the rest " X", up to the end of the logical line. */
struct directive {
	const char *name, *rest, *end;
};

static bool is_word(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

static const char *skip_blanks(const char *at)
{
	return at + strspn(at, " \t");
}

/* A backslash at its end makes the next line part of it. */
static const char *end_of_line(const char *at)
{
	const char *end = at + strcspn(at, "\n");

	while (*end && end > at && end[-1] == '\\')
		end += 1 + strcspn(end + 1, "\n");
	return end;
}

/* Puts the first directive at or after @at, a line's start, into @found.  NULL: none. */
static const char *next_directive(const char *at, struct directive *found)
{
	while (*at) {
		const char *start = skip_blanks(at);
		const char *end = end_of_line(at);

		at = *end ? end + 1 : end;
		if (*start != '#')
			continue;
		found->name = skip_blanks(start + 1);
		found->rest = found->name;
		found->end = end;
		while (is_word(*found->rest))
			found->rest++;
		return at;
	}
	return NULL;
}

static bool is(const struct directive *directive, const char *name)
{
	size_t length = strlen(name);

	return (size_t)(directive->rest - directive->name) == length &&
	       !strncmp(directive->name, name, length);
}

/* The next identifier before @end, for g_free(), or NULL; moves @at behind it. */
static char *next_word(const char **at, const char *end)
{
	const char *start = *at;

	for (;;) {
		const char *stop = start;

		while (stop < end && !is_word(*stop))
			stop++;
		start = stop;
		while (stop < end && is_word(*stop))
			stop++;
		*at = stop;
		if (start == stop)
			return NULL;
		if (!g_ascii_isdigit(*start))
			return g_strndup(start, (gsize)(stop - start));
		start = stop;
	}
}

static char *first_word(const struct directive *directive)
{
	const char *at = directive->rest;

	return next_word(&at, directive->end);
}

static void add_words(const struct directive *directive, GHashTable *names)
{
	const char *at = directive->rest;
	char *word;

	while ((word = next_word(&at, directive->end)))
		g_hash_table_add(names, word);
}

/* "defined(CONFIG_X) && ..." without CONFIG_X is false, whatever follows. */
static bool is_never(const struct directive *directive, GHashTable *options)
{
	g_autofree char *text = g_strndup(directive->rest, (gsize)(directive->end - directive->rest));
	g_auto(GStrv) terms = strstr(text, "||") ? NULL : g_strsplit(text, "&&", -1);

	for (char **term = terms; term && *term; term++) {
		const char *at = strstr(*term, "CONFIG_");
		const char *end = at ? at + strlen(at) : NULL;
		g_autofree char *option = at ? next_word(&at, end) : NULL;

		if (option && !strchr(*term, '!') && !g_hash_table_contains(options, option))
			return true;
	}
	return false;
}

static bool defines(const struct directive *directive, const char *name)
{
	g_autofree char *defined = is(directive, "define") ? first_word(directive) : NULL;

	return !g_strcmp0(defined, name);
}

static void add_ifndef(const struct directive *directive, const char *next, const char *guard,
		       GHashTable *names)
{
	g_autofree char *name = first_word(directive);
	struct directive following;

	if (!name || !g_strcmp0(name, guard) ||
	    (next_directive(next, &following) && defines(&following, name)))
		return;
	g_hash_table_add(names, g_steal_pointer(&name));
}

void directives_add_tested(const char *text, GHashTable *options, GHashTable *names)
{
	struct directive directive;
	const char *at = next_directive(text, &directive);
	g_autofree char *guard = at ? first_word(&directive) : NULL;

	if (!at || !(is(&directive, "ifndef") ||
		     (is(&directive, "pragma") && !g_strcmp0(guard, "once"))))
		return;
	while ((at = next_directive(at, &directive))) {
		if (is(&directive, "ifdef"))
			add_words(&directive, names);
		else if ((is(&directive, "if") || is(&directive, "elif")) &&
			 !is_never(&directive, options))
			add_words(&directive, names);
		else if (is(&directive, "ifndef"))
			add_ifndef(&directive, at, guard, names);
	}
}

GHashTable *directives_defined(const char *text)
{
	GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct directive directive;

	while ((text = next_directive(text, &directive))) {
		char *name = is(&directive, "define") ? first_word(&directive) : NULL;

		if (name)
			g_hash_table_add(names, name);
	}
	return names;
}

bool directives_define_any(const char *text, GHashTable *names)
{
	struct directive directive;
	bool defined = false;

	while ((text = next_directive(text, &directive))) {
		if (defined && is(&directive, "include"))
			return true;
		if (is(&directive, "define") || is(&directive, "undef")) {
			g_autofree char *name = first_word(&directive);

			defined |= name && g_hash_table_contains(names, name);
		}
	}
	return false;
}
