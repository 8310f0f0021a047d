/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_COVERAGE_H
#define PTDESC_CHECKER_COVERAGE_H

#include <stdbool.h>
#include <glib.h>
#include "checker/store.h"
#include "tree/tree.h"

/*
 * What of the files that the index chose was looked at, and why the rest was not.
 *
 * A place counts when it is within a function, an initialiser or a macro and names one
 * of the words that files are chosen by (tree/outline.h).  It was looked at when the walk
 * of some unit reached it (reach.h).
 */
struct coverage;

enum coverage_kind {
	COVERAGE_FILE,		/* none of the file was looked at */
	COVERAGE_FUNCTION,
	COVERAGE_DATA,		/* an initialiser */
	COVERAGE_MACRO,
};

/* A definition or a part of one, or a file, that was not looked at. */
struct coverage_gap {
	const char *file;	/* borrowed from the index */
	unsigned int line;	/* the first with a word */
	enum coverage_kind kind;
	char *name;		/* of the definition; NULL: a file */
	char *reason;
};

struct coverage_counts {
	unsigned int files;		/* that the index chose, of the chosen architectures */
	unsigned int files_read;	/* of these, those that were looked at */
	unsigned int gaps;
};

/* Free with coverage_free(). */
struct coverage *coverage_new(void);
void coverage_free(struct coverage *coverage);

/* Notes what @unit reached, and what it could not. */
void coverage_add_unit(struct coverage *coverage, const struct store_unit *unit);

/* Notes why a header that no unit includes was of no use alone; strings are copied. */
void coverage_add_header(struct coverage *coverage, const char *file, const char *variant,
			 const char *error);

/*
 * Ends the notes: compares them with the texts of @files (of char *, relative to @tree,
 * to outlive it), of which @words make places count.
 */
void coverage_judge(struct coverage *coverage, const struct tree *tree, const GPtrArray *files,
		    const char *const *words);

/* Forgets files that are not below one of @paths (as findings_restrict() has them). */
void coverage_restrict(struct coverage *coverage, const char *const *paths);

/* The places that were not looked at, of struct coverage_gap *, in order; borrowed. */
const GPtrArray *coverage_gaps(const struct coverage *coverage);

/*
 * Why line @line of @file, relative to @tree, was not looked at, for g_free(); NULL when it
 * was.  Of a file that the index did not choose, no line is.
 */
char *coverage_line_reason(const struct coverage *coverage, const struct tree *tree,
			   const char *file, unsigned int line);

struct coverage_counts coverage_count(const struct coverage *coverage);

#endif
