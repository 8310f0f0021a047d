/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_COURSE_H
#define PTDESC_CHECKER_COURSE_H

#include <stdbool.h>
#include <glib.h>
#include "checker/graph.h"

/*
 * Runs a small automaton along every way through a function.  A set of its states is a
 * bit mask; where ways meet, their sets are joined.
 */

enum course_kind {
	COURSE_CALL,		/* @call is made */
	COURSE_DROP,		/* and its result dropped */
	COURSE_ASSIGN,		/* @target gets what is in one of @nodes */
	COURSE_NULL,		/* @target gets NULL */
	COURSE_RETURN,		/* of what is in one of @nodes */
};

struct course_event {
	enum course_kind kind;
	int call;		/* of the graph, -1: none */
	int target;		/* node of the graph, -1: none */
	const GArray *nodes;	/* of int: nodes of the graph */
};

struct course_automaton {
	/* The states after @event, from one of the set @states. */
	guint32 (*event)(void *data, const struct course_event *event, guint32 states);
	/*
	 * Those in which one of @nodes, the result of @call (-1: of none), may be not NULL
	 * (@truth) or NULL.
	 */
	guint32 (*test)(void *data, const GArray *nodes, int call, bool truth, guint32 states);
};

/* Starts @automaton in one of @states; both functions may be called again with more states. */
void course_run(const struct graph *graph, const struct course *course,
		const struct course_automaton *automaton, void *data, guint32 states);

#endif
