/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_INDEX_H
#define PTDESC_TREE_INDEX_H

#include <stdbool.h>
#include <glib.h>
#include "tree/tree.h"

/*
 * Which files matter, by a plain text scan.
 */

/*
 * The .c and .h files of @tree below @paths (relative to the tree, files or
 * directories, NULL-terminated; NULL: arch/, mm/ and include/) that hold at least
 * one of @words (NULL-terminated) as a whole identifier.  Sorted paths relative to the
 * tree, each owned by the array.  Symbolic links are not followed.
 * Files that cannot be read are added to @unreadable in the same form.
 */
GPtrArray *index_files(const struct tree *tree, const char *const *paths,
		       const char *const *words, GPtrArray *unreadable, GError **error);

/* Whether @text of @length bytes holds one of @words as a whole identifier. */
bool index_text_matches(const char *text, size_t length, const char *const *words);

#endif
