// SPDX-License-Identifier: GPL-2.0-or-later
/* Calls: what is passed and returned, directly, by rule and through pointers. */
#include "checker/graph_private.h"

#include <string.h>

static bool is_function(const struct node *node)
{
	return g_str_has_prefix(node->key, "fn:");
}

/*
 * What a callee does not share with us by value it may change for us: lists and
 * pointers to pointers carry values out of a call as well as in.
 */
static bool is_shared(const struct graph *graph, const struct node *parameter)
{
	if (!parameter->site.file[0])	/* no body was seen, so nothing changes it */
		return false;
	return g_str_has_suffix(parameter->canonical, "**") ||
		graph_points_into(parameter->canonical, graph->rules->lists);
}

static void pass_argument(struct graph *graph, int index, int source, const char *function,
			  unsigned int position, int call_index)
{
	g_autofree char *key = g_strdup_printf("p:%s#%u", function, position);
	struct call *call = graph_call(graph, index);
	int parameter = graph_add_node(graph, key);

	graph_add_edge(graph, source, parameter, EDGE_CALL, call_index, call->name, &call->site);
	if (is_shared(graph, graph_node(graph, parameter)))
		graph_add_edge(graph, parameter, source, EDGE_RETURN, call_index, call->name,
			       &call->site);
}

static void link_body(struct graph *graph, int index, const char *function)
{
	struct call *call = graph_call(graph, index);
	g_autofree char *key = g_strdup_printf("r:%s", function);

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		pass_argument(graph, index, argument.node, function, argument.index, index);
	}
	if (call->result >= 0)
		graph_add_edge(graph, graph_add_node(graph, key), call->result, EDGE_RETURN, index,
			       call->name, &call->site);
}

/* Calls @use for each value of argument @index. */
static void for_argument(struct graph *graph, int call, unsigned int index,
			 void (*use)(struct graph *graph, int call, int node))
{
	GArray *arguments = graph_call(graph, call)->arguments;

	for (unsigned int i = 0; i < arguments->len; i++)
		if (g_array_index(arguments, struct argument, i).index == index)
			use(graph, call, g_array_index(arguments, struct argument, i).node);
}

static void convert_argument(struct graph *graph, int index, int node)
{
	struct call *call = graph_call(graph, index);

	graph_add_edge(graph, node, call->result, EDGE_CONVERT, index, call->spelled, &call->site);
}

static void link_to_lists(struct graph *graph, int index, int entry)
{
	struct call *call = graph_call(graph, index);

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument list = g_array_index(call->arguments, struct argument, i);

		if (list.index == call->rule->links->list)
			graph_add_edge(graph, entry, list.node, EDGE_LINK, index,
				       call->spelled, &call->site);
	}
}

static void call_back(struct graph *graph, int index, int function)
{
	const struct rule_callback *back = graph_call(graph, index)->rule->calls;
	GArray *arguments = graph_call(graph, index)->arguments;

	if (!is_function(graph_node(graph, function)))
		return;
	for (unsigned int i = 0; i < arguments->len; i++) {
		struct argument argument = g_array_index(arguments, struct argument, i);

		if (argument.index == back->argument)
			pass_argument(graph, index, argument.node,
				      graph_node(graph, function)->key + strlen("fn:"),
				      back->parameter, index);
	}
}

static bool link_by_rule(struct graph *graph, int index)
{
	const struct rule_function *rule = graph_call(graph, index)->rule;

	if (!rule)
		return false;
	for (unsigned int i = 0; i < rule->converts_count; i++)
		for_argument(graph, index, rule->converts[i], convert_argument);
	if (rule->links)
		for_argument(graph, index, rule->links->entry, link_to_lists);
	if (rule->calls && !rule->calls->member)
		for_argument(graph, index, rule->calls->function, call_back);
	return rule->opaque || rule->converts_count || rule->links || rule->calls ||
		rule->allocates;
}

/* The member whose functions the call @index reaches in a way that no compiler shows, or -1. */
static int hidden_callee(struct graph *graph, int index)
{
	const struct rule_function *rule = graph_call(graph, index)->rule;
	g_autofree char *key = NULL;

	if (!rule || !rule->calls || !rule->calls->member)
		return -1;
	key = g_strdup_printf("f:%s", rule->calls->member);
	return graph_add_node(graph, key);
}

/* The functions that may be in a function pointer: node -> GArray of function nodes. */
static void spread_function(int function, GHashTable *targets,
			    GHashTable *flows)
{
	GArray *work = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	g_array_append_val(work, function);
	while (work->len) {
		int node = g_array_index(work, int, work->len - 1);
		GArray *next = g_hash_table_lookup(flows, GINT_TO_POINTER(node));
		GArray *found;

		g_array_set_size(work, work->len - 1);
		if (!g_hash_table_add(seen, GINT_TO_POINTER(node)))
			continue;
		found = g_hash_table_lookup(targets, GINT_TO_POINTER(node));
		if (found)
			g_array_append_val(found, function);
		if (next)
			g_array_append_vals(work, next->data, next->len);
	}
	g_array_unref(work);
}

static GArray *list_at(GHashTable *table, int key)
{
	GArray *list = g_hash_table_lookup(table, GINT_TO_POINTER(key));

	if (!list) {
		list = g_array_new(FALSE, FALSE, sizeof(int));
		g_hash_table_insert(table, GINT_TO_POINTER(key), list);
	}
	return list;
}

static void free_list(gpointer list)
{
	g_array_unref(list);
}

void graph_link_indirect(struct graph *graph)
{
	g_autoptr(GHashTable) flows = g_hash_table_new_full(NULL, NULL, NULL, free_list);
	g_autoptr(GHashTable) targets = g_hash_table_new_full(NULL, NULL, NULL, free_list);
	unsigned int calls = graph->calls->len, nodes = graph->nodes->len;

	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		if (edge->kind == EDGE_FLOW || edge->kind == EDGE_CALL)
			g_array_append_val(list_at(flows, edge->source), edge->target);
	}
	for (unsigned int i = 0; i < calls; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->callee >= 0 && !is_function(graph_node(graph, call->callee)))
			list_at(targets, call->callee);
		if (hidden_callee(graph, (int)i) >= 0)
			list_at(targets, hidden_callee(graph, (int)i));
	}
	for (unsigned int i = 0; i < nodes; i++)
		if (is_function(graph_node(graph, i)))
			spread_function((int)i, targets, flows);
	for (unsigned int i = 0; i < calls; i++) {
		GArray *found = g_hash_table_lookup(targets,
				GINT_TO_POINTER(graph_call(graph, i)->callee));

		for (unsigned int k = 0; found && k < found->len; k++)
			link_body(graph, (int)i, graph_node(graph,
				  g_array_index(found, int, k))->key + strlen("fn:"));
		found = g_hash_table_lookup(targets, GINT_TO_POINTER(hidden_callee(graph, (int)i)));
		for (unsigned int k = 0; found && k < found->len; k++)
			call_back(graph, (int)i, g_array_index(found, int, k));
	}
}

void graph_link_direct(struct graph *graph)
{
	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->callee < 0 || !is_function(graph_node(graph, call->callee)))
			continue;
		if (!link_by_rule(graph, (int)i))
			link_body(graph, (int)i, graph_node(graph, graph_call(graph, i)->callee)->key +
				  strlen("fn:"));
	}
}
