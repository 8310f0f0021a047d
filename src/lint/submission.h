/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_LINT_SUBMISSION_H
#define PTDESC_LINT_SUBMISSION_H

#include <stdbool.h>
#include <glib.h>
#include "tree/tree.h"

/*
 * A submission: one patch or a mailbox of them, applied to scratch copies of the
 * files it touches.  The tree is never written to and nothing of a patch is run;
 * reading and applying is git's (git-mailsplit(1), git-mailinfo(1), git-apply(1)).
 */
struct submission {
	GHashTable *files;	/* path -> text after the patch, for every file that it
				 * leaves behind; relative to the tree; owned */
	GHashTable *added;	/* path -> GHashTable set of line numbers the patch wrote */
	GHashTable *created;	/* set of those among @files that the tree does not have */
	GPtrArray *removed;	/* of char *: files the patch deletes or renames, sorted */
};

/*
 * Reads @path ("-": standard input) and applies it.  NULL with PTDESC_ERROR_USAGE
 * naming the patch, what git says of it and what to do, when it is no patch or does
 * not apply.  Free with submission_free().
 */
struct submission *submission_read(const struct tree *tree, const char *path, GError **error);
void submission_free(struct submission *submission);

/* Whether the submission wrote line @line of @file. */
bool submission_wrote(const struct submission *submission, const char *file,
		      unsigned int line);

#endif
