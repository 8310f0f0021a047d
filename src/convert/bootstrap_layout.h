/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_LAYOUT_H
#define PTDESC_CONVERT_BOOTSTRAP_LAYOUT_H

#include <glib.h>
#include "checker/layout.h"
#include "convert/bootstrap_data.h"
#include "convert/bootstrap_members.h"

/* The old struct as one variant in one mode has it. */
struct observation {
	char *where;		/* "x86_64", "m68k without memory control groups" */
	const char *variant;	/* the two parts of it, borrowed; no mode: as configured */
	const char *mode;
	struct layout *layout;	/* its members are those of the bootstrap_layout, in order */
};

void observation_free(gpointer observation);

/*
 * The text of @data with a declaration that puts each member where all of @observations
 * (struct observation *) have it in the old struct, whose own text is @members.  Members
 * that the old struct lacks are left out; conditionals are those of its text.  For the
 * caller to g_free(); NULL with PTDESC_ERROR_INCOMPLETE naming the member and
 * where, when there is no such declaration.
 */
char *bootstrap_declare(const struct bootstrap_layout *data, const struct members *members,
			const GPtrArray *observations, GError **error);

#endif
