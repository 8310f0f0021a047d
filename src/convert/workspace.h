/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_WORKSPACE_H
#define PTDESC_CONVERT_WORKSPACE_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>
#include "tree/tree.h"

/*
 * Scratch copies of some files of a tree, outside of it: below "a" as the tree
 * has them, below "b" for spatch to work on.  Different threads may use
 * different files of one workspace.
 */
struct workspace {
	const struct tree *tree;	/* borrowed */
	GHashTable *base;		/* file -> text that stands for the tree's; or NULL; borrowed */
	char *directory;		/* holds a, b, and lists for spatch */
	char *before;			/* DIRECTORY/a */
	char *after;			/* DIRECTORY/b */
};

/*
 * Empty, over @tree with the texts of @base (or NULL); free with workspace_free(), which
 * removes the copies.
 */
struct workspace *workspace_new(const struct tree *tree, GHashTable *base, GError **error);
void workspace_free(struct workspace *workspace);

/*
 * Copies @file (relative to the tree) to both sides, with the mode bits that git knows of.
 * False, with a line in @problems, for what must not be rewritten: symbolic
 * links, CRLF line ends, text that is not UTF-8, and what cannot be read.
 */
bool workspace_take(struct workspace *workspace, const char *file, GPtrArray *problems);

/* Whether the text of @file, converted so far, holds one of @words; NULL words: true. */
bool workspace_matches(const struct workspace *workspace, const char *file,
		       const char *const *words);

/* The text of @file on the "b" side, for the caller to g_free(). */
char *workspace_text(const struct workspace *workspace, const char *file, size_t *length,
		     GError **error);

/* The text of @file on the "a" side, for the caller to g_free(). */
char *workspace_original(const struct workspace *workspace, const char *file, size_t *length,
			 GError **error);

/* Replaces the text of @file on the "b" side, keeping its mode. */
bool workspace_put(const struct workspace *workspace, const char *file, const char *text,
		   size_t length, GError **error);

/*
 * Whether the two sides of @file differ.  What was never taken does not.
 */
bool workspace_changed(const struct workspace *workspace, const char *file);

#endif
