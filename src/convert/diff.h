/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_DIFF_H
#define PTDESC_CONVERT_DIFF_H

#include <glib.h>
#include "convert/workspace.h"

/*
 * Unified diffs, all made and counted by git; whatever the user has told git
 * does not change them.
 */
struct file_diff {
	char *file;		/* relative to the tree */
	char *text;		/* from "diff --git" on */
};

/*
 * What spatch did to the files of @workspace: an array of struct file_diff,
 * sorted by file, which owns them.
 */
GPtrArray *diff_workspace(const struct workspace *workspace, GError **error);

/* The statistics that git shows below a patch's "---", for the caller to g_free(). */
char *diff_stat(const struct workspace *workspace, const char *diff, GError **error);

#endif
