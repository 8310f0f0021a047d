/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_WALK_H
#define PTDESC_TREE_WALK_H

#include <stdbool.h>

/* Called for each regular file; @name is the last part of @path. */
typedef void (*walk_file)(const char *path, const char *name, void *data);

/*
 * Calls @visit for every regular file below @root/@start, in no certain order,
 * with its path relative to @root; @start may be a file itself, or "" for all
 * of @root.  Directories named ".git" are left out, symbolic links are not
 * followed, and what does not exist or cannot be opened is passed over.
 */
void walk_files(const char *root, const char *start, walk_file visit, void *data);

#endif
