/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_OVERLAY_H
#define PTDESC_CHECKER_OVERLAY_H

#include <stdbool.h>
#include <glib.h>
#include "checker/layout.h"
#include "checker/rules.h"

/*
 * A record that lies over another, member by member, as one variant has it.
 */

struct overlay_member {
	char *name, *type;		/* as the source spells them */
	guint64 offset, size;		/* bytes */
	unsigned int line;
	GPtrArray *over;		/* of char *: members of the other record that share bytes */
	GPtrArray *asserted;		/* of char *: those asserted to have its offset */
	GPtrArray *missing;		/* of char *: those that ought to be and are not */
	GPtrArray *broken;		/* of char *: those of either that have another offset */
};

struct overlay {
	const struct rule_overlay *rule;	/* borrowed */
	char *file;			/* of the record's definition, absolute */
	guint64 size, over_size;	/* bytes */
	GPtrArray *members;		/* of struct overlay_member *, in the order of the source */
	GPtrArray *others;		/* of struct overlay_member *: those of the other record, the
					 * lists empty but for @over, which has ours */
};

/*
 * Measures the overlays that @rules know in the flags of @probe, whose text and members do not
 * matter: an array that owns those whose two records there are.  Errors in the headers go to
 * @errors (of char *, owned).  NULL with @error when libclang gave no translation unit.
 */
GPtrArray *overlays_measure(const struct layout_probe *probe, const struct rules *rules,
			    GPtrArray *errors, GError **error);

#endif
