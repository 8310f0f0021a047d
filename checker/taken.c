// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/taken.h"

#include "checker/course.h"
#include "checker/ways.h"

enum {
	NOT_YET = 1,
	TAKEN = 2,
};

struct taking {
	const struct inference *inference;
	GHashTable *memory;	/* set of nodes that stand for it */
	int call;		/* the one in question */
	bool reached, too_early;
};

static const struct course *course_with(const struct graph *graph, int call)
{
	for (unsigned int i = 0; i < graph->courses->len; i++) {
		const struct course *course = graph_course(graph, i);

		for (unsigned int k = 0; k < course->calls->len; k++)
			if (g_array_index(course->calls, int, k) == call)
				return course;
	}
	return NULL;
}

static bool takes(const struct taking *taking, const struct course_event *event)
{
	const struct graph *graph = taking->inference->graph;
	const struct rule_type *type;

	if (event->kind == COURSE_CALL) {
		const struct call *call = graph_call(graph, event->call);

		return call->rule && (call->rule->constructs || call->rule->destructs) &&
			ways_call_has(call, taking->memory);
	}
	if (event->kind != COURSE_ASSIGN || event->target < 0 ||
	    !ways_has_any(taking->memory, event->nodes))
		return false;
	type = infer_type(taking->inference->kind, graph_node(graph, event->target));
	return type && type->strength == RULE_CERTAIN;
}

static guint32 on_event(void *data, const struct course_event *event, guint32 states)
{
	struct taking *taking = data;

	if (event->kind == COURSE_CALL && event->call == taking->call) {
		taking->reached = true;
		taking->too_early |= (states & NOT_YET) != 0;
	}
	return takes(taking, event) ? TAKEN : states;
}

static guint32 on_test(void *data, const GArray *nodes, int call, bool truth, guint32 states)
{
	(void)data;
	(void)nodes;
	(void)call;
	(void)truth;
	return states;
}

bool taken_before(const struct inference *inference, int call, int node)
{
	static const struct course_automaton automaton = { on_event, on_test };
	const struct graph *graph = inference->graph;
	const struct course *course = course_with(graph, call);
	g_autoptr(GHashTable) memory = g_hash_table_new(NULL, NULL);
	struct taking taking = { .inference = inference, .memory = memory, .call = call };
	int origin = ways_only_origin(graph, node);

	if (!course || origin < 0)
		return false;
	ways_add_copies(graph, memory, origin);
	course_run(graph, course, &automaton, &taking, NOT_YET);
	return taking.reached && !taking.too_early;
}
