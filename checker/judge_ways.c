// SPDX-License-Identifier: GPL-2.0-or-later
/* Constructors of tables: what becomes of the memory on the ways through a function. */
#include "checker/judge_private.h"

#include <string.h>

#include "checker/course.h"
#include "checker/ways.h"

/* What is known of the memory that a constructor gets. */
enum {
	PLAIN = 1,		/* nobody constructed it here */
	CONSTRUCTED = 2,
	FAILED = 4,		/* its constructor failed */
	FORGOTTEN = 8,		/* and the variable it was in is NULL */
	HANDED_OVER = 16,	/* somebody else knows of it */
};

struct way {
	const struct graph *graph;
	GHashTable *memory;	/* set of nodes that stand for it */
	int constructor;	/* call */
	bool leaks;
	int release;		/* call that frees it without destructor, -1: none */
};

/* -- events --------------------------------------------------------------------------------- */

static bool is_release(const struct rule_function *rule)
{
	return rule && (rule->takes_back || rule->releases_count);
}

static bool is_harmless(const struct rule_function *rule)
{
	return rule && (rule->converts_count || rule->excludes_count || rule->constructs ||
			rule->destructs);
}

static guint32 on_call(struct way *way, int index, guint32 states)
{
	const struct call *call = graph_call(way->graph, index);
	const struct rule_function *rule = call->rule;

	if (index != way->constructor && !ways_call_has(call, way->memory))
		return states;
	if (rule && rule->constructs)
		return (states & ~PLAIN) | (states & PLAIN ? CONSTRUCTED : 0);
	if (rule && rule->destructs)
		return (states & ~CONSTRUCTED) | (states & CONSTRUCTED ? PLAIN : 0);
	if (is_release(rule)) {
		if (states == CONSTRUCTED)
			way->release = index;
		return HANDED_OVER;
	}
	if (is_harmless(rule))
		return states;
	if (rule && rule->links)
		return HANDED_OVER;
	/* What another function does with it nobody asks here: it may free it. */
	return states & FAILED || states & FORGOTTEN || states & CONSTRUCTED ?
		(states & PLAIN) | HANDED_OVER : states;
}

static guint32 on_event(void *data, const struct course_event *event, guint32 states)
{
	struct way *way = data;

	switch (event->kind) {
	case COURSE_CALL:
		return on_call(way, event->call, states);
	case COURSE_ASSIGN:
		return ways_has_any(way->memory, event->nodes) &&
			ways_is_shared(way->graph, event->target) ? HANDED_OVER : states;
	case COURSE_NULL:
		if (!ways_has(way->memory, event->target) || !(states & FAILED))
			return states;
		return (states & ~FAILED) | FORGOTTEN;
	case COURSE_RETURN:
		if (states & FORGOTTEN ||
		    (states & FAILED && !ways_has_any(way->memory, event->nodes)))
			way->leaks = true;
		return 0;
	default:
		return states;
	}
}

static guint32 on_test(void *data, const GArray *nodes, int call, bool truth, guint32 states)
{
	const struct way *way = data;

	(void)nodes;
	if (call == way->constructor && !truth)
		return (states & ~CONSTRUCTED) | (states & CONSTRUCTED ? FAILED : 0);
	return states;
}

static const struct course_automaton constructor_automaton = { on_event, on_test };

/* -- mistakes ---------------------------------------------------------------------------------- */

static void report(struct judge *judge, const struct rule *rule, int index, int other,
		   const char *told)
{
	const struct call *call = graph_call(judge->graph, index);
	struct finding *finding = judge_new_finding(rule, &call->site, call->function);

	finding->message = judge_message(rule, call->function, call->spelled, "");
	if (other >= 0) {
		const struct call *step = graph_call(judge->graph, other);
		g_autofree char *text = g_strdup_printf(told, step->spelled);

		finding_add_step(finding, step->site.file, step->site.line, step->site.column, text);
	}
	judge_add(judge, finding);
}

