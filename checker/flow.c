// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/flow.h"

bool flow_stays_inside(const struct edge *edge)
{
	return edge->kind == EDGE_FLOW || edge->kind == EDGE_CONVERT ||
		edge->kind == EDGE_SUMMARY || edge->kind == EDGE_BASE;
}

/* How something came to a node. */
#define THROUGH_PARAMETER 1
#define FROM_WITHIN 2

static bool is_everyones(const struct node *node)
{
	return node->key[0] == 'f' || node->key[0] == 'v';
}

/* How @edge carries on what came to its source by @ways; 0: not. */
static guint8 carries(const struct flow *flow, const struct edge *edge, guint8 ways)
{
	const struct node *target = graph_node(flow->graph, edge->target);

	if (target->blocked || edge->kind == EDGE_BASE)
		return 0;
	if (flow->stops && flow->stops(flow->data, target))
		return 0;
	if (edge->kind == EDGE_CALL)
		return THROUGH_PARAMETER;
	if (edge->kind == EDGE_RETURN)
		return ways & FROM_WITHIN;
	return is_everyones(target) ? FROM_WITHIN : ways;
}

static void spread_to(struct flow *flow, int node, guint8 ways, int edge)
{
	guint8 *seen = &flow->seen[node];

	if (!(ways & ~*seen))
		return;
	if (!*seen)
		flow->by[node] = edge;
	*seen |= ways;
	g_array_append_val(flow->queue, node);
}

void flow_start(struct flow *flow, int node)
{
	spread_to(flow, node, FROM_WITHIN, -1);
}

void flow_run(struct flow *flow)
{
	const struct graph *graph = flow->graph;

	for (unsigned int head = 0; head < flow->queue->len; head++) {
		int node = g_array_index(flow->queue, int, head);
		guint8 ways = flow->seen[node];

		for (int i = graph->out_start[node]; i < graph->out_start[node + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->out[i]);

			spread_to(flow, edge->target, carries(flow, edge, ways), graph->out[i]);
		}
	}
	g_array_set_size(flow->queue, 0);
}

struct flow *flow_new(const struct graph *graph,
		      bool (*stops)(const void *data, const struct node *target),
		      const void *data)
{
	struct flow *flow = g_new0(struct flow, 1);

	flow->graph = graph;
	flow->stops = stops;
	flow->data = data;
	flow->seen = g_new0(guint8, graph->nodes->len + 1);
	flow->by = g_new0(int, graph->nodes->len + 1);
	flow->queue = g_array_new(FALSE, FALSE, sizeof(int));
	return flow;
}

void flow_free(struct flow *flow)
{
	if (!flow)
		return;
	g_free(flow->seen);
	g_free(flow->by);
	g_array_unref(flow->queue);
	g_free(flow);
}
