// SPDX-License-Identifier: GPL-2.0-or-later
/* Which values hold memory of the raw allocators. */
#include "checker/infer.h"

static bool carries_raw(const struct graph *graph, const struct edge *edge)
{
	char target = graph_node(graph, edge->target)->key[0];

	return edge->kind != EDGE_CALL && edge->kind != EDGE_LINK && edge->kind != EDGE_MEMBER &&
		target != 'f' && target != 'v';
}

bool *infer_raw(const struct graph *graph, const bool *but)
{
	bool *raw = g_new0(bool, graph->nodes->len + 1);
	GArray *queue = g_array_new(FALSE, FALSE, sizeof(int));

	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (!call->rule || !call->rule->allocates || call->result < 0 ||
		    (but && but[call->result]))
			continue;
		raw[call->result] = true;
		g_array_append_val(queue, call->result);
	}
	for (unsigned int head = 0; head < queue->len; head++) {
		int node = g_array_index(queue, int, head);

		for (int i = graph->out_start[node]; i < graph->out_start[node + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->out[i]);

			if (raw[edge->target] || (but && but[edge->target]) ||
			    !carries_raw(graph, edge))
				continue;
			raw[edge->target] = true;
			g_array_append_val(queue, edge->target);
		}
	}
	g_array_unref(queue);
	return raw;
}
