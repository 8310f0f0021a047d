/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_RETIRE_H
#define PTDESC_CONVERT_BOOTSTRAP_RETIRE_H

#include <stdbool.h>
#include <glib.h>
#include "convert/bootstrap_data.h"
#include "tree/tree.h"

/*
 * Takes the functions that @patch retires out of their headers when nothing else in the tree
 * names them, with @texts over it, and renames what the documentation and comments say of
 * them.  All of them or none: what keeps them goes to @notes as lines for the user.
 * False with @error when the tree cannot be read.
 */
bool bootstrap_retire(const struct bootstrap_patch *patch, const struct tree *tree,
		      GHashTable *texts, GPtrArray *notes, GError **error);

/*
 * @text with each of @renames done where it is no part of a longer word, also over the ends
 * of lines; what underlines a heading gets its new length.  For the caller to g_free(); NULL:
 * no change.
 */
char *bootstrap_rename_words(const char *text, const struct bootstrap_rename *renames,
			     unsigned int count);

#endif
