/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_KBUILD_H
#define PTDESC_TREE_KBUILD_H

#include <stdbool.h>
#include <glib.h>
#include "tree/objtree.h"

/*
 * Configures the kernel (allmodconfig with the variant's fragments) and makes
 * its generated headers, unless that was done for the tree as it is.  Fragments that
 * Kconfig did not take and targets that failed without need are added to the object tree's
 * notes.  PTDESC_ERROR_INCOMPLETE with the target and its last lines.
 */
bool kbuild_prepare(struct objtree *objtree, GError **error);

#endif
