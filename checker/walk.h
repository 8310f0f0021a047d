/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_WALK_H
#define PTDESC_CHECKER_WALK_H

#include <clang-c/Index.h>
#include <glib.h>
#include "checker/cursor.h"
#include "checker/names.h"

/* Names the file of a place for keys and facts; borrowed, "" when not in the tree. */
typedef const char *(*walk_file_name)(CXFile file, void *data);

/* What declarations of one unit have in common.  All borrowed. */
struct walk_unit {
	struct texts *texts;
	const char *const *names[WALK_NAMES];	/* NULL-terminated */
	GHashTable *counts;	/* which functions WALK_COUNTED is about, from walk_counts_new() */
	walk_file_name file_name;
	void *data;
	GHashTable *types;	/* how types are spelled, from walk_types_new() */
};

/* Both empty, for g_hash_table_unref(); to serve one translation unit. */
GHashTable *walk_types_new(void);
GHashTable *walk_counts_new(void);

/*
 * The facts of one function definition or initialised global variable @cursor as
 * a chunk's text (facts.h), for g_free(); NULL when it has none.
 */
char *walk_declaration(const struct walk_unit *unit, CXCursor cursor);

/* The same of a record, an enumeration or a static assertion. */
char *walk_record(const struct walk_unit *unit, CXCursor cursor);

#endif
