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
	bool is_header;			/* @file is what @pch was made of: look at all of it */
};

/* Content that stands for a file's on disk: path relative to the tree -> text. */
struct extract_overlay {
	GHashTable *files;	/* char * -> char * */
};

struct extract_options {
	const char *tree;		/* absolute */
	const char *const *files;	/* relative paths whose functions count, those of
					 * directories ending in a slash, NULL-terminated;
					 * the unit's own file always does */
	const char *const *numbered;	/* prefixes of names that end in a number of no
					 * meaning, NULL-terminated */
	const char *const *measured;	/* records and constants, see walk.h, NULL-terminated */
	const char *const *guards;	/* functions, see walk.h, NULL-terminated */
	const char *const *counted;	/* functions and parameters, likewise */
	const char *const *watched;	/* macros whose use is to be told, NULL-terminated */
	const struct extract_overlay *overlay;	/* or NULL */
	unsigned int jobs;
	unsigned int timeout;		/* seconds of wall-clock time a unit, 0: 120 */
	bool sandbox;			/* parse what a stranger wrote */
};

/* A chunk of facts as a worker sent it. */
struct extract_chunk {
	char *hash;		/* 32 hexadecimal digits, XXH3 of the text */
	char *text;		/* facts.h */
	gint64 id;		/* for the caller: its id in a store, 0 before */
};

/* What became of a unit. */
struct extract_result {
	GPtrArray *chunks;	/* of struct extract_chunk *, in source order; the batch's */
	GPtrArray *errors;	/* of char *: "file:line: message", owned */
	GPtrArray *includes;	/* of const char *: the files it read, interned by GLib, those of the
				 * tree relative to it; not what a precompiled header holds */
	GArray *hashes;		/* of guint64: what was in each of them, 0: unknown */
	GString *reached;	/* for each file that was looked at, its path, a tab, and the
				 * lines that were, "3-10,12", and a newline */
	char *failure;		/* crashed, timed out, unreadable; or NULL */
	double cpu;		/* seconds */
	bool without_pch;	/* was parsed without */
	bool missed_file;	/* which is not among the includes */
};

struct extract_batch {
	struct extract_result *results;	/* in the order of the requests */
	size_t count;
	GHashTable *chunks;	/* hash -> struct extract_chunk *, owned */
};

/*
 * Extracts @count @requests.  Free with extract_batch_free().  NULL with @error when
 * no worker could be started.
 */
struct extract_batch *extract_run(const struct extract_options *options,
				  const struct extract_request *requests, size_t count,
				  GError **error);
void extract_batch_free(struct extract_batch *batch);

/*
 * The worker's side: serves requests from standard input until its end.
 * Returns an exit status.  Run as "ptdesc extract", which users never call.
 */
int extract_serve(void);

#endif
