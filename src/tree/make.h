/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_MAKE_H
#define PTDESC_TREE_MAKE_H

#include <stdbool.h>
#include <glib.h>
#include "base/process.h"
#include "tree/objtree.h"

/*
 * The make of the tree's own Kbuild, run in an object tree with the variant's compiler and
 * an environment of our own making: neither the flags of a make that we run under nor the
 * user's CROSS_COMPILE or LLVM reach it.
 */

/*
 * Runs it with @options of make's own and @goals, among them variables (both
 * NULL-terminated), on @jobs processors.  What it printed and how it ended is in @process,
 * for process_clear().  False with @error, and nothing to clear, when it could not run.
 */
bool make_run(const struct objtree *objtree, unsigned int jobs, const char *const *options,
	      const char *const *goals, struct process *process, GError **error);

/* Whether @line of its output is the compiler's, the linker's or make's complaint. */
bool make_is_complaint(const char *line);

/*
 * The last lines that @process printed as errors, else at all, in one line; those that say
 * what is wrong where there are such.  For g_free().
 */
char *make_last_lines(const struct process *process);

/*
 * PTDESC_ERROR_INCOMPLETE: the step that makes @target failed or hung, with its last lines;
 * PTDESC_ERROR_INTERNAL when it was the machine that stopped it.
 */
void make_set_error(GError **error, const struct objtree *objtree, const char *target,
		    const struct process *process);

#endif
