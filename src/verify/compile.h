/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_VERIFY_COMPILE_H
#define PTDESC_VERIFY_COMPILE_H

#include <glib.h>
#include "tree/tree.h"
#include "verify/compile_memory.h"

/*
 * Whether changed files still compile: clang reads, on each variant, the translation units
 * that are changed and, for headers, some that include them.  A pointer to the wrong
 * struct is an error.  What the tree gives as it is does not count.
 */
struct compile_request {
	const struct tree *tree;
	const GPtrArray *prepared;	/* of struct prepared *: the variants */
	const char *after;		/* directory with the changed files below it */
	const GPtrArray *files;		/* of const char *: which ones, relative to the tree */
	GHashTable *base;		/* file -> text: what else stands for the tree's, or NULL */
	const char *scratch;		/* directory for files of our own */
	struct compile_memory *memory;	/* of earlier requests that had these files, and more */
	unsigned int jobs;
};

struct compile_error {
	char *file;		/* the changed file that is to blame */
	char *variant;
	char *message;		/* "FILE:LINE: what is wrong" */
};

/*
 * The errors, an array that owns them; one for each file to blame and variant.  NULL with
 * @error when clang cannot be run.
 */
GPtrArray *compile_changed(const struct compile_request *request, GError **error);

#endif
