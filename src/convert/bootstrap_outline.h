/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_OUTLINE_H
#define PTDESC_CONVERT_BOOTSTRAP_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>
#include "convert/bootstrap_branches.h"

/*
 * What a header declares, in order, in all branches of its conditionals.
 */
struct declaration {
	char **names;		/* what it may be called: functions, macros, "struct page" */
	size_t start;		/* where its first line begins, comments before it not counted */
	size_t end;		/* where the line after it begins */
	unsigned int branch;
};

struct declarations {
	GPtrArray *items;	/* of struct declaration * */
	struct branches *branches;
};

/* Of @text, which may go away; free with declarations_free(). */
struct declarations *declarations_read(const char *text);
void declarations_free(struct declarations *outline);

/* The first item called @name at or after index @from, NULL when there is none. */
const struct declaration *declarations_find(const struct declarations *outline, const char *name,
					unsigned int from, unsigned int *index);

bool declarations_has(const struct declarations *outline, const char *name);

/*
 * The first offset behind all items that are called one of @names (NULL-terminated) at which
 * they are there whatever branches are taken that declare them: behind the conditional
 * when several of its branches do.  G_MAXSIZE with the first name that
 * is not declared in @missing.
 */
size_t declarations_behind(const struct declarations *outline, const char *const *names,
		      const char **missing);

#endif
