// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/index.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"
#include "tree/walk.h"
#include "tree/words.h"

/* One scan, shared by its threads. */
struct scan {
	const struct tree *tree;
	struct words *words;
	GMutex lock;			/* for the two arrays below */
	GPtrArray *found;
	GPtrArray *unreadable;		/* borrowed */
};

static void collect_source(const char *path, const char *name, void *data)
{
	if (file_is_source(name))
		g_ptr_array_add(data, g_strdup(path));
}

/* Sorts @paths and drops what overlapping start directories gave twice. */
static void sort_paths(GPtrArray *paths)
{
	guint kept = 0;

	strings_sort(paths);
	for (guint i = 0; i < paths->len; i++) {
		if (kept && !strcmp(paths->pdata[kept - 1], paths->pdata[i])) {
			g_free(paths->pdata[i]);
			continue;
		}
		paths->pdata[kept++] = paths->pdata[i];
	}
	/* The tail holds freed or moved pointers: forget it without freeing. */
	g_ptr_array_set_free_func(paths, NULL);
	g_ptr_array_set_size(paths, (gint)kept);
	g_ptr_array_set_free_func(paths, g_free);
}

static GPtrArray *list_sources(const struct tree *tree, const char *const *paths)
{
	static const char *const usual[] = { "arch", "mm", "include", NULL };
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	for (const char *const *path = paths ? paths : usual; *path; path++)
		walk_files(tree->path, strcmp(*path, ".") ? *path : "", collect_source, files);
	sort_paths(files);
	return files;
}

static void scan_add(struct scan *scan, GPtrArray *paths, const char *path)
{
	if (!paths)
		return;
	g_mutex_lock(&scan->lock);
	g_ptr_array_add(paths, g_strdup(path));
	g_mutex_unlock(&scan->lock);
}

static void scan_file(gpointer data, gpointer user_data)
{
	struct scan *scan = user_data;
	size_t length;
	g_autofree char *text = tree_read(scan->tree, data, &length, NULL);

	if (!text)
		scan_add(scan, scan->unreadable, data);
	else if (words_match(scan->words, text, length))
		scan_add(scan, scan->found, data);
}

GPtrArray *index_files(const struct tree *tree, const char *const *paths,
		       const char *const *words, GPtrArray *unreadable, GError **error)
{
	struct scan scan = { .tree = tree, .unreadable = unreadable };
	g_autoptr(GPtrArray) files = NULL;
	GThreadPool *pool = g_thread_pool_new(scan_file, &scan, (gint)g_get_num_processors(),
					      FALSE, NULL);

	if (!pool) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot start threads to scan %s", tree->path);
		return NULL;
	}
	files = list_sources(tree, paths);
	scan.words = words_new(words);
	scan.found = g_ptr_array_new_with_free_func(g_free);
	g_mutex_init(&scan.lock);
	for (guint i = 0; i < files->len; i++)
		g_thread_pool_push(pool, files->pdata[i], NULL);
	g_thread_pool_free(pool, FALSE, TRUE);
	g_mutex_clear(&scan.lock);
	words_free(scan.words);
	sort_paths(scan.found);
	if (unreadable)
		sort_paths(unreadable);
	return scan.found;
}

bool index_text_matches(const char *text, size_t length, const char *const *words)
{
	struct words *set = words_new(words);
	bool matches = words_match(set, text, length);

	words_free(set);
	return matches;
}
