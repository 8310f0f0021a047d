/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CMD_CONVERT_FACTS_H
#define PTDESC_CMD_CONVERT_FACTS_H

#include <stdbool.h>
#include <glib.h>
#include "checker/kinds.h"
#include "cmd/session.h"
#include "convert/facts.h"

/*
 * What the checker knows of the variables of @session's tree, which is checked for that on
 * the variants that @list names as --arch takes them (NULL: all).  What could not be
 * analysed goes to @problems (convert/problem.h).  NULL when nothing could, which is a
 * problem like the others.  Free with kinds_free(), and before it *@facts, the same for
 * semantic patches, with facts_free().
 */
struct kinds *convert_facts_collect(struct session *session, const char *list,
				    struct facts **facts, GPtrArray *problems);

/*
 * The variants that see what is converted in @areas, directories below arch/ or "generic",
 * and below @paths (either NULL: everywhere), as --arch takes them; for g_free(), NULL: all.
 */
char *convert_facts_variants(const char *const *areas, const char *const *paths);

/* Adds to @files, which owns its names, those below @paths of which something is known. */
void convert_facts_add_files(const struct facts *facts, GPtrArray *files,
			     const char *const *paths);

/* Writes them to @path, one a line, for people to read.  False with @error. */
bool convert_facts_write(struct kinds *kinds, const char *path, GError **error);

#endif
