/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_WITNESS_H
#define PTDESC_CHECKER_WITNESS_H

#include "checker/finding.h"
#include "checker/infer.h"

/*
 * Witnesses: the chains of source locations that led to a conviction, told the way a
 * reviewer would.
 */

/* Adds to @finding why @node is of the inference's kind, first cause first. */
void witness_add_origin(struct finding *finding, const struct inference *inference, int node);

/* Adds how what is in @node comes to be of the kind, ending with the proof. */
void witness_add_fate(struct finding *finding, const struct inference *inference, int node);

/*
 * Adds how something of the kind comes to @node on some way: @by has the edge by which it
 * came to each node, -1 where it started.
 */
void witness_add_way(struct finding *finding, const struct inference *inference, const int *by,
		     int node);

/* Whether @node is a variable that a macro used at @site declares: nobody sees it there. */
bool witness_is_of_macro(const struct node *node, const struct site *site);

/* How a reader knows the value: "'page'", "parameter 'page' of f()"; for g_free(). */
char *witness_describe(const struct node *node);

/* Adds how the link in @node got there; @by as infer_members() gave it. */
void witness_add_links(struct finding *finding, const struct graph *graph, const int *by,
		       int node, const char *member);

#endif
