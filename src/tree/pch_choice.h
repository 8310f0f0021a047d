/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_PCH_CHOICE_H
#define PTDESC_TREE_PCH_CHOICE_H

#include <jansson.h>
#include "tree/objtree.h"

/* What to precompile.  @units is as units_get() has it; its files count if they are wanted. */

/* A set of flags and how many units have it. */
struct pch_set {
	const char *key;	/* borrowed from the units */
	guint units;
};

/* The sets of the wanted files, of struct pch_set, the one of most units first. */
GArray *pch_choose_sets(const struct objtree *objtree, const json_t *units);

/*
 * The headers that enough of the units of the set @key include, as char *, owned, in
 * an order in which they are likely to compile.
 */
GPtrArray *pch_choose_headers(const struct objtree *objtree, const json_t *units,
			      const char *key);

#endif
