/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_WORKER_H
#define PTDESC_CONVERT_WORKER_H

#include <stdbool.h>
#include "convert/convert.h"

/*
 * Files do not depend on each other, so each worker takes its share of them through all
 * of the pipeline.  Private to the pipeline.
 */
struct worker {
	const struct convert_request *request;
	struct workspace *workspace;
	GPtrArray *files;	/* borrowed */
	unsigned int number;
	gint *failed;		/* shared: one of the workers has an error */
	GHashTable *taken;	/* of @files: to whether the workspace has it */
	GHashTable *before_ends;	/* of @files: to the text before its ends were converted */
	GPtrArray *unpaired;	/* of @files: those whose ends did not all convert */
	GArray *left_out;	/* struct left_out: of @files, in order */
	GPtrArray *problems;
	GPtrArray *steps;
	GString *log;
	GError *error;
};

/* A file that patch number @patch should have been run over, and failed on or must not be. */
struct left_out {
	unsigned int patch;
	char *file;		/* borrowed */
};

/*
 * Makes sure the workspace has @file for patch number @patch; false when it must not be
 * rewritten, or is left out.
 */
bool worker_take(struct worker *worker, unsigned int patch, char *file);

/* Runs @semantic, which is patch number @patch or its copy for one file, over @files. */
bool worker_run_over(struct worker *worker, unsigned int patch,
		     const struct semantic_patch *semantic, const GPtrArray *files);

/* Runs patch number @patch over those of @files that may match. */
bool worker_run_plain(struct worker *worker, unsigned int patch, const GPtrArray *files);

/* The same with what is known of each file (facts.h). */
bool worker_run_facts(struct worker *worker, unsigned int patch);

/* Forgets what patches number @first and later did to @file. */
void worker_drop_steps(struct worker *worker, const char *file, unsigned int first);

#endif
