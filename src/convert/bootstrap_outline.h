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
struct outline_item {
	char **names;		/* what it may be called: functions, macros, "struct page" */
	size_t start;		/* where its first line begins, comments before it not counted */
	size_t end;		/* where the line after it begins */
	unsigned int branch;
};

struct outline {
	GPtrArray *items;	/* of struct outline_item * */
	struct branches *branches;
};

/* Of @text, which may go away; free with outline_free(). */
struct outline *outline_read(const char *text);
void outline_free(struct outline *outline);

/* The first item called @name at or after index @from, NULL when there is none. */
const struct outline_item *outline_find(const struct outline *outline, const char *name,
					unsigned int from, unsigned int *index);

bool outline_has(const struct outline *outline, const char *name);

/*
 * The first offset behind all items that are called one of @names (NULL-terminated) at which
 * they are there whatever branches are taken that declare them: behind the conditional
 * when several of its branches do.  G_MAXSIZE with the first name that
 * is not declared in @missing.
 */
size_t outline_behind(const struct outline *outline, const char *const *names,
		      const char **missing);

#endif
