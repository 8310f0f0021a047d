// SPDX-License-Identifier: GPL-2.0-or-later
/* The kind's descriptor taken of memory that has none. */
#include "checker/judge_private.h"

#include <string.h>

#include "checker/doubt.h"

/* Whether @edge makes the descriptor @type of what another descriptor stands for. */
static bool makes_descriptor(const struct graph *graph, const struct edge *edge,
			     const char *type)
{
	const struct node *source = graph_node(graph, edge->source);
	const struct node *target = graph_node(graph, edge->target);

	if (strcmp(target->canonical, type) != 0 || strcmp(source->canonical, type) == 0)
		return false;
	if (edge->kind == EDGE_SUMMARY || edge->kind == EDGE_CONVERT)
		return true;
	return edge->kind == EDGE_FLOW && graph_is_descriptor_pointer(graph, source);
}

static void convict(struct judge *judge, const struct rule *rule, const struct edge *edge,
		    const char *function, const char *origin)
{
	struct finding *finding = judge_new_finding(rule, &edge->site, function);

	finding->message = judge_message(rule, function, rule->descriptor->record, origin);
	judge_add(judge, finding);
}

void judge_descriptor(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);
	g_autofree char *type = g_strdup_printf("struct %s *", rule->descriptor->record);
	struct doubts *doubts = NULL;

	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);
		const char *function = graph_node(graph, edge->target)->function;
		g_autofree char *origin = NULL;

		if (!makes_descriptor(graph, edge, type) || judge_is_exempt(judge, function))
			continue;
		if (!doubts)
			doubts = doubts_of_origin(inference);
		origin = doubts_origin(doubts, edge->source);
		if (origin)
			convict(judge, rule, edge, function, origin);
	}
	doubts_free(doubts);
}
