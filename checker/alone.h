/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_ALONE_H
#define PTDESC_CHECKER_ALONE_H

#include <stdbool.h>
#include <glib.h>
#include "checker/coverage.h"
#include "checker/work.h"
#include "tree/tree.h"

/*
 * Headers that the index chose and no unit of any variant includes: each is given a unit
 * of its own, which includes nothing else.  Private to the checker.
 */

/* Those of @files, a new array, that none of @variants (of struct variant_work *) read. */
GPtrArray *alone_find(const GPtrArray *files, const GPtrArray *variants);

/* Adds a unit to @variant for each of @headers that its architecture may include. */
void alone_add(struct variant_work *variant, const struct tree *tree, const GPtrArray *headers);

/*
 * Once these units were extracted: takes those that compiled from @headers, and the units
 * of the others, of which nothing is to be believed, from those of @variant; @coverage,
 * which may be NULL, is told why.
 */
void alone_sort_out(struct variant_work *variant, GPtrArray *headers,
		    struct coverage *coverage);

#endif
