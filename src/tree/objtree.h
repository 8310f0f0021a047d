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
 * done again.  A stamp holds the fingerprint of what the step was made from.  What make
 * left when it did not come to its end is not built upon: the directory is emptied.
 *
 * Two locks, each a file beside the directory: "lock" is held by the run that is making
 * something in it, "use" is shared by those that read it and exclusive to one that
 * changes what they read.  Who waits for "use" holds no other directory's, and who
 * has "use" waits for no "lock": nobody waits in a circle.
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
	int use;		/* the same of the other, exclusive, -1: nothing is being changed */
	bool empty;		/* nothing was made in it yet */
	GPtrArray *notes;	/* of char *, owned: for struct prepared */
};

/*
 * Opens the object tree and locks it against other runs, waiting for them.  It
 * is emptied first when it was made by another compiler, shim or variant definition.
 * @common is fingerprint_common() of the tree.
 */
bool objtree_open(struct objtree *objtree, guint64 common, GError **error);
void objtree_close(struct objtree *objtree);

/* To be called before anything is changed that runs read: waits for them to end. */
bool objtree_change(struct objtree *objtree, GError **error);

/* Back to where it was before the first step. */
bool objtree_empty(struct objtree *objtree, GError **error);

/*
 * Shares the object tree at @directory with others that only read it, waiting for one that
 * changes it: a descriptor to close in the end, -1 with @error.
 */
int objtree_use(const char *directory, GError **error);

/*
 * What was made in @directory, in one text for g_free(): as long as it stays the same,
 * so does all else.
 */
char *objtree_seal(const char *directory, bool with_pch);

/* The path of @name in the object tree, where Kbuild has nothing; for g_free(). */
char *objtree_path(const struct objtree *objtree, const char *name);

void objtree_progress(const struct objtree *objtree, const char *step);

#endif
