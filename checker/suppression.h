/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_SUPPRESSION_H
#define PTDESC_CHECKER_SUPPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>

/*
 * A comment by which the code allows what a rule finds: "ptdesc: allow RULE reason" at
 * the start of a line of it.
 */
struct suppression {
	char *rule;		/* as written; "" when none is named */
	bool has_reason;
	bool is_alone;		/* no code on the lines of the comment */
	unsigned int line, column;	/* of its "ptdesc:" */
	unsigned int first, last;	/* lines of the comment */
};

/* Those of a C source @text, in order: array of struct suppression for g_array_unref(). */
GArray *suppressions_parse(const char *text, size_t length);

#endif
