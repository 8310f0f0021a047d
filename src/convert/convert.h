/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_CONVERT_H
#define PTDESC_CONVERT_CONVERT_H

#include <stdbool.h>
#include <glib.h>
#include "convert/cocci.h"
#include "convert/facts.h"
#include "convert/spatch.h"
#include "convert/workspace.h"
#include "tree/tree.h"

/*
 * Semantic patches over the files of a tree.  Both ways below leave the tree
 * alone, give the same result whatever the number of jobs, and name in
 * @problems (problem.h) all that they could not look at.
 */
struct convert_request {
	const struct tree *tree;
	GHashTable *base;		/* see workspace.h, or NULL */
	const struct spatch *spatch;
	const GPtrArray *patches;	/* struct semantic_patch *, in order */
	const GPtrArray *files;		/* candidates, see candidates.h */
	const struct facts *facts;	/* for the pipeline, or NULL */
	unsigned int jobs;
	GString *log;			/* takes all that spatch says, or NULL */
};

/* What one semantic patch did to one file. */
struct conversion_step {
	unsigned int patch;		/* index into the request's patches */
	char *file;
	unsigned int hunks;
};

struct conversion {
	struct workspace *workspace;	/* the converted files */
	GPtrArray *diffs;		/* struct file_diff *, sorted by file */
	GPtrArray *steps;		/* struct conversion_step *, by patch, then file */
};

/*
 * The pipeline: each semantic patch of @request, in patch mode, sees the output of
 * those before it; which files it is run over is decided on that output.  It is run
 * again, as facts.h says, over each file of which something is known that it wants.
 * What cannot go into a patch (see settle.h) is named and taken back, a file at
 * a time.  NULL with an error of spatch_run().  Free with conversion_free().
 */
struct conversion *convert_files(const struct convert_request *request, GPtrArray *problems,
				 GError **error);
void conversion_free(struct conversion *conversion);

/*
 * Takes @file back, and what depends on it, naming them in @problems: "FILE: REASON".
 * @request is the one that made @conversion.
 */
bool conversion_put_back(struct conversion *conversion, const struct convert_request *request,
			 const char *file, const char *reason, GPtrArray *problems,
			 GError **error);

/*
 * What makes the files of @tree, with the texts of @base (or NULL) over them, those of
 * @texts, without steps.  Files that must not be rewritten go to @problems.
 */
struct conversion *conversion_of_texts(const struct tree *tree, GHashTable *base,
				       GHashTable *texts, GPtrArray *problems, GError **error);

/* All of its diffs in one text, for the caller to g_free(). */
char *conversion_diff(const struct conversion *conversion);

/* One semantic patch in another mode than patch. */
struct convert_scan {
	const struct semantic_patch *patch;
	enum cocci_mode mode;
};

/*
 * Takes what @scan printed, sorted by file and line, each entry once, with paths relative
 * to the tree and no trace of scratch directories; @log is all that spatch said.
 */
typedef void (*convert_deliver)(const struct convert_scan *scan, const char *text,
				const char *log, void *data);

/*
 * Runs each of @scans (struct convert_scan *) on its own over the files as they are in the
 * tree, all at the same time.  @deliver is called in this thread and in the order of
 * @scans, each as soon as it is its turn.  The patches and the log of @request are not
 * used.  False with the error of spatch_run() for the first scan that fails; those before
 * it are delivered.
 */
bool convert_scans(const struct convert_request *request, const GPtrArray *scans,
		   convert_deliver deliver, void *data, GPtrArray *problems, GError **error);

#endif
