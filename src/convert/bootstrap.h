/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_H
#define PTDESC_CONVERT_BOOTSTRAP_H

#include <stdbool.h>
#include <glib.h>
#include "convert/bootstrap_data.h"
#include "convert/convert.h"
#include "tree/tree.h"

/*
 * The patches around the conversion of a tree that has no struct ptdesc, or not all
 * that the semantic patches call: before it what they need, after it what nothing
 * needs any more.  The tree is never written to.
 */
struct bootstrap_request {
	const struct tree *tree;
	const char *rules_dir;		/* where bootstrap/ is */
	const char *cocci_dir;
	const struct spatch *spatch;
	unsigned int jobs;
	GPtrArray *problems;		/* takes what could not be looked at */
};

/* One patch that came out of it. */
struct bootstrap_part {
	char *title;
	char *description;		/* filled for a mail */
	struct conversion *conversion;
};

struct bootstrap;

/*
 * Reads the rules and finds out what the tree has.  All of @request, which is copied, must
 * outlive the result; free with bootstrap_free().  NULL with @error.
 */
struct bootstrap *bootstrap_new(const struct bootstrap_request *request, GError **error);
void bootstrap_free(struct bootstrap *bootstrap);

/* Whether the tree lacks anything. */
bool bootstrap_is_needed(const struct bootstrap *bootstrap);

/* The variants that the rules measure, comma-separated; for the caller to g_free(). */
char *bootstrap_variants(const struct bootstrap *bootstrap);

/*
 * Makes what comes before the conversion, measuring and checking with @prepared (of
 * struct prepared *).  False with PTDESC_ERROR_INCOMPLETE saying what is in the way.
 */
bool bootstrap_before(struct bootstrap *bootstrap, const GPtrArray *prepared, GError **error);

/*
 * Takes over what @conversion, which stood on bootstrap_texts(), changed, and makes what
 * comes after it.
 */
bool bootstrap_after(struct bootstrap *bootstrap, const struct conversion *conversion,
		     GError **error);

/* The files as they have become: path -> text; borrowed. */
GHashTable *bootstrap_texts(const struct bootstrap *bootstrap);

/* Of struct bootstrap_part *, in order; borrowed. */
const GPtrArray *bootstrap_leading(const struct bootstrap *bootstrap);
const GPtrArray *bootstrap_trailing(const struct bootstrap *bootstrap);

/* Lines for the user that are no problems, of char *; borrowed. */
const GPtrArray *bootstrap_notes(const struct bootstrap *bootstrap);

#endif
