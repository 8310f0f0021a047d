/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_PARSE_H
#define PTDESC_CONVERT_PARSE_H

#include "convert/spatch.h"
#include "convert/workspace.h"

/*
 * Whether spatch can read less of @file of @workspace than of what it was made of: why the
 * file must not stay so, in words that follow "FILE: ", or "" when it may.  For
 * the caller to g_free(); NULL with @error when spatch cannot be run.
 */
char *parse_fault(const struct spatch *spatch, const struct workspace *workspace,
		  const char *file, GError **error);

#endif
