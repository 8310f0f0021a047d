/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_OUTLINE_H
#define PTDESC_TREE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>
#include "tree/words.h"

/*
 * What a C file holds, as its text shows it, whatever a configuration makes of it:
 * its definitions, its conditional branches, and where it uses the words of a set.
 */
enum outline_kind {
	OUTLINE_FUNCTION,	/* a function with its body */
	OUTLINE_DATA,		/* a variable with its initialiser */
	OUTLINE_MACRO,		/* a macro that does more than name a constant */
};

struct outline_item {
	enum outline_kind kind;
	char *name;
	unsigned int first, last;	/* lines */
};

/* The lines between two of #if, #elif, #else and #endif. */
struct outline_branch {
	char *condition;	/* as written: "#ifdef CONFIG_X", "#else of #ifdef CONFIG_X" */
	int parent;		/* the branch it lies in, -1: none */
	unsigned int first, last;	/* lines, those of its directives among them */
	unsigned int group_first, group_last;	/* the lines from its #if to its #endif */
	bool never;		/* "#if 0", or the other side of "#if 1" */
	bool always;		/* an include guard, or what hides C from the assembler */
};

/*
 * A line of an item that holds a word in code: not in a comment, in a string, or as
 * the operand of sizeof or offsetof.  Declarations and types have no uses.
 */
struct outline_use {
	unsigned int line;
	int item, branch;	/* branch -1: none */
};

struct outline {
	GArray *items;		/* of struct outline_item, in order of their ends */
	GArray *branches;	/* of struct outline_branch */
	GArray *uses;		/* of struct outline_use, in order of lines, each line once */
};

/* The outline of @text of @length bytes.  Free with outline_free(). */
struct outline *outline_new(const char *text, size_t length, const struct words *words);
void outline_free(struct outline *outline);

/* The index of the item that @line lies in, -1: none. */
int outline_item_at(const struct outline *outline, unsigned int line);

/* The index of the innermost branch that @line lies in, -1: none. */
int outline_branch_at(const struct outline *outline, unsigned int line);

#endif
