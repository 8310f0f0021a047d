// SPDX-License-Identifier: GPL-2.0-or-later
/* From which allocator memory of a kind comes, and to which it goes back. */
#include "checker/judge_private.h"

#include <string.h>

#include "checker/blocks.h"
#include "checker/flow.h"
#include "checker/taken.h"
#include "checker/witness.h"

/* -- who takes memory back -------------------------------------------------------------------- */

/* Calls @take for each argument that goes back to the allocator of @family. */
static void for_releases(const struct graph *graph, const char *family,
			 void (*take)(void *data, const struct call *call, int node), void *data)
{
	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		for (unsigned int k = 0; call->rule && k < call->arguments->len; k++) {
			struct argument argument = g_array_index(call->arguments,
								 struct argument, k);

			if (argument.node >= 0 && call_gives_back(call, argument.index, family) &&
			    !infer_is_exempt(graph, call->function))
				take(data, call, argument.node);
		}
	}
}

/* -- allocations: memory of a family becomes the kind ------------------------------------------ */

static bool is_of_family(const struct call *call, const char *family)
{
	/* A wrapper found by inference returns what the raw allocators do. */
	return !call->rule || strcmp(call->rule->allocates, family) == 0;
}

static void collect_node(void *data, const struct call *call, int node)
{
	(void)call;
	g_array_append_val((GArray *)data, node);
}

/* The first of @nodes that what @call allocates comes to, -1: none; the way goes to @*flow. */
static int reached_by(const struct graph *graph, const struct call *call, const GArray *nodes,
		      struct flow **flow)
{
	*flow = flow_new(graph, NULL, NULL);
	flow_start(*flow, call->result);
	flow_run(*flow);
	for (unsigned int i = 0; i < nodes->len; i++)
		if ((*flow)->seen[g_array_index(nodes, int, i)])
			return g_array_index(nodes, int, i);
	return -1;
}

static void report_allocation(struct judge *judge, const struct rule *rule,
			      const struct call *call, const GArray *ends)
{
	const struct inference *inference = judge_inference(judge, rule->kind);
	struct finding *finding;
	struct flow *flow = NULL;
	int end = -1;

	if (ends)
		end = reached_by(judge->graph, call, ends, &flow);
	if (!ends || end >= 0) {
		finding = judge_new_finding(rule, &call->site, call->function);
		finding->message = judge_message(rule, call->function, call->spelled, "");
		if (ends)
			witness_add_allocation(finding, judge->graph, flow->by, end);
		else
			witness_add_fate(finding, inference, call->result);
		judge_add(judge, finding);
	}
	flow_free(flow);
}

void judge_allocations(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);
	g_autoptr(GArray) ends = NULL;

	if (rule->allocation->freed_as) {
		ends = g_array_new(FALSE, FALSE, sizeof(int));
		for_releases(graph, rule->allocation->freed_as, collect_node, ends);
	}
	for (unsigned int i = 0; i < inference->allocations->len; i++) {
		const struct call *call = graph_call(graph,
				g_array_index(inference->allocations, int, i));

		if (is_of_family(call, rule->allocation->family))
			report_allocation(judge, rule, call, ends);
	}
}

/* -- releases: memory of the kind goes back to another allocator --------------------------------- */

struct release {
	struct judge *judge;
	const struct rule *rule;
	const struct inference *inference;
	bool *scratch;		/* nodes with raw memory that never becomes the kind */
	struct flow *origin;	/* of memory of rule->release->allocated_as, or NULL */
	struct flow *other;	/* of what any other allocator gave, with @origin */
	bool *passes_on;	/* parameters whose memory goes back */
};

/* Memory that only becomes the kind may do so on other ways than this. */
static bool is_certain(const struct inference *inference, const struct call *call, int node)
{
	const struct call *first = graph_call(inference->graph, 0);

	return inference->is[node] ||
		(inference->becomes[node] && taken_before(inference, (int)(call - first), node));
}

static void report_release(void *data, const struct call *call, int node)
{
	struct release *release = data;
	const struct inference *inference = release->inference;
	struct finding *finding;

	if (!is_certain(inference, call, node) || release->scratch[node] ||
	    (release->origin && (!release->origin->seen[node] || release->other->seen[node])))
		return;
	finding = judge_new_finding(release->rule, &call->site, call->function);
	finding->message = judge_message(release->rule, call->function, call->spelled, "");
	if (!release->origin) {
		judge_convict(release->judge, finding, inference, node);
		return;
	}
	witness_add_allocation(finding, inference->graph, release->origin->by, node);
	judge_add(release->judge, finding);
}

static void push(const struct graph *graph, bool *marks, GArray *queue, int node)
{
	if (marks[node] || graph_node(graph, node)->blocked || !graph_node(graph, node)->owner[0])
		return;
	marks[node] = true;
	g_array_append_val(queue, node);
}

struct pushing {
	const struct graph *graph;
	bool *marks;
	GArray *queue;
};

static void push_release(void *data, const struct call *call, int node)
{
	struct pushing *pushing = data;

	(void)call;
	push(pushing->graph, pushing->marks, pushing->queue, node);
}

/* The nodes of a function whose memory it gives back, itself or by calling another. */
static bool *nodes_given_back(const struct graph *graph, const char *family)
{
	bool *marks = g_new0(bool, graph->nodes->len + 1);
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));
	struct pushing pushing = { graph, marks, queue };

	for_releases(graph, family, push_release, &pushing);
	for (unsigned int head = 0; head < queue->len; head++) {
		int node = g_array_index(queue, int, head);

		for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->in[i]);

			if (flow_stays_inside(edge) || edge->kind == EDGE_CALL)
				push(graph, marks, queue, edge->source);
		}
	}
	return marks;
}

/* A function that serves all kinds gives back what it gets: each call is judged by itself. */
static void judge_wrappers(struct release *release)
{
	const struct graph *graph = release->judge->graph;

	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);
		const struct call *call;

		if (edge->kind != EDGE_CALL || !release->passes_on[edge->target] ||
		    release->inference->is[edge->target])
			continue;
		call = graph_call(graph, edge->call);
		if (!infer_is_exempt(graph, call->function) &&
		    !infer_is_exempt(graph, graph_node(graph, edge->target)->function))
			report_release(release, call, edge->source);
	}
}

/* Memory that must go back to the allocator of @family, or to any if that is NULL. */
static bool is_given(const struct rule_function *rule, const char *family)
{
	if (!family)
		return rule->allocates || rule->elsewhere;
	return rule->hands_out && strcmp(rule->hands_out, family) == 0;
}

static struct flow *flow_of_family(const struct graph *graph, const char *family)
{
	struct flow *flow = flow_new(graph, NULL, NULL);

	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->rule && call->result >= 0 && is_given(call->rule, family) &&
		    !infer_is_exempt(graph, call->function))
			flow_start(flow, call->result);
	}
	flow_run(flow);
	return flow;
}

void judge_releases(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);
	g_autofree bool *scratch = infer_raw(graph, inference->becomes);
	g_autofree bool *passes_on = nodes_given_back(graph, rule->release->family);
	struct release release = {
		.judge = judge, .rule = rule, .inference = inference,
		.scratch = scratch, .passes_on = passes_on,
	};

	if (rule->release->allocated_as) {
		release.origin = flow_of_family(graph, rule->release->allocated_as);
		release.other = flow_of_family(graph, NULL);
	}
	for_releases(graph, rule->release->family, report_release, &release);
	judge_wrappers(&release);
	flow_free(release.origin);
	flow_free(release.other);
}
