/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_OBJTREE_H
#define PTDESC_TREE_OBJTREE_H

#include <stdbool.h>
#include <glib.h>
#include "tree/compiler.h"
#include "tree/prepare.h"

/*
 * The object directory of one variant of one tree, below the ptdesc cache.
 *
 * Steps leave a stamp file when they are complete, so an interrupted one is
 * done again.  A stamp holds the fingerprint of what the step was made from.
 */
struct objtree {
	const struct tree *tree;		/* borrowed, as the next three */
	const struct variant *variant;
	const struct prepare_options *options;
	const struct compiler *compiler;
	char *directory;
	char *shim;		/* our copy of rules/shim, in the directory */
	char *stamp;		/* what the tree looks like now */
	unsigned int jobs;	/* for make */
	int lock;		/* file descriptor of the lock, held */
	GPtrArray *notes;	/* of char *, owned: for struct prepared */
};

/*
 * Opens the object tree and locks it against other runs, waiting for them.  It
 * is emptied first when it was made by another compiler, shim or variant definition.
 * @common is fingerprint_common() of the tree.
 */
bool objtree_open(struct objtree *objtree, guint64 common, GError **error);
void objtree_close(struct objtree *objtree);

/* The path of @name in the object tree, where Kbuild has nothing; for g_free(). */
char *objtree_path(const struct objtree *objtree, const char *name);

void objtree_progress(const struct objtree *objtree, const char *step);

#endif
