/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_WAYS_H
#define PTDESC_CHECKER_WAYS_H

#include <stdbool.h>
#include <glib.h>
#include "checker/graph.h"

/*
 * Which values of one function stand for the same memory: sets of nodes, as hash tables
 * of them.
 */

bool ways_has(GHashTable *set, int node);
bool ways_has_any(GHashTable *set, const GArray *nodes);

/* Whether an argument of @call is in @set. */
bool ways_call_has(const struct call *call, GHashTable *set);

/* Whether what @node holds is seen outside of its function: a member, a global. */
bool ways_is_shared(const struct graph *graph, int node);

/* Adds @node and all of its function that gets what is in it. */
void ways_add_copies(const struct graph *graph, GHashTable *set, int node);

/* Adds @node and all of its function that it gets anything from. */
void ways_add_sources(const struct graph *graph, GHashTable *set, int node);

/* From where in its function argument @index of @call comes first; g_hash_table_unref() it. */
GHashTable *ways_origins(const struct graph *graph, int call, unsigned int index);

/* From where in its function alone what is in @node comes, -1: from several places. */
int ways_only_origin(const struct graph *graph, int node);

/* The call of @course whose result is @node, -1: none. */
int ways_call_giving(const struct graph *graph, const struct course *course, int node);

#endif
