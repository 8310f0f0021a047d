// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/clean.h"

#include <stdbool.h>
#include <string.h>
#include <glib.h>

#define TAB 8

static bool is_continued(const char *line)
{
	return g_str_has_suffix(line, "\\");
}

/* The column, from 0, after the first @length bytes of @line. */
static unsigned int column_after(const char *line, size_t length)
{
	unsigned int column = 0;

	for (size_t i = 0; i < length; i++)
		if (line[i] == '\t')
			column += TAB - column % TAB;
		else if (((unsigned char)line[i] & 0xc0) != 0x80)
			column++;
	return column;
}

/* Where the backslash of @line stands if a tab is before it, or 0. */
static unsigned int backslash_column(const char *line)
{
	size_t length = strlen(line) - 1;

	return length && line[length - 1] == '\t' ? column_after(line, length) : 0;
}

/* The column that the old lines from @line to @end agree on, or 0. */
static unsigned int common_column(char **line, char **end, GHashTable *old)
{
	unsigned int column = 0;

	for (; line < end; line++) {
		unsigned int here;

		if (!g_hash_table_contains(old, *line))
			continue;
		here = backslash_column(*line);
		if (!here || (column && here != column))
			return 0;
		column = here;
	}
	return column;
}

static char *align(const char *line, unsigned int column)
{
	g_autofree char *text = g_strndup(line, strlen(line) - 1);
	GString *aligned = g_string_new(g_strchomp(text));
	unsigned int at = column_after(aligned->str, aligned->len);

	if (at >= column)
		g_string_append_c(aligned, ' ');
	for (; at < column; at += TAB - at % TAB)
		g_string_append_c(aligned, '\t');
	g_string_append_c(aligned, '\\');
	return g_string_free(aligned, FALSE);
}

/* One macro: the lines from @line to @end, all of which go on. */
static void reflow_block(char **line, char **end, GHashTable *old)
{
	unsigned int column = common_column(line, end, old);

	/* Backslashes at odd columns were put there with spaces: leave them. */
	if (!column || column % TAB)
		return;
	for (; line < end; line++) {
		char *aligned;

		if (g_hash_table_contains(old, *line))
			continue;
		aligned = align(*line, column);
		g_free(*line);
		*line = aligned;
	}
}

char *clean_reflow(const char *before, const char *after)
{
	g_auto(GStrv) old_lines = g_strsplit(before, "\n", -1);
	g_auto(GStrv) lines = g_strsplit(after, "\n", -1);
	g_autoptr(GHashTable) old = g_hash_table_new(g_str_hash, g_str_equal);

	for (char **line = old_lines; *line; line++)
		if (is_continued(*line))
			g_hash_table_add(old, *line);
	for (char **line = lines; *line;) {
		char **end = line;

		while (*end && is_continued(*end))
			end++;
		reflow_block(line, end, old);
		line = *end ? end + 1 : end;
	}
	return g_strjoinv("\n", lines);
}
