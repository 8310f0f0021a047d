// SPDX-License-Identifier: GPL-2.0-or-later
/* Through which member of which record each list entry was linked. */
#include "checker/infer.h"

#include <string.h>

#include "checker/facts.h"

static int member_index(char **members, unsigned int count, const struct use *use)
{
	g_autofree char *name = g_strdup_printf("%s.%s", use->record, use->member);

	for (unsigned int i = 0; i < count; i++)
		if (strcmp(members[i], name) == 0)
			return (int)i;
	return -1;
}

static bool carries_link(const struct graph *graph, const struct edge *edge)
{
	return edge->kind != EDGE_CONTAINER && edge->kind != EDGE_MEMBER &&
		!graph_node(graph, edge->target)->blocked;
}

int *infer_members(const struct graph *graph, char **members, unsigned int count, int **by)
{
	unsigned int nodes = graph->nodes->len;
	int *linked = g_new(int, nodes + 1);
	GArray *queue = g_array_new(FALSE, FALSE, sizeof(int));

	*by = g_new(int, nodes + 1);
	for (unsigned int i = 0; i <= nodes; i++)
		linked[i] = (*by)[i] = -1;
	for (unsigned int i = 0; i < graph->uses->len; i++) {
		const struct use *use = graph_use(graph, i);
		int member = member_index(members, count, use);

		if (use->how != FACT_ADDRESS || member < 0 || linked[use->result] >= 0)
			continue;
		linked[use->result] = member;
		g_array_append_val(queue, use->result);
	}
	for (unsigned int head = 0; head < queue->len; head++) {
		int node = g_array_index(queue, int, head);

		for (int i = graph->out_start[node]; i < graph->out_start[node + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->out[i]);

			if (!carries_link(graph, edge) || linked[edge->target] >= 0)
				continue;
			linked[edge->target] = linked[node];
			(*by)[edge->target] = graph->out[i];
			g_array_append_val(queue, edge->target);
		}
	}
	g_array_unref(queue);
	return linked;
}
