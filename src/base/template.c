// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/template.h"

#include <stdbool.h>
#include <string.h>

#define WIDTH 72

static char *replace_all(const char *text, const char *const *values, const char *after)
{
	char *result = g_strdup(text);

	for (; *values; values += 2) {
		g_autofree char *place = g_strdup_printf("{%s}%s", values[0], after);
		g_auto(GStrv) parts = g_strsplit(result, place, -1);

		g_free(result);
		result = g_strjoinv(values[1], parts);
	}
	return result;
}

char *template_replace(const char *text, const char *const *values)
{
	return replace_all(text, values, "");
}

char *template_lines(const char *text, const char *const *values)
{
	return replace_all(text, values, "\n");
}

void template_fill(GString *out, const char *first, const char *rest, const char *text)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
	size_t column = strlen(first);
	bool at_start = true;

	g_string_append(out, first);
	for (char **word = words; *word; word++) {
		size_t length = strlen(*word);

		if (!length)
			continue;
		if (!at_start && column + 1 + length > WIDTH) {
			g_string_append_printf(out, "\n%s", rest);
			column = strlen(rest);
			at_start = true;
		}
		g_string_append_printf(out, "%s%s", at_start ? "" : " ", *word);
		column += length + !at_start;
		at_start = false;
	}
	g_string_append_c(out, '\n');
}
