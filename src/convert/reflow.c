// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/clean.h"

#include <stdbool.h>
#include <string.h>
#include <glib.h>

#include "convert/columns.h"
#include "convert/hunks.h"
#include "convert/statement.h"

#define MOST 100
/* Of backslashes that have to move: at a tab stop, on a screen of 80 columns. */
#define LAST_COLUMN 72
#define TAB 8

static bool is_continued(const char *line)
{
	return g_str_has_suffix(line, "\\");
}

/* -- what stands at a column: the backslash of a macro's line, a comment behind code ------------ */

/* Where the text ends that blanks separate from byte @end of @line. */
static size_t text_before(const char *line, size_t end)
{
	while (end && (line[end - 1] == ' ' || line[end - 1] == '\t'))
		end--;
	return end;
}

/* @line with what is at byte @at moved to @column, as far as its text lets it. */
static char *move_to(const char *line, size_t at, unsigned int column)
{
	size_t end = text_before(line, at);
	unsigned int text = columns_after(line, end);
	GString *moved = g_string_new_len(line, (gssize)end);

	columns_pad(moved, text, text < column ? column : text + 1);
	g_string_append(moved, line + at);
	return g_string_free(moved, FALSE);
}

static size_t backslash_of(const char *line)
{
	return is_continued(line) ? strlen(line) - 1 : 0;
}

/* A comment that ends the line and is not all of it; 0: none. */
static size_t comment_of(const char *line)
{
	const char *comment = strstr(line, "/*");
	size_t at = comment ? (size_t)(comment - line) : 0;

	if (!at || !text_before(line, at) || !g_str_has_suffix(line, "*/") ||
	    strchr(line, '"'))
		return 0;
	return at;
}

static void replace(char **line, char *by)
{
	g_free(*line);
	*line = by;
}

/* The column most of @lines agree on for what @find finds, the first of several; 0: none. */
static unsigned int usual_column(char **lines, unsigned int count,
				 size_t (*find)(const char *line))
{
	unsigned int best = 0, most = 0;

	for (unsigned int i = 0; i < count; i++) {
		size_t at = find(lines[i]);
		unsigned int column = at ? columns_after(lines[i], at) : 0, same = 0;

		for (unsigned int k = 0; column && k < count; k++) {
			size_t other = find(lines[k]);

			same += other && columns_after(lines[k], other) == column;
		}
		if (same > most) {
			most = same;
			best = column;
		}
	}
	return best;
}

static void align(char **lines, unsigned int count, unsigned int column,
		  size_t (*find)(const char *line))
{
	for (unsigned int i = 0; column && i < count; i++)
		if (find(lines[i]))
			replace(&lines[i], move_to(lines[i], find(lines[i]), column));
}

/* The lines of the macro around line @at of @lines: its first, their number to *@count. */
static char **macro_around(char **lines, unsigned int at, unsigned int *count)
{
	unsigned int first = at, last = at;

	while (first && is_continued(lines[first - 1]))
		first--;
	while (lines[last] && is_continued(lines[last]))
		last++;
	*count = last - first;
	return lines + first;
}

static void align_hunk(char **before, char **after, const struct hunk *hunk)
{
	char **old = before + hunk->before, **new = after + hunk->after;
	unsigned int column = usual_column(old, hunk->before_count, backslash_of);
	unsigned int count;

	if (!column) {
		char **macro = macro_around(before, hunk->before, &count);

		column = usual_column(macro, count, backslash_of);
	}
	align(new, hunk->after_count, column, backslash_of);
	align(new, hunk->after_count, usual_column(old, hunk->before_count, comment_of),
	      comment_of);
}

/* -- a macro that outgrows the column of its backslashes -------------------------------------- */

static unsigned int count_at(char **lines, unsigned int count, unsigned int column)
{
	unsigned int found = 0;

	for (unsigned int i = 0; i < count; i++)
		found += columns_after(lines[i], backslash_of(lines[i])) == column;
	return found;
}

static unsigned int widest(char **lines, unsigned int count)
{
	unsigned int most = 0;

	for (unsigned int i = 0; i < count; i++)
		most = MAX(most, columns_after(lines[i],
					       text_before(lines[i], backslash_of(lines[i]))));
	return most;
}

