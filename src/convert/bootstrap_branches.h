/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_BRANCHES_H
#define PTDESC_CONVERT_BOOTSTRAP_BRANCHES_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>
#include "convert/bootstrap_lexer.h"

/*
 * The conditionals (#if to #endif) of a text as a tree of branches.  Branch 0 is the text
 * outside of all of them.
 */
struct branch {
	unsigned int parent;		/* the branch around its conditional; 0 for branch 0 */
	unsigned int conditional;	/* the same for the branches of one, from 1; 0: none */
	char *directive;		/* "#if X", "#else", on one line without comments */
	size_t end;			/* where the line after its conditional's #endif begins */
};

struct branches {
	GPtrArray *list;		/* of struct branch * */
	unsigned int current;		/* the branch of what is read next */
	unsigned int conditionals;	/* how many there are */
};

/* One branch, 0; free with branches_free(). */
struct branches *branches_new(void);
void branches_free(struct branches *branches);

/* Takes notice of a directive of @text. */
void branches_read(struct branches *branches, const char *text, const struct lexeme_span *token);

const struct branch *branches_get(const struct branches *branches, unsigned int branch);

/* The innermost branch that holds both. */
unsigned int branches_common(const struct branches *branches, unsigned int a, unsigned int b);

/* The child of @above that @branch is or lies in; @branch lies in @above, but is another. */
unsigned int branches_below(const struct branches *branches, unsigned int above,
			    unsigned int branch);

/* Whether @branch is @above or lies in it. */
bool branches_within(const struct branches *branches, unsigned int above, unsigned int branch);

#endif
