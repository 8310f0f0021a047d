/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_LIST_USERS_H
#define PTDESC_CHECKER_LIST_USERS_H

#include <glib.h>
#include "checker/doubt.h"

/*
 * Who links descriptors into a list, and who takes them from it: the link is a member of
 * one struct, so that all of them are given another type or none.  Private to the checker.
 */

/*
 * For each node the reason why it must stay as it is, although it is proven, for another
 * user of its list is not, or has no variable to change: "its list is also used by
 * drain() at mm/x.c:12".  NULL for all others.  Free with list_users_free().
 */
char **list_users_doubts(const struct doubts *doubts);
void list_users_free(char **reasons, const struct doubts *doubts);

#endif
