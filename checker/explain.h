/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_EXPLAIN_H
#define PTDESC_CHECKER_EXPLAIN_H

#include <glib.h>
#include "checker/finding.h"
#include "checker/graph.h"

/*
 * What is known of the values that a line of code uses, on all variants: which kinds
 * reach each of them, and from where.
 */
struct explanation;

/* A value on the line, as far as several variants say the same of it. */
struct explained_value {
	char *text;		/* "'page' is a page table" */
	GPtrArray *variants;	/* of char *, in the order they were added */
	struct finding *trace;	/* has only a trace: why; empty when there is nothing to tell */
	unsigned int column;	/* the first one it was seen at */
};

/* Of line @line of @file, relative to the tree.  Free with explanation_free(). */
struct explanation *explanation_new(const char *file, unsigned int line);
void explanation_free(struct explanation *explanation);

/* Adds what the linked @graph of @variant says. */
void explanation_add(struct explanation *explanation, const struct graph *graph,
		     const char *variant);

/* All values in the order of columns: array of struct explained_value *; borrowed. */
const GPtrArray *explanation_values(struct explanation *explanation);

#endif
