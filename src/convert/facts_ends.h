/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_FACTS_ENDS_H
#define PTDESC_CONVERT_FACTS_ENDS_H

#include <stdbool.h>
#include <glib.h>
#include "checker/kinds.h"
#include "tree/tree.h"

/*
 * Where page tables begin and end their lives.
 *
 * A file's allocations and releases are converted when all of them are known to be of
 * page tables, and then all or none.  Memory of an order other than 0 is freed whole only
 * if it was allocated as one: what is freed in one file with the same words for its order
 * as it is allocated with in another of the same architecture makes the two depend
 * on each other.
 */
struct facts_ends;

/* From @facts, an array of struct kind_fact * that is borrowed.  Free with facts_ends_free(). */
struct facts_ends *facts_ends_new(const GPtrArray *facts, const struct tree *tree);
void facts_ends_free(struct facts_ends *ends);

/* Whether those of @file may be converted. */
bool facts_ends_may_convert(const struct facts_ends *ends, const char *file);

/* Whether all of those of @file are gone in its converted text @after. */
bool facts_ends_are_converted(const struct facts_ends *ends, const char *file,
			      const char *after);

/*
 * The files, of those that may be converted, that free what @file allocates; borrowed, for
 * g_ptr_array_unref().
 */
GPtrArray *facts_ends_freeing(const struct facts_ends *ends, const char *file);

#endif
