/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_INFER_H
#define PTDESC_CHECKER_INFER_H

#include <stdbool.h>
#include <glib.h>
#include "checker/graph.h"

/*
 * Which values carry a kind, and why.
 *
 * Forwards: a value is of the kind when one that is certain flows into it.  A
 * parameter is only when every known call passes one that is, so that a helper
 * which serves all kinds is judged by none of its callers; what such a helper
 * returns of its argument comes back to that call alone (EDGE_SUMMARY).
 *
 * Backwards: a value becomes the kind when it flows into a place that only takes the
 * kind.  An allocation that does is a source for the forward direction.
 */
struct inference {
	const struct graph *graph;	/* borrowed */
	const struct rule_kind *kind;	/* borrowed */
	bool *is;		/* node is of the kind */
	int *is_by;		/* edge it came by, -1: its own evidence */
	bool *becomes;		/* what is in the node becomes the kind */
	int *becomes_by;	/* edge it leaves by, -1: its own evidence */
	GHashTable *told_by;	/* node -> call + 1 whose rule is the evidence */
	GArray *allocations;	/* of int: calls whose memory becomes the kind */
};

struct inference *infer_kind(const struct graph *graph, const struct rule_kind *kind);
void inference_free(struct inference *inference);

/* The kind's evidence in the declared type of @node, or NULL. */
const struct rule_type *infer_type(const struct rule_kind *kind, const struct node *node);

/* Whether @function's own body implements a kind and is not judged. */
bool infer_is_exempt(const struct graph *graph, const char *function);

/*
 * The nodes that memory of the raw allocators reaches without becoming an argument, a
 * global or a member; g_free() it.  It does not reach nodes in @but (NULL: all), nor what is
 * beyond them alone.
 */
bool *infer_raw(const struct graph *graph, const bool *but);

/*
 * Which member each list entry was linked through: for each node the index of a
 * member in @members ("record.member") that reaches it, -1: none; @by has the edges.
 * Both arrays have one element a node; g_free() them.
 */
int *infer_members(const struct graph *graph, char **members, unsigned int count, int **by);

#endif
