/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_OUTSIDE_H
#define PTDESC_CONVERT_OUTSIDE_H

#include <stdbool.h>
#include <glib.h>
#include "tree/tree.h"

/*
 * Whether @path, which need not exist yet, is outside of @tree, where we may
 * write.  False with PTDESC_ERROR_USAGE.
 */
bool outside_check(const struct tree *tree, const char *path, GError **error);

#endif
