/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_INPLACE_H
#define PTDESC_CONVERT_INPLACE_H

#include <stdbool.h>
#include <glib.h>
#include "convert/convert.h"

/*
 * Puts the converted files of @conversion into its tree: all of them or, on an
 * error, none.  Each keeps its mode and, where the system lets us, its owner.  Files that
 * have changed in the tree since they were read are an error (PTDESC_ERROR_USAGE).
 */
bool inplace_apply(const struct conversion *conversion, GError **error);

#endif
