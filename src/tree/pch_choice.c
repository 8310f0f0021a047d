// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/pch_choice.h"

#include <string.h>

#include "base/file.h"

/* Headers beyond those that a few files include cost more to compile than they save. */
#define POPULAR 4
#define POPULAR_SHARE 8

static const char *entry_file(const json_t *entry)
{
	return json_string_value(json_array_get(entry, 0));
}

static const char *entry_set(const json_t *entry)
{
	return json_string_value(json_array_get(entry, 1));
}

static bool is_wanted(const struct objtree *objtree, const json_t *entry)
{
	return g_hash_table_contains(objtree->options->wanted, entry_file(entry));
}

/* -- sets -------------------------------------------------------------------------- */

static int compare_sets(gconstpointer a, gconstpointer b)
{
	const struct pch_set *left = a;
	const struct pch_set *right = b;

	if (left->units != right->units)
		return left->units < right->units ? 1 : -1;
	return strcmp(left->key, right->key);
}

static void count_unit(GArray *sets, const json_t *entry)
{
	struct pch_set fresh = { .key = entry_set(entry), .units = 1 };

	for (guint i = 0; i < sets->len; i++) {
		struct pch_set *set = &g_array_index(sets, struct pch_set, i);

		if (!strcmp(set->key, fresh.key)) {
			set->units++;
			return;
		}
	}
	g_array_append_val(sets, fresh);
}

GArray *pch_choose_sets(const struct objtree *objtree, const json_t *units)
{
	GArray *sets = g_array_new(FALSE, FALSE, sizeof(struct pch_set));
	const json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(units, "units"), i, entry) {
		if (is_wanted(objtree, entry))
			count_unit(sets, entry);
	}
	g_array_sort(sets, compare_sets);
	return sets;
}

/* -- headers ----------------------------------------------------------------------- */

/* Counts the <...> headers of one file in @counts, each once. */
static void count_headers(const char *path, GRegex *regex, GHashTable *counts)
{
	g_autofree char *text = file_read(path, NULL, NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	g_regex_match(regex, text ? text : "", 0, &match);
	for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
		char *header = g_match_info_fetch(match, 1);
		guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, header));

		if (g_hash_table_add(seen, g_strdup(header)))
			g_hash_table_insert(counts, header, GUINT_TO_POINTER(count + 1));
		else
			g_free(header);
	}
}

/* Those of asm/ and other places count on what those of linux/ have declared. */
static int compare_headers(gconstpointer a, gconstpointer b)
{
	const char *left = *(const char *const *)a;
	const char *right = *(const char *const *)b;
	int order = g_str_has_prefix(right, "linux/") - g_str_has_prefix(left, "linux/");

	return order ? order : strcmp(left, right);
}

/* The popular ones of @counts, which were found in @files files. */
static GPtrArray *popular(GHashTable *counts, guint files)
{
	GPtrArray *headers = g_ptr_array_new_with_free_func(g_free);
	guint least = CLAMP(files / POPULAR_SHARE + 1, 2, POPULAR);
	GHashTableIter iter;
	gpointer name, count;

	g_hash_table_iter_init(&iter, counts);
	while (g_hash_table_iter_next(&iter, &name, &count)) {
		if (GPOINTER_TO_UINT(count) >= least)
			g_ptr_array_add(headers, g_strdup(name));
	}
	g_ptr_array_sort(headers, compare_headers);
	return headers;
}

GPtrArray *pch_choose_headers(const struct objtree *objtree, const json_t *units, const char *key)
{
	g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	static const char pattern[] = "^[ \\t]*#[ \\t]*include[ \\t]*<([^>\\s]+\\.h)>";
	g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_MULTILINE | G_REGEX_RAW, 0, NULL);
	guint files = 0;
	const json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(units, "units"), i, entry) {
		g_autofree char *path = NULL;

		if (strcmp(entry_set(entry), key) || !is_wanted(objtree, entry))
			continue;
		path = g_build_filename(objtree->tree->path, entry_file(entry), NULL);
		files++;
		count_headers(path, regex, counts);
	}
	return popular(counts, files);
}
