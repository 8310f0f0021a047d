/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_MEASURE_H
#define PTDESC_CONVERT_BOOTSTRAP_MEASURE_H

#include <stdbool.h>
#include <glib.h>
#include "convert/bootstrap_data.h"
#include "convert/bootstrap_layout.h"
#include "tree/prepare.h"
#include "tree/tree.h"

/* What is parsed: headers of a tree, as it is and with other texts. */
struct measure {
	const struct tree *tree;
	const GPtrArray *prepared;	/* of struct prepared * */
	unsigned int jobs;
	GPtrArray *problems;		/* takes what could not be measured */
	GPtrArray *notes;		/* and what need not be */
};

/*
 * Measures the struct of @data on all variants, as they are configured and in the modes of
 * @data: an array of struct observation that owns them.  Variants on which the header does
 * not compile go to the problems, modes that no variant has to the notes.  NULL with
 * PTDESC_ERROR_INCOMPLETE when nothing is left, or when variants disagree about where
 * the struct is defined.
 */
GPtrArray *measure_layout(const struct measure *measure, const struct bootstrap_layout *data,
			  GError **error);

/*
 * Whether what was measured for @observations compiles as well with the texts of
 * @overlay (path relative to the tree -> text).  False with PTDESC_ERROR_INCOMPLETE saying
 * what does not.
 */
bool measure_prove(const struct measure *measure, const struct bootstrap_layout *data,
		   const GPtrArray *observations, GHashTable *overlay, GError **error);

/*
 * Whether the translation unit @text gives no error with the texts of @after that it
 * does not give with those of @before, on any variant.  False with PTDESC_ERROR_INCOMPLETE.
 */
bool measure_check(const struct measure *measure, const char *text, GHashTable *before,
		   GHashTable *after, GError **error);

#endif
