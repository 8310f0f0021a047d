// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/ways.h"

#include "checker/flow.h"

bool ways_has(GHashTable *set, int node)
{
	return g_hash_table_contains(set, GINT_TO_POINTER(node));
}

bool ways_has_any(GHashTable *set, const GArray *nodes)
{
	for (unsigned int i = 0; nodes && i < nodes->len; i++)
		if (ways_has(set, g_array_index(nodes, int, i)))
			return true;
	return false;
}

bool ways_call_has(const struct call *call, GHashTable *set)
{
	for (unsigned int i = 0; i < call->arguments->len; i++)
		if (ways_has(set, g_array_index(call->arguments, struct argument, i).node))
			return true;
	return false;
}

bool ways_is_shared(const struct graph *graph, int node)
{
	char key = node < 0 ? '\0' : graph_node(graph, node)->key[0];

	/* What is written to a member or through a pointer is a temporary value. */
	return key == 't' || key == 'v' || key == 'f';
}

/* Whether @edge leads from one value to another of the same function. */
static bool is_within(const struct graph *graph, const struct edge *edge)
{
	const char *owner = graph_node(graph, edge->source)->owner;

	return owner[0] && owner == graph_node(graph, edge->target)->owner &&
		(flow_stays_inside(edge) || edge->kind == EDGE_MEMBER) &&
		!graph_node(graph, edge->target)->blocked;
}

static void add_all(const struct graph *graph, GHashTable *set, int node, bool forward)
{
	const int *list = forward ? graph->out : graph->in;
	const int *start = forward ? graph->out_start : graph->in_start;
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));

	g_array_append_val(queue, node);
	while (queue->len) {
		node = g_array_index(queue, int, queue->len - 1);
		g_array_set_size(queue, queue->len - 1);
		if (!g_hash_table_add(set, GINT_TO_POINTER(node)))
			continue;
		g_array_append_val(queue, graph_node(graph, node)->same);
		for (int i = start[node]; i < start[node + 1]; i++) {
			const struct edge *edge = graph_edge(graph, list[i]);

			if (!is_within(graph, edge))
				continue;
			g_array_append_val(queue, *(forward ? &edge->target : &edge->source));
		}
	}
}

void ways_add_copies(const struct graph *graph, GHashTable *set, int node)
{
	add_all(graph, set, node, true);
}

void ways_add_sources(const struct graph *graph, GHashTable *set, int node)
{
	add_all(graph, set, node, false);
}

static bool has_edge_in(const struct graph *graph, int node)
{
	for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++)
		if (is_within(graph, graph_edge(graph, graph->in[i])))
			return true;
	return false;
}

static bool has_source(const struct graph *graph, int node)
{
	int at = node;

	do {
		if (has_edge_in(graph, at))
			return true;
		at = graph_node(graph, at)->same;
	} while (at != node);
	return false;
}

GHashTable *ways_origins(const struct graph *graph, int call, unsigned int index)
{
	const GArray *arguments = graph_call(graph, call)->arguments;
	g_autoptr(GHashTable) sources = g_hash_table_new(NULL, NULL);
	GHashTable *origins = g_hash_table_new(NULL, NULL);
	GHashTableIter iterator;
	gpointer node;

	for (unsigned int i = 0; i < arguments->len; i++) {
		struct argument argument = g_array_index(arguments, struct argument, i);

		if (argument.index == index && argument.node >= 0)
			ways_add_sources(graph, sources, argument.node);
	}
	g_hash_table_iter_init(&iterator, sources);
	while (g_hash_table_iter_next(&iterator, &node, NULL))
		if (!has_source(graph, GPOINTER_TO_INT(node)))
			g_hash_table_add(origins, node);
	return origins;
}

int ways_only_origin(const struct graph *graph, int node)
{
	g_autoptr(GHashTable) sources = g_hash_table_new(NULL, NULL);
	GHashTableIter iterator;
	gpointer source;
	int origin = -1;

	ways_add_sources(graph, sources, node);
	g_hash_table_iter_init(&iterator, sources);
	while (g_hash_table_iter_next(&iterator, &source, NULL)) {
		if (has_source(graph, GPOINTER_TO_INT(source)))
			continue;
		if (origin >= 0)
			return -1;
		origin = GPOINTER_TO_INT(source);
	}
	return origin;
}

int ways_call_giving(const struct graph *graph, const struct course *course, int node)
{
	for (unsigned int i = 0; i < course->calls->len; i++) {
		int call = g_array_index(course->calls, int, i);

		if (graph_call(graph, call)->result == node)
			return call;
	}
	return -1;
}
