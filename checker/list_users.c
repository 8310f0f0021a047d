// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/list_users.h"

#include <string.h>

#include "checker/facts.h"

/* One variable, or expression, by which a list is used. */
struct user {
	int list;		/* a node of the list */
	int node;
	const struct use *use;
};

struct users {
	const struct graph *graph;
	const struct doubts *doubts;
	int *parent;		/* lists that are one: a forest over the nodes */
	GArray *all;		/* of struct user */
};

/* -- lists ------------------------------------------------------------------------------ */

static int find(struct users *users, int node)
{
	while (users->parent[node] != node) {
		users->parent[node] = users->parent[users->parent[node]];
		node = users->parent[node];
	}
	return node;
}

static bool is_same_list(const struct graph *graph, const struct edge *edge)
{
	return edge->kind != EDGE_MEMBER && edge->kind != EDGE_CONTAINER &&
		graph_is_list(graph, edge->source) && graph_is_list(graph, edge->target);
}

static void join_lists(struct users *users)
{
	const struct graph *graph = users->graph;

	for (unsigned int i = 0; i < graph->nodes->len; i++)
		users->parent[i] = (int)i;
	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		if (is_same_list(graph, edge))
			users->parent[find(users, edge->source)] = find(users, edge->target);
	}
}

/* -- users -------------------------------------------------------------------------------- */

static void add_user(struct users *users, int list, int node, const struct use *use)
{
	struct user user = { list, node, use };

	g_array_append_val(users->all, user);
}

static bool is_variable(const struct node *node)
{
	return node->key[0] == 'l' || node->key[0] == 'p';
}

/* Where an expression goes within its function. */
static void add_flows(const struct graph *graph, int node, GArray *queue)
{
	for (int i = graph->out_start[node]; i < graph->out_start[node + 1]; i++) {
		const struct edge *edge = graph_edge(graph, graph->out[i]);

		if (edge->kind == EDGE_FLOW &&
		    graph_node(graph, edge->target)->owner == graph_node(graph, node)->owner)
			g_array_append_val(queue, edge->target);
	}
}

/* The variables that an entry taken from a list goes to; the expression when there is none. */
static void add_takers(struct users *users, const struct use *use, int list)
{
	const struct graph *graph = users->graph;
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));
	unsigned int before = users->all->len;

	g_array_append_val(queue, use->result);
	for (unsigned int head = 0; head < queue->len; head++) {
		int node = g_array_index(queue, int, head);

		if (!g_hash_table_add(seen, GINT_TO_POINTER(node)))
			continue;
		if (is_variable(graph_node(graph, node)))
			add_user(users, list, node, use);
		else
			add_flows(graph, node, queue);
	}
	if (users->all->len == before)
		add_user(users, list, use->result, use);
}

/* container_of() takes the link through a void pointer: where that is from, -1: nowhere. */
static int list_behind(const struct graph *graph, int link)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));

	g_array_append_val(queue, link);
	for (unsigned int head = 0; head < queue->len; head++) {
		int node = g_array_index(queue, int, head);

		if (graph_is_list(graph, node))
			return node;
		if (!g_hash_table_add(seen, GINT_TO_POINTER(node)))
			continue;
		for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->in[i]);

			if (edge->kind == EDGE_FLOW)
				g_array_append_val(queue, edge->source);
		}
	}
	return -1;
}

static void collect(struct users *users)
{
	const struct graph *graph = users->graph;

	for (unsigned int i = 0; i < graph->uses->len; i++) {
		const struct use *use = graph_use(graph, i);
		int list;

		if (use->base < 0 || use->result < 0)
			continue;
		if (use->how == FACT_ADDRESS && graph_is_list(graph, use->result)) {
			add_user(users, use->result, use->base, use);
		} else if (use->how == FACT_CONTAINER) {
			list = list_behind(graph, use->base);
			if (list >= 0)
				add_takers(users, use, list);
		}
	}
}

/* Whether a variable's type can change, or is what it should be. */
static bool can_change(const struct users *users, int index)
{
	const struct inference *inference = users->doubts->inference;
	const struct node *node = graph_node(users->graph, index);
	g_autofree char *reason = NULL;

	if (infer_type(inference->kind, node) || infer_is_exempt(users->graph, node->function))
		return true;
	if (!is_variable(node) || !graph_is_internal(node))
		return false;
	reason = doubts_reason(users->doubts, index);
	return !reason && doubts_is_of_kind(users->doubts, index);
}

/* list -> the user that keeps it as it is. */
static GHashTable *fixed_lists(struct users *users)
{
	GHashTable *fixed = g_hash_table_new(NULL, NULL);

	for (unsigned int i = 0; i < users->all->len; i++) {
		struct user *user = &g_array_index(users->all, struct user, i);
		int list = find(users, user->list);

		if (!g_hash_table_contains(fixed, GINT_TO_POINTER(list)) &&
		    !can_change(users, user->node))
			g_hash_table_insert(fixed, GINT_TO_POINTER(list), user);
	}
	return fixed;
}

char **list_users_doubts(const struct doubts *doubts)
{
	const struct graph *graph = doubts->inference->graph;
	struct users users = { .graph = graph, .doubts = doubts };
	char **reasons = g_new0(char *, graph->nodes->len + 1);
	g_autoptr(GHashTable) fixed = NULL;

	users.parent = g_new(int, graph->nodes->len + 1);
	users.all = g_array_new(FALSE, FALSE, sizeof(struct user));
	join_lists(&users);
	collect(&users);
	fixed = fixed_lists(&users);
	for (unsigned int i = 0; i < users.all->len; i++) {
		const struct user *user = &g_array_index(users.all, struct user, i);
		const struct user *other = g_hash_table_lookup(fixed,
				GINT_TO_POINTER(find(&users, user->list)));

		if (other && !reasons[user->node])
			reasons[user->node] = g_strdup_printf(
				"its list is also used by %s() at %s:%u", other->use->function,
				other->use->site.file, other->use->site.line);
	}
	g_array_unref(users.all);
	g_free(users.parent);
	return reasons;
}

void list_users_free(char **reasons, const struct doubts *doubts)
{
	for (unsigned int i = 0; reasons && i < doubts->inference->graph->nodes->len; i++)
		g_free(reasons[i]);
	g_free(reasons);
}
