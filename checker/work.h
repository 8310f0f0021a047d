/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_WORK_H
#define PTDESC_CHECKER_WORK_H

#include <stdbool.h>
#include <glib.h>
#include "checker/cache.h"
#include "checker/extract.h"
#include "tree/prepare.h"

/*
 * What there is to parse of a variant.  Private to the checker.
 */

/* A translation unit of a variant and what was last extracted from it. */
struct work {
	struct extract_request request;
	char *own_file;		/* for a request that is not one of the variant's units */
	const char **own_flags;	/* likewise */
	const char *alone;	/* the header that this unit is for (alone.h), or NULL */
	const char *pch;	/* the precompiled header it stands for or uses */
	struct cached_unit *unit;	/* what the plain tree gives, NULL before the first run */
};

struct variant_work {
	const struct prepared *prepared;
	GPtrArray *units;	/* of struct work * */
	GPtrArray *given_up;	/* likewise: remembered, but of no use */
	bool is_changed;	/* since the store was told which units there are */
};

/*
 * The units of @prepared, which is borrowed, whose file is in the set @wanted; those
 * of precompiled headers come first.  Free with variant_work_free().
 */
struct variant_work *variant_work_new(const struct prepared *prepared, GHashTable *wanted);
void variant_work_free(gpointer variant);

/* Adds @file, borrowed, with the flags of @like.  The work is the variant's. */
struct work *variant_work_add(struct variant_work *variant, const char *file,
			      const struct unit *like);

bool variant_work_has(const struct variant_work *variant, const char *file);

#endif
