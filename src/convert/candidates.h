/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_CANDIDATES_H
#define PTDESC_CONVERT_CANDIDATES_H

#include <stdbool.h>
#include <glib.h>
#include "convert/cocci.h"
#include "convert/spatch.h"
#include "tree/tree.h"

/* Where semantic patches look when nobody says where. */
extern const char *const candidates_usual[];

/*
 * The files of @tree below @paths (as in index_files()) that one of @patches
 * may match: those that hold one of its keywords as a whole word.  Sorted,
 * owned by the array.  What cannot be read goes to @problems, and so do symbolic
 * links whose text would have made them candidates.
 */
GPtrArray *candidates_find(const struct tree *tree, const GPtrArray *patches,
			   const char *const *paths, GPtrArray *problems, GError **error);

/* Whether @patch is to be run over @file of @workspace as its text is now. */
bool candidate_matches(const struct workspace *workspace, const char *file,
		       const struct semantic_patch *patch, const struct spatch *spatch);

#endif
