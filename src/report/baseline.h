/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_REPORT_BASELINE_H
#define PTDESC_REPORT_BASELINE_H

#include <stdbool.h>
#include <glib.h>
#include "checker/check.h"
#include "checker/rules.h"
#include "tree/tree.h"

/*
 * A baseline: findings that are known and not to be reported.  It is text, one a line,
 *
 *	FINGERPRINT FILE RULE FUNCTION
 *
 * of which the fingerprint counts and the others are for people ("-": no function).  The
 * line "# variants: ARCH/NAME ..." tells which variants were looked at; other lines
 * that begin with # are comments.
 */
struct baseline;

/* Reads @path.  NULL with PTDESC_ERROR_USAGE naming file and line.  Free with baseline_free(). */
struct baseline *baseline_read(const char *path, GError **error);
void baseline_free(struct baseline *baseline);

/*
 * Writes all findings of @result, which was made on @prepared (of struct prepared *), to
 * @path in one step, and takes them from it.  False with @error.
 */
bool baseline_write(const char *path, struct check_result *result, const GPtrArray *prepared,
		    GError **error);

/* What baseline_apply() is to know of a run. */
struct baseline_scope {
	const struct tree *tree;
	const struct rules *rules;
	const GPtrArray *prepared;	/* of struct prepared * */
	const char *const *paths;	/* as findings_restrict() has them */
};

/*
 * Takes from @result what @baseline lists.  An entry that lists nothing any more, and is
 * within the scope of the run, which left out nothing, becomes a finding of its own, in
 * the file that was read.
 */
void baseline_apply(const struct baseline *baseline, struct check_result *result,
		    const struct baseline_scope *scope);

#endif
