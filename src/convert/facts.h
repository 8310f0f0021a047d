/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_FACTS_H
#define PTDESC_CONVERT_FACTS_H

#include <stdbool.h>
#include <glib.h>
#include "checker/kinds.h"
#include "convert/cocci.h"
#include "convert/facts_ends.h"

/*
 * What the checker knows of variables, as evidence for semantic patches.
 *
 * A semantic patch that has a use for it says so in its header,
 *
 *	// Facts: variables told, new
 *
 * where the words after the first are rules of its own.  In a copy for one file, the rule
 * @fact_told, which never matches as it stands, takes the name and the place of @told.
 * "variables" makes its metavariable f a function of that file and the other identifier
 * a local variable in it that holds page tables; "parameters" is the same for parameters
 * of functions that only the file knows; "ends" makes f a function that allocates or
 * releases page tables (facts_ends.h).
 */
struct facts;

/*
 * Those of @kinds, of @tree, that are proven, but for the files in the set @unsure, of which not all
 * was seen.  Borrows from @kinds.  Free with facts_free().
 */
struct facts *facts_new(struct kinds *kinds, const struct tree *tree, GHashTable *unsure);
void facts_free(struct facts *facts);

/* Its allocations and releases, borrowed. */
const struct facts_ends *facts_ends(const struct facts *facts);

/* The files something is known of, sorted, borrowed; for g_ptr_array_unref(). */
GPtrArray *facts_files(const struct facts *facts);

/*
 * The copies of @patch for @file, as texts of the array; none when nothing is known.
 * PTDESC_ERROR_USAGE when a rule that the header names is not there.
 */
GPtrArray *facts_instances(const struct facts *facts, const struct semantic_patch *patch,
			   const char *file, GError **error);

#endif
