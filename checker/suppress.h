/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_SUPPRESS_H
#define PTDESC_CHECKER_SUPPRESS_H

#include <stdbool.h>
#include <glib.h>
#include "checker/finding.h"
#include "checker/store.h"
#include "tree/tree.h"

/*
 * Findings that the code itself allows, by comments (suppression.h) on their line or on
 * the one before it: a comment speaks for the next line only when nothing on its own is
 * found.  One that suppresses nothing is a finding of the rule that says "suppression".
 */
struct suppress;

/*
 * For findings of @rules, of which @active (of struct rule *) apply to @tree with
 * @overlay (relative path -> text, or NULL).  All are borrowed.  Free with
 * suppress_free().
 */
struct suppress *suppress_new(const struct rules *rules, const GPtrArray *active,
			      const struct tree *tree, GHashTable *overlay);
void suppress_free(struct suppress *suppress);

/* Reads the comments of @file, relative to the tree. */
void suppress_read(struct suppress *suppress, const char *file);

/* Notes which of the files that were read @unit looked at; before suppress_judge(). */
void suppress_note_unit(struct suppress *suppress, const struct store_unit *unit);

/*
 * Adds to @findings the suppressions that allow none of them, where they can be told to.
 * The set of those that are allowed, for findings_remove().
 */
GHashTable *suppress_judge(struct suppress *suppress, struct findings *findings);

/*
 * A new finding of the rule for suppressions among @rules that says @reason (taken), for
 * finding_free(); NULL when there is no such rule.
 */
struct finding *suppress_finding(const struct rules *rules, const char *file, unsigned int line,
				 unsigned int column, const char *function, char *reason);

#endif