/* How many of the @count lines from @first on are changed ones. */
static unsigned int count_changed(const GArray *hunks, unsigned int first, unsigned int count)
{
	unsigned int changed = 0;

	for (unsigned int i = 0; i < hunks->len; i++) {
		const struct hunk *hunk = &g_array_index(hunks, struct hunk, i);
		unsigned int start = MAX(hunk->after, first);
		unsigned int end = MIN(hunk->after + hunk->after_count, first + count);

		changed += end > start ? end - start : 0;
	}
	return changed;
}

/*
 * Where all of a macro's backslashes stood in one column that is too narrow now, and half of
 * its lines change anyway, they move together.
 */
static void widen_macro(char **before, char **after, const GArray *hunks,
			const struct hunk *hunk)
{
	unsigned int old_count, count, column, wanted;
	char **old = macro_around(before, hunk->before, &old_count);
	char **new = macro_around(after, hunk->after, &count);

	column = usual_column(old, old_count, backslash_of);
	if (!column || count_at(old, old_count, column) < old_count ||
	    count_at(new, count, column) == count ||
	    2 * count_changed(hunks, (unsigned int)(new - after), count) < count)
		return;
	wanted = (widest(new, count) / TAB + 1) * TAB;
	if (wanted > column && wanted <= LAST_COLUMN)
		align(new, count, wanted, backslash_of);
}

/* -- lengths ------------------------------------------------------------------------------------ */

static bool has_long_line(char **lines, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		if (columns_of(lines[i]) > MOST)
			return true;
	return false;
}

static bool has_several(char **lines, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		if (declares_several(lines[i]))
			return true;
	return false;
}

/* Where there are more lines than there were, some may have been broken without need. */
static void join_lines(GPtrArray *lines, unsigned int first, unsigned int more, bool several)
{
	for (unsigned int i = first; more && i + 1 < lines->len;) {
		const char *line = lines->pdata[i], *next = lines->pdata[i + 1];
		char *joined = statement_join(line, next);

		if (!joined && several)
			joined = declarations_join(line, next);
		if (!joined) {
			i++;
			continue;
		}
		replace((char **)&lines->pdata[i], joined);
		g_ptr_array_remove_index(lines, i + 1);
		more--;
	}
}

static void add_hunk(GPtrArray *lines, char **before, char **after, const struct hunk *hunk)
{
	unsigned int first = lines->len;
	char **old = before + hunk->before;
	bool was_long = has_long_line(old, hunk->before_count);

	for (unsigned int i = 0; i < hunk->after_count; i++) {
		const char *line = after[hunk->after + i];

		if (columns_of(line) > MOST && !is_continued(line) && !was_long)
			g_ptr_array_add(lines, statement_break(line));
		else
			g_ptr_array_add(lines, g_strdup(line));
	}
	if (hunk->after_count > hunk->before_count)
		join_lines(lines, first, hunk->after_count - hunk->before_count,
			   has_several(old, hunk->before_count));
}

static char *join_all(char **before, char **after, const GArray *hunks)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	unsigned int at = 0;

	for (unsigned int i = 0; i < hunks->len; i++) {
		const struct hunk *hunk = &g_array_index(hunks, struct hunk, i);

		for (; at < hunk->after; at++)
			g_ptr_array_add(lines, g_strdup(after[at]));
		add_hunk(lines, before, after, hunk);
		at = hunk->after + hunk->after_count;
	}
	for (; after[at]; at++)
		g_ptr_array_add(lines, g_strdup(after[at]));
	g_ptr_array_add(lines, NULL);
	return g_strjoinv("\n", (char **)lines->pdata);
}

char *clean_reflow(const char *before, const char *after)
{
	g_auto(GStrv) old = g_strsplit(before, "\n", -1);
	g_auto(GStrv) new = g_strsplit(after, "\n", -1);
	g_autoptr(GArray) hunks = hunks_new(old, new);

	for (unsigned int i = 0; i < hunks->len; i++)
		align_hunk(old, new, &g_array_index(hunks, struct hunk, i));
	for (unsigned int i = 0; i < hunks->len; i++)
		widen_macro(old, new, hunks, &g_array_index(hunks, struct hunk, i));
	return join_all(old, new, hunks);
}
