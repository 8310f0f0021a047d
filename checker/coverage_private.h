/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_COVERAGE_PRIVATE_H
#define PTDESC_CHECKER_COVERAGE_PRIVATE_H

#include "checker/coverage.h"
#include "tree/outline.h"

/*
 * What the files of the coverage share: coverage.c has the notes and the results,
 * coverage_reason.c says why.
 */

struct line_error {
	unsigned int line;
	char *text;		/* "on x86_64: message" */
};

/* What units told of a file. */
struct notes {
	GArray *reached;	/* of struct line_range */
	GArray *errors;		/* of struct line_error */
	char *failure;		/* why nothing of it was looked at, or NULL */
};

/* What became of a file that the index chose. */
struct verdict {
	const char *file;
	bool is_read;
};

struct coverage {
	GHashTable *notes;	/* file -> struct notes * */
	GHashTable *read;	/* set of interned paths: what units read */
	GArray *verdicts;
	GPtrArray *gaps;
};

/* A file that is being judged. */
struct source {
	struct coverage *coverage;
	const char *file;
	const struct notes *notes;	/* or NULL */
	const struct outline *outline;
	GByteArray *reached;	/* by line */
};

/* Whether any unit reached the line, or one of them. */
bool source_is_reached(const struct source *source, unsigned int line);
bool source_is_any_reached(const struct source *source, unsigned int first, unsigned int last);

/* The condition that keeps all from compiling @branch, or NULL; borrowed. */
const char *source_never(const struct source *source, unsigned int branch);

/* The first error that units saw between @first and @last, or NULL; borrowed. */
const char *source_error(const struct source *source, unsigned int first, unsigned int last);

/* Why what lies in @item and in @branch was not reached, for g_free(). */
char *source_reason(const struct source *source, const struct outline_item *item,
		    unsigned int branch);

/* Why nothing of the file was looked at, for g_free(). */
char *source_unread_reason(const struct source *source);

/* Makes the lines that units reached known to @source, whose notes and array are set. */
void source_mark_reached(struct source *source);

#endif
