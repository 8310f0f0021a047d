// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/symbols.h"

#include "tree/walk.h"
#include "tree/words.h"

struct search {
	const struct tree *tree;
	struct words *words;
	guint wanted;
	GHashTable *found;
};

static void add_found(const char *word, size_t length, void *data)
{
	struct search *search = data;

	g_hash_table_add(search->found, g_strndup(word, length));
}

static void read_header(const char *path, const char *name, void *data)
{
	struct search *search = data;
	g_autofree char *text = NULL;
	size_t length;

	/* Device tree constants: a third of the files, and no C. */
	if (g_hash_table_size(search->found) == search->wanted ||
	    !g_str_has_suffix(name, ".h") || g_str_has_prefix(path, "include/dt-bindings/"))
		return;
	text = tree_read(search->tree, path, &length, NULL);
	if (text)
		words_find(search->words, text, length, add_found, search);
}

static guint count_distinct(const char *const *symbols)
{
	g_autoptr(GHashTable) set = g_hash_table_new(g_str_hash, g_str_equal);

	for (; *symbols; symbols++)
		g_hash_table_add(set, (gpointer)*symbols);
	return g_hash_table_size(set);
}

GHashTable *symbols_find(const struct tree *tree, const char *const *symbols)
{
	g_autofree char *archs = g_build_filename(tree->path, "arch", NULL);
	g_autoptr(GDir) dir = g_dir_open(archs, 0, NULL);
	struct search search = {
		.tree = tree, .words = words_new(symbols), .wanted = count_distinct(symbols),
		.found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
	};
	const char *arch;

	walk_files(tree->path, "include", read_header, &search);
	while (dir && (arch = g_dir_read_name(dir))) {
		g_autofree char *headers = g_build_filename("arch", arch, "include", NULL);

		walk_files(tree->path, headers, read_header, &search);
	}
	words_free(search.words);
	return search.found;
}
