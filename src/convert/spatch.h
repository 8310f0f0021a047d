/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_SPATCH_H
#define PTDESC_CONVERT_SPATCH_H

#include <stdbool.h>
#include <glib.h>
#include "convert/cocci.h"
#include "convert/workspace.h"

/*
 * Coccinelle's program.  It reports next to nothing by its exit status, so what it
 * says on standard error is read line by line and every file it failed on is named.
 */
struct spatch {
	char *program;		/* absolute */
	char *version;		/* "1.1.1" */
	char **flags;		/* the user's, given last; never NULL */
};

/*
 * Finds $SPATCH or "spatch" in PATH and asks for its version.  @flags is a
 * command line of more options for each run, or NULL.  PTDESC_ERROR_USAGE when
 * there is none, telling what to install.  Free with spatch_free().
 */
struct spatch *spatch_find(const char *flags, GError **error);
void spatch_free(struct spatch *spatch);

/* Whether @patch asks for a newer spatch than this. */
bool spatch_too_old(const struct spatch *spatch, const struct semantic_patch *patch);

/* Whether spatch takes headers on their own with @patch. */
bool spatch_wants_headers(const struct spatch *spatch, const struct semantic_patch *patch);

/*
 * The command of one run as a user would type it over all of @tree, for
 * display; for the caller to g_free().
 */
char *spatch_command_line(const struct spatch *spatch, const struct semantic_patch *patch,
			  enum cocci_mode mode, const char *tree);

/* One process over some files. */
struct spatch_run {
	/* Filled by the caller. */
	const struct semantic_patch *patch;
	enum cocci_mode mode;
	struct workspace *workspace;
	const GPtrArray *files;	/* taken into the workspace */
	unsigned int number;	/* differs between runs at the same time */

	/* Filled by spatch_run(). */
	GPtrArray *problems;	/* see problem.h, owned */
	GString *output;	/* standard output; in patch mode the diffs of this run */
	GString *errors;	/* standard error as it came */
	GHashTable *left_out;	/* those of @files that have a problem */
};

/*
 * Runs a semantic patch over files of a workspace; in patch mode it rewrites
 * them there.  Files on which spatch dies, gives up or runs out of time keep
 * the text they had and become problems; so do functions that it cannot parse
 * and that hold a keyword of the semantic patch.
 * False with PTDESC_ERROR_USAGE when spatch does not take the semantic patch,
 * PTDESC_ERROR_INTERNAL when it cannot be run or fails on one file after
 * another.  Free what was filled with spatch_run_clear(), in either case.
 */
bool spatch_run(const struct spatch *spatch, struct spatch_run *run, GError **error);
void spatch_run_clear(struct spatch_run *run);

#endif
