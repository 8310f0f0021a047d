/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_COMMANDS_H
#define PTDESC_TREE_COMMANDS_H

#include <glib.h>
#include "tree/objtree.h"

/*
 * The shell commands by which Kbuild would compile, one a line, for g_free().  Nothing
 * is compiled.  Make goes on where something cannot be made; what that leaves out is
 * described in @gaps (owned strings).  NULL with PTDESC_ERROR_INCOMPLETE, the goals and the
 * last lines when make could not tell any, PTDESC_ERROR_INTERNAL when it could not run.
 */

/* Of @goals (NULL-terminated). */
char *commands_of(struct objtree *objtree, const char *const *goals, GPtrArray *gaps,
		  GError **error);

/*
 * Of mm/ and all of an architecture: the directories that its makefile adds, what
 * the variant wants of its boot code, and asm-offsets.c.
 */
char *commands_of_kernel(struct objtree *objtree, GPtrArray *gaps, GError **error);

#endif
