/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_MEMBERS_H
#define PTDESC_CONVERT_BOOTSTRAP_MEMBERS_H

#include <stdbool.h>
#include <glib.h>
#include "tree/branches.h"

/*
 * The members of a struct as its text declares them, in all branches of its
 * conditionals; those of anonymous structs and unions inside of it belong to it.
 */
struct member_text {
	char *name;
	char *declaration;	/* "spinlock_t *ptl", blanks squeezed, without bit-field width */
	unsigned int branch;	/* of struct members' @branches */
};

struct members {
	GPtrArray *list;	/* of struct member_text *, in order */
	struct branches *branches;
};

/* Reads the text of one struct's definition; free with members_free(). */
struct members *members_read(const char *definition);
void members_free(struct members *members);

bool members_have(const struct members *members, const char *name);

/*
 * Appends to @text, with @indent before each, a line for every declaration of @name,
 * in the conditionals that it stands in: what @line makes of it, called with
 * each declaration and @data, for members_print() to g_free().  Where
 * all branches of a conditional give the same lines, these are written once and without it.
 */
void members_print(const struct members *members, const char *name, const char *indent,
		   char *(*line)(const struct member_text *member, const void *data),
		   const void *data, GString *text);

#endif
