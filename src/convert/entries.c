// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/entries.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/strings.h"

struct entry {
	char *file;		/* "" for text before anything else */
	unsigned int line, column;
	GString *text;
};

static void entry_free(gpointer data)
{
	struct entry *entry = data;

	g_free(entry->file);
	g_string_free(entry->text, TRUE);
	g_free(entry);
}

GPtrArray *entries_new(void)
{
	return g_ptr_array_new_with_free_func(entry_free);
}

/* Takes @file over. */
static struct entry *add_entry(GPtrArray *entries, char *file)
{
	struct entry *entry = g_new0(struct entry, 1);

	entry->file = file;
	entry->text = g_string_new(NULL);
	g_ptr_array_add(entries, entry);
	return entry;
}

/* @text up to @end if that is one of @files, for the caller to g_free(). */
static char *known_file(GHashTable *files, const char *text, const char *end)
{
	char *file = end ? g_strndup(text, (gsize)(end - text)) : NULL;

	if (file && g_hash_table_contains(files, file))
		return file;
	g_free(file);
	return NULL;
}

static unsigned int number_after(const char *text, const char *label)
{
	const char *at = text ? strstr(text, label) : NULL;

	return at ? (unsigned int)strtoul(at + strlen(label), NULL, 10) : 0;
}

/* coccilib.report: "FILE:LINE:COLUMN-COLUMN: MESSAGE" */
static bool read_report(GPtrArray *entries, const char *line, GHashTable *files)
{
	const char *colon = strchr(line, ':');
	char *file = known_file(files, line, colon);
	struct entry *entry;

	if (!file)
		return false;
	entry = add_entry(entries, file);
	entry->line = number_after(colon, ":");
	entry->column = number_after(strchr(colon + 1, ':'), ":");
	return true;
}

/* coccilib.org: "* TODO [[view:FILE::face=F::linb=LINE::colb=COLUMN::cole=N][MESSAGE]]" */
static bool read_org(GPtrArray *entries, const char *line, GHashTable *files)
{
	const char *view = strstr(line, "[[view:");
	const char *end = view ? strstr(view, "::") : NULL;
	char *file = view ? known_file(files, view + strlen("[[view:"), end) : NULL;
	struct entry *entry;

	if (!file)
		return false;
	entry = add_entry(entries, file);
	entry->line = number_after(end, "::linb=");
	entry->column = number_after(end, "::colb=");
	return true;
}

/* diff -u: "--- FILE", then "+++ /tmp/cocci-output-NUMBER-FILE" */
static bool read_diff(GPtrArray *entries, const char *line, const char *next, GHashTable *files)
{
	char *file;

	if (!g_str_has_prefix(line, "--- ") || !next || !g_str_has_prefix(next, "+++ "))
		return false;
	file = known_file(files, line + 4, line + strlen(line));
	if (!file)
		return false;
	g_string_printf(add_entry(entries, file)->text,
			"diff -u -p a/%s b/%s\n--- a/%s\n+++ b/%s\n", file, file, file, file);
	return true;
}

void entries_read(GPtrArray *entries, const char *output, GHashTable *files)
{
	g_auto(GStrv) lines = g_strsplit(output, "\n", -1);
	unsigned int known = entries->len;

	for (char **line = lines; *line; line++) {
		struct entry *entry;

		if (!**line && !line[1])
			break;
		if (read_diff(entries, *line, line[1], files)) {
			line++;
			continue;
		}
		if (!read_report(entries, *line, files) && !read_org(entries, *line, files) &&
		    entries->len == known)
			add_entry(entries, g_strdup(""));
		entry = entries->pdata[entries->len - 1];
		g_string_append_printf(entry->text, "%s\n", *line);
	}
}

gboolean entries_are_plain(const GPtrArray *entries)
{
	for (unsigned int i = 0; i < entries->len; i++) {
		const struct entry *entry = entries->pdata[i];

		if (!*entry->file || strchr(entry->text->str, '\n')[1])
			return FALSE;
	}
	return TRUE;
}

char *entries_of_file(const GPtrArray *entries, const char *file)
{
	GString *text = g_string_new(NULL);

	for (unsigned int i = 0; i < entries->len; i++) {
		const struct entry *entry = entries->pdata[i];

		if (!strcmp(entry->file, file))
			g_string_append(text, entry->text->str);
	}
	return g_string_free(text, FALSE);
}

static int by_place(gconstpointer a, gconstpointer b)
{
	const struct entry *left = *(const struct entry *const *)a;
	const struct entry *right = *(const struct entry *const *)b;
	int order = strings_compare_places(left->file, left->line, left->column,
					   right->file, right->line, right->column);

	return order ? order : strcmp(left->text->str, right->text->str);
}

char *entries_print(GPtrArray *entries)
{
	GString *text = g_string_new(NULL);
	const struct entry *previous = NULL;

	g_ptr_array_sort(entries, by_place);
	for (unsigned int i = 0; i < entries->len; i++) {
		const struct entry *entry = entries->pdata[i];

		if (!previous || strcmp(previous->text->str, entry->text->str))
			g_string_append(text, entry->text->str);
		previous = entry;
	}
	return g_string_free(text, FALSE);
}
