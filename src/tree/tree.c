// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"

/* The canonical form of @path, for g_free(); NULL when there is no such file. */
static char *canonical_path(const char *path)
{
	char *real = realpath(path, NULL);
	char *copy = g_strdup(real);

	free(real);
	return copy;
}

static bool check_tree(const char *path, GError **error)
{
	static const char *const needed[] = { "Makefile", "arch", "include/linux/mm_types.h" };

	if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s is not a directory", path);
		return false;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(needed); i++) {
		g_autofree char *file = g_build_filename(path, needed[i], NULL);

		if (g_file_test(file, G_FILE_TEST_EXISTS))
			continue;
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s is not a kernel tree: it has no %s", path, needed[i]);
		return false;
	}
	return true;
}

/* What "@name = ..." at the start of a line of @makefile says, or "". */
static char *makefile_value(const char *makefile, const char *name)
{
	g_autofree char *pattern = g_strdup_printf("^%s[ \\t]*=[ \\t]*([^\\s#]*)", name);
	g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	if (!g_regex_match(regex, makefile, 0, &match))
		return g_strdup("");
	return g_match_info_fetch(match, 1);
}

static char *read_version(const char *path, GError **error)
{
	g_autofree char *file = g_build_filename(path, "Makefile", NULL);
	g_autofree char *text = file_read(file, NULL, error);
	g_autofree char *version = NULL;
	g_autofree char *patchlevel = NULL;
	g_autofree char *sublevel = NULL;
	g_autofree char *extra = NULL;

	if (!text)
		return NULL;
	version = makefile_value(text, "VERSION");
	patchlevel = makefile_value(text, "PATCHLEVEL");
	sublevel = makefile_value(text, "SUBLEVEL");
	extra = makefile_value(text, "EXTRAVERSION");
	if (!*version || !*patchlevel) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s is not a kernel's: it sets no VERSION and PATCHLEVEL", file);
		return NULL;
	}
	return g_strconcat(version, ".", patchlevel, *sublevel ? "." : "", sublevel, extra, NULL);
}

struct tree *tree_open(const char *path, GError **error)
{
	g_autofree char *real = canonical_path(path);
	struct tree *tree;
	char *version;

	if (!check_tree(real ? real : path, error))
		return NULL;
	version = read_version(real, error);
	if (!version)
		return NULL;
	tree = g_new0(struct tree, 1);
	tree->path = g_steal_pointer(&real);
	tree->version = version;
	return tree;
}

char *tree_around(const char *path)
{
	char *directory = canonical_path(path);

	while (directory && !check_tree(directory, NULL)) {
		char *above = strcmp(directory, "/") != 0 ? g_path_get_dirname(directory) : NULL;

		g_free(directory);
		directory = above;
	}
	return directory;
}

void tree_free(struct tree *tree)
{
	if (!tree)
		return;
	g_free(tree->version);
	g_free(tree->path);
	g_free(tree);
}

/* What follows the tree's path in @real, "." for the tree itself, NULL outside of it. */
static const char *inside(const struct tree *tree, const char *real)
{
	return strcmp(real, tree->path) == 0 ? "." : file_below(tree->path, real);
}

char *tree_relative(const struct tree *tree, const char *path, GError **error)
{
	g_autofree char *in_tree = g_build_filename(tree->path, path, NULL);
	const char *const candidates[] = { path, g_path_is_absolute(path) ? NULL : in_tree };
	bool exists = false;

	for (size_t i = 0; i < G_N_ELEMENTS(candidates) && candidates[i]; i++) {
		g_autofree char *real = canonical_path(candidates[i]);
		const char *relative = real ? inside(tree, real) : NULL;

		if (relative)
			return g_strdup(relative);
		exists |= real != NULL;
	}
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
		    exists ? "%s lies outside of the tree %s" : "%s: no such file in %s",
		    path, tree->path);
	return NULL;
}

char *tree_read(const struct tree *tree, const char *file, size_t *length, GError **error)
{
	g_autofree char *path = g_build_filename(tree->path, file, NULL);

	return file_read(path, length, error);
}
