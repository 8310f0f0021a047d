// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/patterns.h"

#include <glib.h>

struct pattern {
	GPatternSpec *spec;
	int value;
};

struct patterns {
	GArray *list;		/* of struct pattern */
	GHashTable *known;	/* name -> value + 1 */
};

static void clear_pattern(gpointer data)
{
	struct pattern *pattern = data;

	g_pattern_spec_free(pattern->spec);
}

struct patterns *patterns_new(void)
{
	struct patterns *patterns = g_new0(struct patterns, 1);

	patterns->list = g_array_new(FALSE, FALSE, sizeof(struct pattern));
	g_array_set_clear_func(patterns->list, clear_pattern);
	patterns->known = g_hash_table_new(NULL, NULL);
	return patterns;
}

void patterns_free(struct patterns *patterns)
{
	g_array_unref(patterns->list);
	g_hash_table_unref(patterns->known);
	g_free(patterns);
}

void patterns_add(struct patterns *patterns, const char *text, int value)
{
	struct pattern pattern = { g_pattern_spec_new(text), value };

	g_array_append_val(patterns->list, pattern);
}

static int match(const struct patterns *patterns, const char *name)
{
	for (unsigned int i = 0; i < patterns->list->len; i++) {
		const struct pattern *pattern = &g_array_index(patterns->list, struct pattern, i);

		if (g_pattern_spec_match_string(pattern->spec, name))
			return pattern->value;
	}
	return -1;
}

int patterns_find(struct patterns *patterns, const char *name)
{
	gpointer known;

	if (!g_hash_table_lookup_extended(patterns->known, name, NULL, &known)) {
		known = GINT_TO_POINTER(match(patterns, name) + 1);
		g_hash_table_insert(patterns->known, (gpointer)name, known);
	}
	return GPOINTER_TO_INT(known) - 1;
}
