/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_BRANCHES_H
#define PTDESC_TREE_BRANCHES_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>
#include "tree/lexer.h"

/*
 * The conditionals (#if to #endif) of a text as a tree of branches.  Branch 0 is the text
 * outside of all of them.
 */
struct branch {
	unsigned int parent;		/* the branch around its conditional; 0 for branch 0 */
	unsigned int opening;		/* the first branch of its conditional; 0 for branch 0 */
	char *directive;		/* "#if X", "#else", on one line without comments */
	char *condition;		/* "#if X", "#else of #if X" */
	unsigned int first, last;	/* lines, those of its directives among them */
	unsigned int group_first, group_last;	/* the lines from its #if to its #endif */
	size_t end;			/* where the line after its conditional's #endif begins */
	bool never;			/* "#if 0", or the other side of "#if 1" */
	bool always;			/* an include guard, or what hides C from the assembler */
};

struct branches {
	GPtrArray *list;		/* of struct branch *, in order of their beginnings */
	unsigned int current;		/* the branch of what is read next */
};

/* What a directive is to the conditionals. */
enum branch_step {
	BRANCH_NONE,			/* no part of one */
	BRANCH_OPENED,
	BRANCH_TURNED,			/* to the next branch of the same conditional */
	BRANCH_CLOSED,
};

/* One branch, 0; free with branches_free(). */
struct branches *branches_new(void);
void branches_free(struct branches *branches);

/*
 * Takes notice of the directive whose name is @token of @lexer.  When it is part of a
 * conditional, @token becomes its end; otherwise it stays.
 */
enum branch_step branches_read(struct branches *branches, struct lexer *lexer,
			       struct token *token);

/* Closes what is still open where the text ends, which is @token. */
void branches_finish(struct branches *branches, const struct lexer *lexer,
		     const struct token *token);

struct branch *branches_get(const struct branches *branches, unsigned int branch);

/* The innermost branch that @line lies in; the line between two belongs to the second. */
unsigned int branches_at(const struct branches *branches, unsigned int line);

/* The innermost branch that holds both. */
unsigned int branches_common(const struct branches *branches, unsigned int a, unsigned int b);

/* The child of @above that @branch is or lies in; @branch lies in @above, but is another. */
unsigned int branches_below(const struct branches *branches, unsigned int above,
			    unsigned int branch);

#endif
