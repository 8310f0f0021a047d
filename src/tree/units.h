/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_UNITS_H
#define PTDESC_TREE_UNITS_H

#include <stdbool.h>
#include <glib.h>
#include <jansson.h>
#include "tree/objtree.h"

/*
 * The translation units that a set of Kbuild goals compiles, as the object tree keeps
 * them in a file: { "stamp": ..., "sources": ..., "sets": { KEY: [FLAG, ...], ... },
 * "units": [ [FILE, KEY, OWN FLAG, ...], ... ], "gaps": [TEXT, ...] }.  Most units share
 * one set of flags.
 */

/*
 * The units of mm/ and the architecture, or of the Kbuild goal @goal if it is not NULL;
 * from the file if the tree is as it was, else from make; for json_decref().  NULL with
 * @error when there are none.
 */
json_t *units_get(struct objtree *objtree, const char *goal, GError **error);

/*
 * Adds the units and gaps of @json to @prepared.  @pchs maps set keys to precompiled headers
 * that live as long as @prepared; it may be empty.
 */
void units_add(const json_t *json, const json_t *pchs, struct prepared *prepared);

/* Sorts the units of @prepared by file, then flags, and drops repetitions. */
void units_sort(struct prepared *prepared);

/* What the object tree keeps in @name if it has the stamp of the tree as it is, or NULL. */
json_t *units_read_file(const struct objtree *objtree, const char *name);

/* Puts the stamp into @json and writes it to @name. */
bool units_write_file(const struct objtree *objtree, const char *name, json_t *json,
		      GError **error);

#endif
