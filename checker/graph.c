// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/graph_private.h"

#include <string.h>

/* -- nodes ----------------------------------------------------------------------------- */

const char *graph_intern(struct graph *graph, const char *text)
{
	return g_string_chunk_insert_const(graph->strings, text);
}

/* "p:mm/x.c:foo#1" -> "mm/x.c:foo": the function a key belongs to; "" when shared. */
static const char *key_owner(struct graph *graph, const char *key)
{
	const char *start = key + 2;
	g_autofree char *owner = NULL;

	switch (key[0]) {
	case 'p':
		owner = g_strndup(start, (size_t)(strrchr(start, '#') - start));
		return graph_intern(graph, owner);
	case 'l':
	case 't':
		owner = g_strndup(start, (size_t)(strrchr(start, '/') - start));
		return graph_intern(graph, owner);
	case 'r':
		return graph_intern(graph, start);
	default:
		return "";
	}
}

static const char *plain_name(const char *function)
{
	const char *colon = strrchr(function, ':');

	return colon ? colon + 1 : function;
}

int graph_new_node(struct graph *graph, const char *key)
{
	struct node node = {
		.name = "", .type = "", .canonical = "", .site = { "", 0, 0 },
		.same = (int)graph->nodes->len,
	};

	node.key = graph_intern(graph, key);
	node.owner = key_owner(graph, key);
	node.function = graph_intern(graph, plain_name(node.owner));
	g_array_append_val(graph->nodes, node);
	return (int)graph->nodes->len - 1;
}

int graph_add_node(struct graph *graph, const char *key)
{
	int id = GPOINTER_TO_INT(g_hash_table_lookup(graph->ids, key)) - 1;

	if (id >= 0)
		return id;
	id = graph_new_node(graph, key);
	g_hash_table_insert(graph->ids, (gpointer)graph_node(graph, id)->key,
			    GINT_TO_POINTER(id + 1));
	return id;
}

int graph_member_hub(struct graph *graph, const char *record, const char *member)
{
	g_autofree char *key = g_strdup_printf("f:%s.%s", record, member);

	return graph_add_node(graph, key);
}

void graph_add_edge(struct graph *graph, int source, int target, enum edge_kind kind,
		    int call, const char *note, const struct site *site)
{
	struct edge edge = { source, target, kind, call, note, *site };

	if (source >= 0 && target >= 0 && source != target)
		g_array_append_val(graph->edges, edge);
}

/* -- what a node is -------------------------------------------------------------------------- */

bool graph_points_into(const char *canonical, GHashTable *set)
{
	size_t prefix = strlen("struct "), suffix = strlen(" *"), length = strlen(canonical);
	g_autofree char *record = NULL;

	if (!g_str_has_prefix(canonical, "struct ") || !g_str_has_suffix(canonical, " *"))
		return false;
	record = g_strndup(canonical + prefix, length - prefix - suffix);
	return g_hash_table_contains(set, record);
}

bool graph_is_list(const struct graph *graph, int node)
{
	const char *type = graph_node(graph, node)->canonical;
	g_autofree char *record = NULL;

	if (g_str_has_prefix(type, "struct "))
		type += strlen("struct ");
	record = g_strndup(type, strcspn(type, " *["));
	return *record && g_hash_table_contains(graph->rules->lists, record);
}

bool graph_is_object(const struct graph *graph, const struct node *node)
{
	if (node->key[0] != 'v' && node->key[0] != 'l')
		return false;
	if (strchr(node->canonical, '['))
		return true;
	return !strchr(node->canonical, '*') && !g_str_has_prefix(node->canonical, "unsigned ") &&
		!g_hash_table_contains(graph->rules->lists, node->canonical);
}

bool graph_is_internal(const struct node *node)
{
	return node->key[0] == 'l' || strchr(node->key + strlen("p:"), ':');
}

bool graph_is_descriptor_pointer(const struct graph *graph, const struct node *node)
{
	return graph_points_into(node->canonical, graph->rules->descriptors);
}

/* -- adjacency ------------------------------------------------------------------------------- */

static void index_edges(const struct graph *graph, int **list, int **start, bool by_target)
{
	unsigned int nodes = graph->nodes->len;
	int *next;

	g_free(*list);
	g_free(*start);
	*list = g_new(int, graph->edges->len + 1);
	*start = g_new0(int, nodes + 2);
	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		(*start)[(by_target ? edge->target : edge->source) + 2]++;
	}
	for (unsigned int i = 1; i <= nodes; i++)
		(*start)[i + 1] += (*start)[i];
	next = *start + 1;
	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		(*list)[next[by_target ? edge->target : edge->source]++] = (int)i;
	}
}

void graph_link(struct graph *graph)
{
	graph_link_direct(graph);
	graph_link_indirect(graph);
	graph_summarize(graph);
	index_edges(graph, &graph->out, &graph->out_start, false);
	index_edges(graph, &graph->in, &graph->in_start, true);
}

/* -- life ------------------------------------------------------------------------------------- */

struct graph *graph_new(const struct rules *rules)
{
	struct graph *graph = g_new0(struct graph, 1);

	graph->rules = rules;
	graph->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
	graph->edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
	graph->uses = g_array_new(FALSE, FALSE, sizeof(struct use));
	graph->calls = g_array_new(FALSE, FALSE, sizeof(struct call));
	graph->courses = g_array_new(FALSE, FALSE, sizeof(struct course));
	graph->ids = g_hash_table_new(g_str_hash, g_str_equal);
	graph->strings = g_string_chunk_new(1 << 16);
	graph->builder = g_new0(struct graph_builder, 1);
	graph->builder->ids = g_array_new(FALSE, FALSE, sizeof(int));
	graph->builder->calls = g_array_new(FALSE, FALSE, sizeof(int));
	return graph;
}

void graph_free(struct graph *graph)
{
	if (!graph)
		return;
	for (unsigned int i = 0; i < graph->calls->len; i++) {
		g_array_unref(graph_call(graph, i)->arguments);
		if (graph_call(graph, i)->numbers)
			g_array_unref(graph_call(graph, i)->numbers);
	}
	for (unsigned int i = 0; i < graph->courses->len; i++) {
		g_array_unref(graph_course(graph, i)->nodes);
		g_array_unref(graph_course(graph, i)->calls);
	}
	g_array_unref(graph->courses);
	g_array_unref(graph->nodes);
	g_array_unref(graph->edges);
	g_array_unref(graph->uses);
	g_array_unref(graph->calls);
	g_hash_table_unref(graph->ids);
	g_string_chunk_free(graph->strings);
	g_array_unref(graph->builder->ids);
	g_array_unref(graph->builder->calls);
	g_free(graph->builder);
	g_free(graph->out);
	g_free(graph->out_start);
	g_free(graph->in);
	g_free(graph->in_start);
	g_free(graph);
}
