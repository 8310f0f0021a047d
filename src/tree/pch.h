/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_PCH_H
#define PTDESC_TREE_PCH_H

#include <stdbool.h>
#include <jansson.h>
#include "tree/objtree.h"

/*
 * Precompiles the headers that the wanted files among @units like to include, once for each
 * set of flags that enough of them have; sets that differ little share one.
 * It is kept in the object tree: { "pchs": { KEY: PATH, ... }, "sums": { PATH: SUM, ... } }
 * with keys of the sets of @units; of two that were made of the same text the sum is the same.  Which files were wanted is not asked again: without a precompiled header a
 * unit only takes longer.
 * A header that does not compile is left out; where none is left there is no PCH.
 * Never NULL; for json_decref().
 */
json_t *pch_get(struct objtree *objtree, const json_t *units);

/*
 * Whether what is at @path still is what had @sum: libclang believes all that a damaged one
 * says.  One that is not is removed, for the next run to make it anew.
 */
bool pch_is_intact(const char *path, const char *sum);

/* The header that includes all that is in @pch, a path from pch_get(); for g_free(). */
char *pch_source(const char *pch);

/*
 * The files that were read for @pch, absolute, NULL-terminated, owned by the caller; names
 * may be relative to @directory, that of the object tree.  NULL when they are not known.
 * Kbuild takes no tree with blanks in its path.
 */
GPtrArray *pch_files(const char *pch, const char *directory);

/*
 * The macros that headers in @pch test, as a set of strings of its own: a unit that defines one
 * of them before an #include cannot use it (directives.h).  NULL when they are not known.
 */
GHashTable *pch_macros(const char *pch);

#endif
