/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_KBUILD_H
#define PTDESC_TREE_KBUILD_H

#include <stdbool.h>
#include <glib.h>
#include "tree/objtree.h"

/*
 * The tree's own Kbuild, run in an object tree.  It gets an environment of our own
 * making: neither the flags of a make that we run under nor the user's CROSS_COMPILE or
 * LLVM reach it.
 */

/*
 * Configures the kernel (allmodconfig with the variant's fragments) and makes
 * its generated headers, unless that was done for the tree as it is.  Fragments that
 * Kconfig did not take and targets that failed without need are added to the object tree's
 * notes.  PTDESC_ERROR_INCOMPLETE with the target and its last lines.
 */
bool kbuild_prepare(struct objtree *objtree, GError **error);

/*
 * What make would do for @goals (NULL-terminated), one shell command a line.
 * Goals that cannot be made are left out by make, what is left is good.  NULL with
 * PTDESC_ERROR_INTERNAL when make could not run.
 */
char *kbuild_commands(struct objtree *objtree, const char *const *goals, GError **error);

/*
 * The goals that compile all of an architecture and of mm/: NULL-terminated, for
 * g_strfreev().
 */
char **kbuild_goals(const struct objtree *objtree);

#endif
