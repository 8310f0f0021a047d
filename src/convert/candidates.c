// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/candidates.h"

#include <fts.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"
#include "convert/problem.h"
#include "tree/index.h"
#include "tree/walk.h"

/* Every keyword of @patches once, borrowed; NULL when one has none: all files match. */
static GPtrArray *collect_keywords(const GPtrArray *patches)
{
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *words = g_ptr_array_new();

	for (unsigned int i = 0; i < patches->len; i++) {
		const struct semantic_patch *patch = patches->pdata[i];

		if (!patch->keywords) {
			g_ptr_array_unref(words);
			return NULL;
		}
		for (char **word = patch->keywords; *word; word++)
			if (g_hash_table_add(known, *word))
				g_ptr_array_add(words, *word);
	}
	g_ptr_array_add(words, NULL);
	return words;
}

static void collect_source(const char *path, const char *name, void *data)
{
	if (file_is_source(name))
		g_hash_table_add(data, g_strdup(path));
}

static GPtrArray *list_all(const struct tree *tree, const char *const *paths)
{
	g_autoptr(GHashTable) set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	gpointer path;

	for (; *paths; paths++)
		walk_files(tree->path, strcmp(*paths, ".") ? *paths : "", collect_source, set);
	g_hash_table_iter_init(&iter, set);
	while (g_hash_table_iter_next(&iter, &path, NULL)) {
		g_hash_table_iter_steal(&iter);
		g_ptr_array_add(files, path);
	}
	strings_sort(files);
	return files;
}

/* A symbolic link to a source file that holds one of @words. */
static void look_at_link(const struct tree *tree, const char *path, const GPtrArray *words,
			 GPtrArray *problems)
{
	struct stat status;
	size_t length = 0;
	g_autofree char *text = NULL;

	if (!file_is_source(path) || stat(path, &status) < 0 || !S_ISREG(status.st_mode))
		return;
	text = file_read(path, &length, NULL);
	if (text && (!words || index_text_matches(text, length,
						  (const char *const *)words->pdata)))
		problems_add(problems, "%s: is a symbolic link: not looked at",
			     path + strlen(tree->path) + 1);
}

/* The scan for candidates does not follow links, so they are looked for here. */
static void find_links(const struct tree *tree, const char *start, const GPtrArray *words,
		       GPtrArray *problems)
{
	g_autofree char *root = strcmp(start, ".") ?
		g_build_filename(tree->path, start, NULL) : g_strdup(tree->path);
	char *roots[] = { root, NULL };
	FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *entry;

	if (!walk)
		return;
	while ((entry = fts_read(walk)))
		if (entry->fts_info == FTS_SL || entry->fts_info == FTS_SLNONE)
			look_at_link(tree, entry->fts_path, words, problems);
		else if (entry->fts_info == FTS_DNR)
			problems_add(problems, "%s: cannot be read",
				     entry->fts_path + strlen(tree->path) + 1);
		else if (entry->fts_info == FTS_D && !strcmp(entry->fts_name, ".git"))
			fts_set(walk, entry, FTS_SKIP);
	fts_close(walk);
}

const char *const candidates_usual[] = { "arch", "mm", "include", NULL };

GPtrArray *candidates_find(const struct tree *tree, const GPtrArray *patches,
			   const char *const *paths, GPtrArray *problems, GError **error)
{
	g_autoptr(GPtrArray) unreadable = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) words = collect_keywords(patches);
	GPtrArray *files;

	if (!paths)
		paths = candidates_usual;
	if (words)
		files = index_files(tree, paths, (const char *const *)words->pdata, unreadable,
				    error);
	else
		files = list_all(tree, paths);
	if (!files)
		return NULL;
	for (unsigned int i = 0; i < unreadable->len; i++)
		problems_add(problems, "%s: cannot be read", (char *)unreadable->pdata[i]);
	for (; *paths; paths++)
		find_links(tree, *paths, words, problems);
	return files;
}

bool candidate_matches(const struct workspace *workspace, const char *file,
		       const struct semantic_patch *patch, const struct spatch *spatch)
{
	if (g_str_has_suffix(file, ".h") && !spatch_wants_headers(spatch, patch))
		return false;
	return workspace_matches(workspace, file, (const char *const *)patch->keywords);
}