/* The call that gave the memory which @call constructs, -1 where there is none or another. */
static int allocation_of(const struct graph *graph, const struct course *course, int call,
			 GHashTable *memory)
{
	g_autoptr(GHashTable) origins = ways_origins(graph, call, 0);
	GHashTableIter iterator;
	gpointer node;
	int found = -1;

	g_hash_table_iter_init(&iterator, origins);
	while (g_hash_table_iter_next(&iterator, &node, NULL)) {
		int from = ways_call_giving(graph, course, GPOINTER_TO_INT(node));

		if (from < 0)
			return -1;
		ways_add_copies(graph, memory, GPOINTER_TO_INT(node));
		found = MAX(found, from);
	}
	return found;
}

static void judge_constructor(struct judge *judge, const struct rule *rule,
			      const struct course *course, int call)
{
	g_autoptr(GHashTable) memory = g_hash_table_new(NULL, NULL);
	struct way way = {
		.graph = judge->graph, .memory = memory, .constructor = call, .release = -1,
	};
	int allocation = allocation_of(judge->graph, course, call, memory);

	if (allocation < 0)
		return;
	course_run(judge->graph, course, &constructor_automaton, &way, PLAIN);
	if (rule->way->mistake == RULE_CONSTRUCTOR_LEAK && way.leaks)
		report(judge, rule, call, allocation, "%s() allocates it");
	if (rule->way->mistake == RULE_CONSTRUCTED_FREE && way.release >= 0)
		report(judge, rule, way.release, call, "%s() constructs it");
}

/* -- results that nobody looks at ------------------------------------------------------------------ */

struct dropped {
	struct judge *judge;
	const struct rule *rule;
};

static bool returns_nothing(const struct graph *graph, const struct call *call)
{
	return call->callee < 0 ||
		g_str_has_prefix(graph_node(graph, call->callee)->canonical, "void ");
}

static guint32 on_drop(void *data, const struct course_event *event, guint32 states)
{
	const struct dropped *dropped = data;
	const struct graph *graph = dropped->judge->graph;

	if (event->kind == COURSE_DROP && graph_call(graph, event->call)->rule &&
	    graph_call(graph, event->call)->rule->constructs &&
	    !returns_nothing(graph, graph_call(graph, event->call)))
		report(dropped->judge, dropped->rule, event->call, -1, NULL);
	return states;
}

static guint32 on_any_test(void *data, const GArray *nodes, int call, bool truth, guint32 states)
{
	(void)data;
	(void)nodes;
	(void)call;
	(void)truth;
	return states;
}

static const struct course_automaton dropping_automaton = { on_drop, on_any_test };

/* -- all --------------------------------------------------------------------------------------------- */

static void judge_constructors(struct judge *judge, const struct rule *rule,
			       const struct course *course)
{
	struct dropped dropped = { judge, rule };
	bool any = false;

	for (unsigned int i = 0; i < course->calls->len; i++) {
		int call = g_array_index(course->calls, int, i);
		const struct rule_function *known = graph_call(judge->graph, call)->rule;

		if (!known || !known->constructs)
			continue;
		any = true;
		if (rule->way->mistake != RULE_CONSTRUCTOR_IGNORED)
			judge_constructor(judge, rule, course, call);
	}
	if (any && rule->way->mistake == RULE_CONSTRUCTOR_IGNORED)
		course_run(judge->graph, course, &dropping_automaton, &dropped, 1);
}

void judge_ways(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;

	if (rule->way->mistake == RULE_NULL_ARGUMENT || rule->way->mistake == RULE_NULL_LATE) {
		judge_nulls(judge, rule);
		return;
	}
	if (rule->way->mistake == RULE_CONSTRUCTOR_UNPAIRED ||
	    rule->way->mistake == RULE_CONSTRUCTOR_MISSING) {
		judge_pairs(judge, rule);
		return;
	}
	for (unsigned int i = 0; i < graph->courses->len; i++)
		if (!infer_is_exempt(graph, graph_course(graph, i)->label))
			judge_constructors(judge, rule, graph_course(graph, i));
}
