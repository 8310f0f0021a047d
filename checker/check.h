/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_CHECK_H
#define PTDESC_CHECKER_CHECK_H

#include <stdbool.h>
#include <glib.h>
#include "checker/coverage.h"
#include "checker/extract.h"
#include "checker/finding.h"
#include "checker/graph.h"
#include "checker/rules.h"
#include "tree/prepare.h"
#include "tree/tree.h"

/* Who wants to see what was inferred from, besides findings. */
struct check_inspection {
	/* Called with the linked graph of each variant, in order. */
	void (*look)(const struct graph *graph, const char *variant, void *data);
	void *data;
	const char *file;	/* only of variants that read it; relative, or NULL */
};

/*
 * The whole way from a prepared tree to findings (index, extract, infer, judge).
 */
struct check_options {
	const struct tree *tree;
	const struct rules *rules;
	const GPtrArray *prepared;	/* of struct prepared * */
	const GPtrArray *files;		/* of char *: those that the index chose, sorted */
	GHashTable *wanted;		/* @files as a set */
	const GPtrArray *unreadable;	/* of char *: those that it could not read */
	const char *facts;		/* the store of facts (store.h), or NULL: in memory */
	unsigned int jobs;
	unsigned int timeout;		/* seconds a unit, 0: default */
	bool sandbox;
	const struct check_inspection *inspection;	/* or NULL */
	bool coverage;			/* tell what was not looked at, too */
};

/* Something that could not be analysed. */
struct check_problem {
	char *variant;		/* or NULL */
	char *file;		/* or NULL */
	char *reason;
};

struct check_result {
	struct findings *findings;
	GPtrArray *problems;	/* of struct check_problem *: failures, in order */
	struct coverage *coverage;	/* NULL when it was not asked for */
	unsigned int allowed;	/* findings that comments allow (suppress.h): not in @findings */
	unsigned int in_baseline;	/* those that a baseline lists: likewise */
	GHashTable *read;	/* set of interned paths: files of the tree that were parsed */
	unsigned int units, units_with_errors;
	unsigned int units_parsed;	/* the others came from the cache */
	unsigned int units_without_pch;	/* parsed without one that its flags have */
	unsigned int extracted;	/* parsed, with headers that are no unit of the tree */
	double extract_cpu;	/* seconds, of these */
};

/* The exit status it asks for (enum ptdesc_exit): incomplete, findings or clean. */
int check_result_exit(const struct check_result *result);

struct checker;

/* Opens the store.  All of @options must outlive the checker. */
struct checker *checker_new(const struct check_options *options, GError **error);
void checker_free(struct checker *checker);

/*
 * Checks the tree, or what it would be with the files of @overlay.  The first run
 * parses everything; later ones only what reads a file of the overlay.  NULL with
 * @error only when nothing could be done.  Free with check_result_free().
 */
struct check_result *checker_run(struct checker *checker, const struct extract_overlay *overlay,
				 GError **error);
void check_result_free(struct check_result *result);

/* Writes a copy of all facts to @path, an SQLite database (store.h). */
bool checker_export(struct checker *checker, const char *path, GError **error);

/* Adds a problem to @list; strings are copied. */
void check_add_problem(GPtrArray *list, const char *variant, const char *file,
		       const char *reason);

#endif
