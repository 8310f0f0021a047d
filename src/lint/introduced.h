/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_LINT_INTRODUCED_H
#define PTDESC_LINT_INTRODUCED_H

#include "checker/check.h"
#include "lint/submission.h"

/*
 * Leaves in @after only what the submission brought: findings that @before does not
 * have (by rule, file, function and the text of the line, so that moved lines do
 * not count; nor do files that get another name), and problems that are new or of a file it touches.
 */
void introduced_restrict(struct check_result *after, struct check_result *before,
			 const struct submission *submission);

/*
 * Adds a problem for each C file the submission touches that holds one of @words
 * (so that the index chooses it) but that no unit of the run has read.
 */
void introduced_note_unseen(struct check_result *after, const struct submission *submission,
			    const char *const *words);

#endif
