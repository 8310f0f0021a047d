/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_OUTLINE_H
#define PTDESC_TREE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>
#include "tree/branches.h"
#include "tree/words.h"

/*
 * What a C file holds, as its text shows it, whatever a configuration makes of it:
 * its declarations, its conditional branches, and where it uses the words of a set.
 */
enum outline_kind {
	OUTLINE_FUNCTION,	/* a function with its body */
	OUTLINE_DATA,		/* a variable with its initialiser */
	OUTLINE_MACRO,		/* a macro that does more than name a constant */
	OUTLINE_OTHER,		/* other macros, types, what is declared and not defined */
};

struct outline_item {
	enum outline_kind kind;
	char **names;		/* what it may be called, the likeliest first: "f", "struct page" */
	unsigned int first, last;	/* lines */
	size_t start, end;	/* bytes: where its first line and the line after it begin */
	unsigned int branch;	/* that all of it lies in */
};

/*
 * A line of an item that holds a word in code: not in a comment, in a string, or as
 * the operand of sizeof or offsetof.  What is OUTLINE_OTHER has no uses.
 */
struct outline_use {
	unsigned int line;
	int item;
	unsigned int branch;
};

struct outline {
	GArray *items;		/* of struct outline_item, in order of their ends */
	struct branches *branches;
	GArray *uses;		/* of struct outline_use, in order of lines, each line once */
};

/*
 * The outline of @text of @length bytes, which may go away; without uses when @words is NULL.
 * Free with outline_free().
 */
struct outline *outline_new(const char *text, size_t length, const struct words *words);
void outline_free(struct outline *outline);

const struct outline_item *outline_item(const struct outline *outline, unsigned int index);

/* The first item called @name at or after index @from, NULL when there is none. */
const struct outline_item *outline_find(const struct outline *outline, const char *name,
					unsigned int from, unsigned int *index);

bool outline_has(const struct outline *outline, const char *name);

/* The first item whose lines hold byte @offset, NULL when there is none. */
const struct outline_item *outline_at(const struct outline *outline, size_t offset);

/* The innermost function, data or macro that @line lies in, NULL when there is none. */
const struct outline_item *outline_definition_at(const struct outline *outline,
						 unsigned int line);

/*
 * The first offset behind all items that are called one of @names (NULL-terminated, not empty) at
 * which they are there whatever branches are taken that declare them: behind the
 * conditional when several of its branches do.  G_MAXSIZE with the first name that is
 * not declared in @missing.
 */
size_t outline_behind(const struct outline *outline, const char *const *names,
		      const char **missing);

#endif
