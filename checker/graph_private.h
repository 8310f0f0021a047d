/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_GRAPH_PRIVATE_H
#define PTDESC_CHECKER_GRAPH_PRIVATE_H

#include "checker/graph.h"

/* The chunk that is being read. */
struct graph_builder {
	GArray *ids;		/* id within the chunk -> node */
	GArray *calls;		/* number within the chunk -> call */
	const char *file, *function, *label;
};

const char *graph_intern(struct graph *graph, const char *text);

/* A node of its own. */
int graph_new_node(struct graph *graph, const char *key);
/* The node that all chunks call @key. */
int graph_add_node(struct graph *graph, const char *key);
/* Every object's member. */
int graph_member_hub(struct graph *graph, const char *record, const char *member);

/* Adds no edge from a node to itself, nor to or from nowhere (negative). */
void graph_add_edge(struct graph *graph, int source, int target, enum edge_kind kind,
		    int call, const char *note, const struct site *site);

/* Whether @canonical is a pointer to one of the records in @set. */
bool graph_points_into(const char *canonical, GHashTable *set);

/*
 * -- graph_link.c: calls and the functions they reach
 */
void graph_link_direct(struct graph *graph);
void graph_link_indirect(struct graph *graph);

/*
 * -- graph_summary.c: what a function returns of its arguments
 */
void graph_summarize(struct graph *graph);

#endif
