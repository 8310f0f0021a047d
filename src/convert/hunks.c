// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/hunks.h"

#include <stdbool.h>
#include <string.h>

/* A line so short says little of where it stands. */
#define SHORT 3

static bool is_telling(const char *line)
{
	return strlen(line + strspn(line, " \t")) > SHORT;
}

/* Whether the texts go on together here: by one line that tells, or by two. */
static bool meet(char **before, char **after)
{
	if (!*before || !*after)
		return !*before && !*after;
	if (strcmp(*before, *after))
		return false;
	return is_telling(*before) || !before[1] || !after[1] || !strcmp(before[1], after[1]);
}

/* How many lines to skip of each, the fewest in all. */
static void skip(char **before, unsigned int left, char **after, unsigned int right,
		 struct hunk *hunk)
{
	for (unsigned int both = 1; both <= left + right; both++)
		for (unsigned int i = both > right ? both - right : 0; i <= MIN(both, left); i++)
			if (meet(before + i, after + both - i)) {
				hunk->before_count = i;
				hunk->after_count = both - i;
				return;
			}
	hunk->before_count = left;
	hunk->after_count = right;
}

GArray *hunks_new(char **before, char **after)
{
	GArray *hunks = g_array_new(FALSE, FALSE, sizeof(struct hunk));
	unsigned int lines = g_strv_length(before), others = g_strv_length(after);
	unsigned int i = 0, k = 0;

	while (i < lines || k < others) {
		struct hunk hunk = { i, 0, k, 0 };

		if (i < lines && k < others && !strcmp(before[i], after[k])) {
			i++;
			k++;
			continue;
		}
		skip(before + i, lines - i, after + k, others - k, &hunk);
		i += hunk.before_count;
		k += hunk.after_count;
		g_array_append_val(hunks, hunk);
	}
	return hunks;
}
