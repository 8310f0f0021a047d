/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_PCH_H
#define PTDESC_TREE_PCH_H

#include <jansson.h>
#include "tree/objtree.h"

/*
 * Precompiles the <linux/...> headers that many of the mm/ files among @units
 * include, with the set of flags that most units have, and with others that many have.
 * It is kept in the object tree: { "header": PATH, "pchs": { KEY: PATH, ... } } with the keys
 * of the sets of @units, the one of mm/memory.c first.
 * A header that does not compile is left out; where none is left there is no PCH.
 * Never NULL; for json_decref().
 */
json_t *pch_get(struct objtree *objtree, const json_t *units);

#endif
