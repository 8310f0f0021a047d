/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_FLOW_H
#define PTDESC_CHECKER_FLOW_H

#include <stdbool.h>
#include "checker/graph.h"

/*
 * Where values may come to, all ways considered: what came in through a parameter goes
 * back to the caller that passed it alone, all else to every caller.
 */
struct flow {
	const struct graph *graph;	/* borrowed */
	guint8 *seen;		/* a node: bits of flow.c, 0: nothing comes here */
	int *by;		/* the edge it came by, -1: from here */
	bool (*stops)(const void *data, const struct node *target);
	const void *data;	/* for @stops, borrowed until flow_run() is done */
	GArray *queue;		/* of int: nodes */
};

/* @stops tells which nodes nothing comes to, NULL: none but blocked ones.  Free with flow_free(). */
struct flow *flow_new(const struct graph *graph,
		      bool (*stops)(const void *data, const struct node *target),
		      const void *data);
void flow_free(struct flow *flow);

/* What is in @node shall be followed. */
void flow_start(struct flow *flow, int node);
void flow_run(struct flow *flow);

/* Whether what goes along @edge stays within one function, or comes back of another at once. */
bool flow_stays_inside(const struct edge *edge);

#endif
