/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_MACROS_H
#define PTDESC_TREE_MACROS_H

#include <glib.h>
#include "tree/tree.h"

/*
 * The macros that @files (of char *, relative to @tree) define and that are one of @words
 * (NULL-terminated) or use one, themselves or through another of them.  A superset, for
 * no preprocessor is asked.  Sorted and owned by the array, which ends with NULL.
 */
GPtrArray *macros_find(const struct tree *tree, const GPtrArray *files,
		       const char *const *words);

#endif
