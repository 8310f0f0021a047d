/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_TREE_H
#define PTDESC_TREE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>

/* A kernel source tree.  Nothing here ever writes into it. */
struct tree {
	char *path;		/* absolute, no symlink, no final slash */
	char *version;		/* what its Makefile says: "6.12.117" */
};

/*
 * Opens the tree at @path.  NULL with PTDESC_ERROR_USAGE when @path is not a
 * directory or not a kernel tree (it must hold Makefile, arch/ and
 * include/linux/mm_types.h).  Free with tree_free().
 */
struct tree *tree_open(const char *path, GError **error);
void tree_free(struct tree *tree);

/* The path of the kernel tree that @path lies in, for g_free(), or NULL. */
char *tree_around(const char *path);

/*
 * @path, given absolute or relative to the working directory or to the tree,
 * relative to the tree; for the caller to g_free().  NULL with
 * PTDESC_ERROR_USAGE when there is no such file or it lies outside.
 */
char *tree_relative(const struct tree *tree, const char *path, GError **error);

/* The text of @file, which is relative to @tree: see file_read(). */
char *tree_read(const struct tree *tree, const char *file, size_t *length, GError **error);

#endif
