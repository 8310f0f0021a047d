// SPDX-License-Identifier: GPL-2.0-or-later
/* NULL on its way to functions that do not expect it. */
#include "checker/judge_private.h"

#include "checker/course.h"
#include "checker/ways.h"

/* What is known of a value. */
enum {
	UNTESTED = 1,		/* it may be NULL */
	CONVERTED = 2,		/* the same, and what it was converted to is in use */
	IS_NULL = 4,
	IS_VALID = 8,
};

struct nulls {
	struct judge *judge;
	const struct rule *rule;
	const struct graph *graph;
	int *course_of;		/* call -> the course it belongs to, -1: none */
	int *needed_by;		/* parameter -> call that must not get it as NULL, + 1 */
};

struct watch {
	const struct nulls *nulls;
	GHashTable *values;	/* set of nodes that are NULL together */
	int call;		/* that must not get one which is NULL; -1: any */
	int conversion;		/* the first one of an untested value, -1: none */
	bool bad;
};

/* Whether @call gets one of @values where it expects no NULL: after it there is none. */
static bool demands(const struct call *call, GHashTable *values)
{
	for (unsigned int i = 0; call->rule && i < call->rule->nonnull_count; i++)
		for (unsigned int k = 0; k < call->arguments->len; k++) {
			struct argument argument = g_array_index(call->arguments, struct argument, k);

			if (argument.index == call->rule->nonnull[i] && ways_has(values, argument.node))
				return true;
		}
	return false;
}

/* -- events -------------------------------------------------------------------------------- */

static guint32 on_call(struct watch *watch, int index, guint32 states)
{
	const struct call *call = graph_call(watch->nulls->graph, index);

	if (index == watch->call) {
		watch->bad |= states & IS_NULL;
		return IS_VALID;
	}
	if (watch->call >= 0 && demands(call, watch->values))
		return IS_VALID;
	if (call->rule && call->rule->loses_null && states & UNTESTED &&
	    ways_call_has(call, watch->values)) {
		if (watch->conversion < 0)
			watch->conversion = index;
		return (states & ~UNTESTED) | CONVERTED;
	}
	/* A conversion gives no value that was not there before. */
	if (call->result >= 0 && ways_has(watch->values, call->result) &&
	    !ways_call_has(call, watch->values))
		return UNTESTED;
	return states;
}

static guint32 on_event(void *data, const struct course_event *event, guint32 states)
{
	struct watch *watch = data;

	switch (event->kind) {
	case COURSE_CALL:
		return on_call(watch, event->call, states);
	case COURSE_NULL:
		return ways_has(watch->values, event->target) ? IS_NULL : states;
	case COURSE_ASSIGN:
		return ways_has(watch->values, event->target) &&
			!ways_has_any(watch->values, event->nodes) ? IS_VALID : states;
	case COURSE_RETURN:
		return 0;
	default:
		return states;
	}
}

static guint32 on_test(void *data, const GArray *nodes, int call, bool truth, guint32 states)
{
	struct watch *watch = data;

	(void)call;
	if (!ways_has_any(watch->values, nodes))
		return states;
	if (states & CONVERTED && watch->call < 0)
		watch->bad = true;
	if (truth)
		return states & ~IS_NULL ? IS_VALID : 0;
	return states & ~IS_VALID ? IS_NULL : 0;
}

static const struct course_automaton automaton = { on_event, on_test };

/* -- NULL where it must not come ---------------------------------------------------------------- */

static bool has_parameter(const struct graph *graph, GHashTable *set)
{
	GHashTableIter iterator;
	gpointer node;

	g_hash_table_iter_init(&iterator, set);
	while (g_hash_table_iter_next(&iterator, &node, NULL))
		if (graph_node(graph, GPOINTER_TO_INT(node))->key[0] == 'p')
			return true;
	return false;
}

/* Whether the value at @node may be NULL at @call, where it began as one of @states. */
static bool may_be_null(const struct nulls *nulls, int call, int node, guint32 states)
{
	const struct graph *graph = nulls->graph;
	g_autoptr(GHashTable) values = g_hash_table_new(NULL, NULL);
	struct watch watch = { .nulls = nulls, .values = values, .call = call, .conversion = -1 };

	ways_add_sources(graph, values, node);
	if (!has_parameter(graph, values))
		states = IS_VALID;
	course_run(graph, graph_course(graph, nulls->course_of[call]), &automaton, &watch, states);
	return watch.bad;
}

/* Remembers the parameters of @call's function that come to @node as NULL. */
static void need_parameters(struct nulls *nulls, int call, int node, int needed_by,
			    GArray *queue)
{
	const struct graph *graph = nulls->graph;
	g_autoptr(GHashTable) values = g_hash_table_new(NULL, NULL);
	GHashTableIter iterator;
	gpointer value;

	if (!may_be_null(nulls, call, node, IS_NULL))
		return;
	ways_add_sources(graph, values, node);
	g_hash_table_iter_init(&iterator, values);
	while (g_hash_table_iter_next(&iterator, &value, NULL)) {
		int parameter = GPOINTER_TO_INT(value);

		if (graph_node(graph, parameter)->key[0] != 'p' || nulls->needed_by[parameter])
			continue;
		nulls->needed_by[parameter] = needed_by + 1;
		g_array_append_val(queue, parameter);
	}
}

