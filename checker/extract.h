/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_EXTRACT_H
#define PTDESC_CHECKER_EXTRACT_H

#include <stdbool.h>
#include <glib.h>

/*
 * Extraction: translation units in, facts out.  The work is done by worker
 * processes, so that one which crashes or hangs costs one translation unit.
 */

/* One translation unit of one variant to extract.  All borrowed. */
struct extract_request {
	const char *file;		/* relative to the tree, or absolute */
	const char *directory;		/* where @flags are relative to */
	const char *const *flags;	/* NULL-terminated */
	const char *pch;		/* or NULL */
};

/* Content that stands for a file's on disk: path relative to the tree -> text. */
struct extract_overlay {
	GHashTable *files;	/* char * -> char * */
};

struct extract_options {
	const char *tree;		/* absolute */
	const char *const *headers;	/* relative paths whose functions count, sorted,
					 * NULL-terminated; the unit's own file always does */
	const struct extract_overlay *overlay;	/* or NULL */
	unsigned int jobs;
	unsigned int timeout;		/* seconds of wall-clock time a unit, 0: 120 */
	bool sandbox;			/* parse what a stranger wrote */
};

/* What became of a unit. */
struct extract_result {
	GArray *chunks;		/* of gint64: ids in the store, in source order */
	GPtrArray *errors;	/* of char *: "file:line: message", owned */
	GPtrArray *includes;	/* of const char *: the tree's files it read, interned by GLib;
				 * not those that came with a precompiled header */
	char *failure;		/* crashed, timed out, unreadable; or NULL */
	double cpu;		/* seconds */
	bool without_pch;	/* had to be parsed again without */
};

struct store;

/*
 * Extracts @count @requests, putting their facts into @store.  Returns an array
 * of struct extract_result in the order of @requests; free with
 * extract_results_free().  NULL with @error when no worker could be started or
 * the store failed.
 */
struct extract_result *extract_run(const struct extract_options *options,
				   const struct extract_request *requests, size_t count,
				   struct store *store, GError **error);
void extract_results_free(struct extract_result *results, size_t count);

/*
 * The worker's side: serves requests from standard input until its end.
 * Returns an exit status.  Run as "ptdesc extract", which users never call.
 */
int extract_serve(void);

#endif
