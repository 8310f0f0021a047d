/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_SYMBOLS_H
#define PTDESC_TREE_SYMBOLS_H

#include <glib.h>
#include "tree/tree.h"

/*
 * Those of @symbols (NULL-terminated) that a header under include/ or an architecture's
 * include/ of @tree names as a whole word: this decides "needs:" of rules; versions are never
 * asked.  A set of strings of its own; free with g_hash_table_unref().
 */
GHashTable *symbols_find(const struct tree *tree, const char *const *symbols);

#endif
