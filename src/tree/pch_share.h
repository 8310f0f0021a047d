/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_PCH_SHARE_H
#define PTDESC_TREE_PCH_SHARE_H

#include <stdbool.h>
#include <glib.h>
#include <jansson.h>

/*
 * Whether what was precompiled with the flags @base is the same with the flags @flags:
 * they may only add plain macros that none of the headers tests (the set @macros is what they
 * do test) and directories which have none of @files, the headers' paths.
 */
bool pch_can_share(const json_t *base, const json_t *flags, GHashTable *macros,
		   const char *const *files);

#endif
