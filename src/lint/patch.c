// SPDX-License-Identifier: GPL-2.0-or-later
#include "lint/patch.h"

#include <string.h>

/* Header lines that are followed by a name, and components of it to strip. */
static const struct header {
	const char *start;
	int strip;
} headers[] = {
	{ "--- ", 1 }, { "+++ ", 1 }, { "rename from ", 0 }, { "rename to ", 0 },
	{ "copy from ", 0 }, { "copy to ", 0 },
};

static const char *next_line(const char *line)
{
	const char *end = strchr(line, '\n');

	return end ? end + 1 : NULL;
}

bool patch_has_diff(const char *text)
{
	for (const char *line = text; line; line = next_line(line))
		if (g_str_has_prefix(line, "diff --git ") || g_str_has_prefix(line, "--- "))
			return true;
	return false;
}

/*
 * The name at @text, for g_free(): up to a tab or the line's end, or within quotes.
 * Where it ends goes to @end.
 */
static char *parse_name(const char *text, const char *stop, const char **end)
{
	const char *close = text + 1;
	g_autofree char *quoted = NULL;

	if (*text != '"') {
		*end = text + strcspn(text, stop);
		return g_strndup(text, (gsize)(*end - text));
	}
	while (!strchr("\"\n", *close) && !(*close == '\\' && strchr("\n", close[1])))
		close += *close == '\\' ? 2 : 1;
	*end = *close == '"' ? close + 1 : close;
	quoted = g_strndup(text + 1, (gsize)(close - text - 1));
	return g_strcompress(quoted);
}

/* Takes @name; "/dev/null" and what has nothing to strip give nothing. */
static void add_name(GPtrArray *names, char *name, int strip)
{
	const char *rest = name;

	if (strcmp(name, "/dev/null") == 0)
		rest = NULL;
	else if (strip && (rest = strchr(name, '/')))
		rest += strspn(rest, "/");
	if (rest && *rest)
		g_ptr_array_add(names, g_strdup(rest));
	g_free(name);
}

/* "diff --git a/NAME b/NAME" is all there is of a changed mode or an empty file. */
static void add_git_names(GPtrArray *names, const char *text)
{
	const char *end, *line_end = text + strcspn(text, "\n");
	size_t half;

	if (*text == '"') {
		add_name(names, parse_name(text, " \t\n", &end), 1);
		if (*end == ' ')
			add_name(names, parse_name(end + 1, "\t\n", &end), 1);
		return;
	}
	/* Names may hold blanks; both sides are the same but for the first component. */
	half = (size_t)(line_end - text) / 2;
	if (text + half < line_end && text[half] == ' ')
		add_name(names, g_strndup(text, half), 1);
	add_name(names, parse_name(text, " \t\n", &end), 1);
	if (*end == ' ')
		add_name(names, parse_name(end + 1, "\t\n", &end), 1);
}

GPtrArray *patch_names(const char *patch)
{
	static const char git[] = "diff --git ";
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *end;

	for (const char *line = patch; line; line = next_line(line)) {
		if (g_str_has_prefix(line, git))
			add_git_names(names, line + strlen(git));
		for (size_t i = 0; i < G_N_ELEMENTS(headers); i++)
			if (g_str_has_prefix(line, headers[i].start))
				add_name(names, parse_name(line + strlen(headers[i].start),
							   "\t\n", &end), headers[i].strip);
	}
	return names;
}

static bool headers_have_returns(const char *patch)
{
	for (const char *line = patch; line; line = next_line(line))
		if (g_str_has_prefix(line, "+++ ")) {
			size_t length = strcspn(line, "\n");

			return line[length - 1] == '\r';
		}
	return false;
}

void patch_strip_returns(char *patch)
{
	char *to = patch;

	if (!headers_have_returns(patch))
		return;
	for (const char *from = patch; *from; from++)
		if (from[0] != '\r' || from[1] != '\n')
			*to++ = *from;
	*to = '\0';
}