/* @inner must not get NULL, and gets what is in @node of @call. */
static void judge_argument(struct nulls *nulls, int call, int node, int inner, GArray *queue)
{
	const struct graph *graph = nulls->graph;
	const struct call *outer = graph_call(graph, call), *end = graph_call(graph, inner);
	struct finding *finding;

	if (nulls->course_of[call] < 0 || infer_is_exempt(graph, outer->function))
		return;
	if (may_be_null(nulls, call, node, UNTESTED)) {
		g_autofree char *text = g_strdup_printf("NULL may come here, to %s()",
							outer->spelled);

		finding = judge_new_finding(nulls->rule, &end->site, end->function);
		finding->message = judge_message(nulls->rule, end->function, end->spelled, "");
		finding_add_step(finding, outer->site.file, outer->site.line, outer->site.column,
				 text);
		judge_add(nulls->judge, finding);
	}
	need_parameters(nulls, call, node, inner, queue);
}

static void judge_direct(struct nulls *nulls, GArray *queue)
{
	const struct graph *graph = nulls->graph;

	for (int i = 0; i < (int)graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		for (unsigned int k = 0; call->rule && k < call->rule->nonnull_count; k++)
			for (unsigned int j = 0; j < call->arguments->len; j++) {
				struct argument argument =
					g_array_index(call->arguments, struct argument, j);

				if (argument.index == call->rule->nonnull[k] && argument.node >= 0)
					judge_argument(nulls, i, argument.node, i, queue);
			}
	}
}

static void judge_arguments(struct nulls *nulls)
{
	const struct graph *graph = nulls->graph;
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));

	judge_direct(nulls, queue);
	for (unsigned int head = 0; head < queue->len; head++) {
		int parameter = g_array_index(queue, int, head);

		for (int i = graph->in_start[parameter]; i < graph->in_start[parameter + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->in[i]);

			if (edge->kind == EDGE_CALL)
				judge_argument(nulls, edge->call, edge->source,
					       nulls->needed_by[parameter] - 1, queue);
		}
	}
}

/* -- tested too late ------------------------------------------------------------------------------- */

static void judge_allocated(struct nulls *nulls, const struct call *call,
			    const struct course *course)
{
	const struct graph *graph = nulls->graph;
	const struct inference *inference = judge_inference(nulls->judge, nulls->rule->kind);
	g_autoptr(GHashTable) values = g_hash_table_new(NULL, NULL);
	struct watch watch = { .nulls = nulls, .values = values, .call = -1, .conversion = -1 };
	struct finding *finding;
	const struct call *conversion;

	if (!inference->is[call->result] && !inference->becomes[call->result])
		return;
	ways_add_copies(graph, values, call->result);
	course_run(graph, course, &automaton, &watch, IS_VALID);
	if (!watch.bad || watch.conversion < 0)
		return;
	conversion = graph_call(graph, watch.conversion);
	finding = judge_new_finding(nulls->rule, &conversion->site, conversion->function);
	finding->message = judge_message(nulls->rule, conversion->function, conversion->spelled,
					 call->spelled);
	finding_add_step(finding, call->site.file, call->site.line, call->site.column,
			 "this may be NULL");
	judge_add(nulls->judge, finding);
}

static void judge_late(struct nulls *nulls)
{
	const struct graph *graph = nulls->graph;

	for (int i = 0; i < (int)graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->result >= 0 && call->rule && nulls->course_of[i] >= 0 &&
		    (call->rule->allocates || call->rule->hands_out) &&
		    !infer_is_exempt(graph, call->function))
			judge_allocated(nulls, call, graph_course(graph, nulls->course_of[i]));
	}
}

/* -- both --------------------------------------------------------------------------------------------- */

void judge_nulls(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	struct nulls nulls = { .judge = judge, .rule = rule, .graph = graph };

	nulls.course_of = g_new(int, graph->calls->len + 1);
	nulls.needed_by = g_new0(int, graph->nodes->len + 1);
	for (unsigned int i = 0; i < graph->calls->len; i++)
		nulls.course_of[i] = -1;
	for (unsigned int i = 0; i < graph->courses->len; i++)
		for (unsigned int k = 0; k < graph_course(graph, i)->calls->len; k++)
			nulls.course_of[g_array_index(graph_course(graph, i)->calls, int, k)] =
				(int)i;
	if (rule->way->mistake == RULE_NULL_ARGUMENT)
		judge_arguments(&nulls);
	else
		judge_late(&nulls);
	g_free(nulls.course_of);
	g_free(nulls.needed_by);
}
