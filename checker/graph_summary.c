// SPDX-License-Identifier: GPL-2.0-or-later
/* What a function returns of its argument comes back to that call alone. */
#include "checker/graph_private.h"

/*
 * Which parameters of its own function each node may stand for, as a bit set
 * (parameters beyond 63 are not summarised).
 */
static guint64 *parameter_sets(const struct graph *graph)
{
	guint64 *sets = g_new0(guint64, graph->nodes->len + 1);

	for (unsigned int i = 0; i < graph->nodes->len; i++) {
		const char *key = graph_node(graph, i)->key;
		unsigned int position;

		if (key[0] != 'p')
			continue;
		position = (unsigned int)g_ascii_strtoull(strrchr(key, '#') + 1, NULL, 10);
		if (position < 64)
			sets[i] = G_GUINT64_CONSTANT(1) << position;
	}
	return sets;
}

static bool widen(guint64 *set, guint64 by)
{
	guint64 before = *set;

	*set |= by;
	return *set != before;
}

/* What a call's result may stand for: the arguments whose parameters are returned. */
static guint64 result_set(const struct graph *graph, const guint64 *sets, guint64 returned,
			  const struct call *call)
{
	guint64 set = 0;

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		if (argument.index < 64 && argument.node >= 0 &&
		    returned & G_GUINT64_CONSTANT(1) << argument.index &&
		    graph_node(graph, argument.node)->owner[0])
			set |= sets[argument.node];
	}
	return set;
}

static bool widen_along(const struct graph *graph, guint64 *sets, const struct edge *edge)
{
	const struct node *source = graph_node(graph, edge->source);
	const struct node *target = graph_node(graph, edge->target);

	if (target->blocked)
		return false;
	if (edge->kind == EDGE_RETURN && target->key[0] == 't')
		return widen(&sets[edge->target],
			     result_set(graph, sets, sets[edge->source],
					graph_call(graph, edge->call)));
	if (edge->kind >= EDGE_CALL || !source->owner[0] || source->owner != target->owner)
		return false;
	return widen(&sets[edge->target], sets[edge->source]);
}

static void add_summary(struct graph *graph, const struct edge *back, guint64 returned)
{
	const struct call *call = graph_call(graph, back->call);
	struct edge copy = *back;

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		if (argument.index < 64 && returned & G_GUINT64_CONSTANT(1) << argument.index)
			graph_add_edge(graph, argument.node, copy.target, EDGE_SUMMARY,
				       copy.call, copy.note, &copy.site);
	}
}

void graph_summarize(struct graph *graph)
{
	g_autofree guint64 *sets = parameter_sets(graph);
	unsigned int edges = graph->edges->len;
	bool changed = true;

	while (changed) {
		changed = false;
		for (unsigned int i = 0; i < edges; i++)
			changed |= widen_along(graph, sets, graph_edge(graph, i));
	}
	for (unsigned int i = 0; i < edges; i++) {
		struct edge edge = *graph_edge(graph, i);

		if (edge.kind == EDGE_RETURN && graph_node(graph, edge.source)->key[0] == 'r' &&
		    sets[edge.source])
			add_summary(graph, &edge, sets[edge.source]);
	}
}
