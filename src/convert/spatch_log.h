/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_SPATCH_LOG_H
#define PTDESC_CONVERT_SPATCH_LOG_H

#include <glib.h>

/*
 * What "spatch --quiet --parse-error-msg" says on standard error, by file.
 * The lines are those of spatch 1.1.1: "HANDLING: F", "Skipping: F" (no token of
 * the semantic patch in it), "Skipping unreadable file: F", "EXN: E in F", "bad: LINE"
 * and "BAD:!!!!! LINE" for text that was not parsed.
 */
struct spatch_log {
	GHashTable *seen;	/* files that were looked at: char * */
	GPtrArray *unparsed;	/* struct unparsed * in order */
	GPtrArray *failures;	/* struct failure * in order */
	char *last;		/* the file in hand at the end, or NULL */
	GString *tail;		/* what was said since, first lines */
};

struct unparsed {
	char *file;
	GString *text;		/* as in the file, each line with its newline */
};

struct failure {
	char *file;
	char *what;
};

/* Free with spatch_log_free(). */
struct spatch_log *spatch_log_read(const char *text);
void spatch_log_free(struct spatch_log *log);

#endif
