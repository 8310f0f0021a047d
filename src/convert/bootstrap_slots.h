/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_SLOTS_H
#define PTDESC_CONVERT_BOOTSTRAP_SLOTS_H

#include <stdbool.h>
#include <glib.h>
#include "convert/bootstrap_layout.h"

/* A member of the old struct that the descriptor takes over. */
struct field {
	const struct bootstrap_member *data;
	unsigned int index;	/* into the layouts of the observations */
	struct field *before;	/* the field whose place ends where this one begins, or NULL */
	unsigned int words;	/* of padding before it otherwise */
	bool is_paired;		/* another field's @before */
};

/* Fields that share their place: a union, or a single field. */
struct slot {
	GPtrArray *fields;	/* of struct field *, in the order of the data; owned */
	unsigned int words;	/* of padding beside them, for the slot after it; 0: none */
};

/*
 * Puts the members of @data that @members has into slots, in the order of their
 * offsets, so that a struct of them lies over the old one in all of @observations.  An
 * array of struct slot that owns them; NULL with PTDESC_ERROR_INCOMPLETE.
 */
GPtrArray *slots_make(const struct bootstrap_layout *data, const struct members *members,
		      const GPtrArray *observations, GError **error);

#endif
