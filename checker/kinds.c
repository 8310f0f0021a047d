// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/kinds.h"

#include <string.h>

#include "base/strings.h"
#include "checker/doubt.h"
#include "checker/list_users.h"

struct kinds {
	char *kind;
	GHashTable *known;	/* place and role -> struct kind_fact * */
	GPtrArray *facts;	/* of struct kind_fact *, owned */
};

/* One variant's graph. */
struct view {
	struct kinds *kinds;
	const struct graph *graph;
	const struct doubts *doubts;
	char **list_doubts;	/* see list_users.h */
	const char *variant;
};

static void fact_free(gpointer data)
{
	struct kind_fact *fact = data;

	g_ptr_array_unref(fact->doubts);
	g_free(fact);
}

struct kinds *kinds_new(const char *kind)
{
	struct kinds *kinds = g_new0(struct kinds, 1);

	kinds->kind = g_strdup(kind);
	kinds->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	kinds->facts = g_ptr_array_new_with_free_func(fact_free);
	return kinds;
}

void kinds_free(struct kinds *kinds)
{
	if (!kinds)
		return;
	g_free(kinds->kind);
	g_hash_table_unref(kinds->known);
	g_ptr_array_unref(kinds->facts);
	g_free(kinds);
}

/* -- merging ---------------------------------------------------------------------------- */

/* The fact at @site, which this variant has. */
static struct kind_fact *find_fact(const struct view *view, enum kind_role role,
				   const struct site *site, const char *function,
				   const char *name)
{
	g_autofree char *key = g_strdup_printf("%d %s %u %u %s %s", role, site->file, site->line,
					       site->column, function, name);
	struct kind_fact *fact = g_hash_table_lookup(view->kinds->known, key);

	if (!fact) {
		fact = g_new0(struct kind_fact, 1);
		fact->role = role;
		fact->file = g_intern_string(site->file);
		fact->function = g_intern_string(function);
		fact->name = g_intern_string(name);
		fact->type = "";
		fact->line = site->line;
		fact->column = site->column;
		fact->order = -1;
		fact->doubts = g_ptr_array_new_with_free_func(g_free);
		g_hash_table_insert(view->kinds->known, g_steal_pointer(&key), fact);
		g_ptr_array_add(view->kinds->facts, fact);
	}
	return fact;
}

/* Notes what speaks against @node being of the kind. */
static void add_doubts(const struct view *view, struct kind_fact *fact, int node)
{
	g_autofree char *reason = doubts_reason(view->doubts, node);
	const char *list = view->list_doubts[node];
	bool of_kind = doubts_is_of_kind(view->doubts, node);

	fact->somewhere |= of_kind;
	if (reason || !of_kind || list)
		g_ptr_array_add(fact->doubts, g_strdup_printf("%s: %s", view->variant,
			reason ? reason : of_kind ? list : "nothing says so"));
}

/* -- variables ------------------------------------------------------------------------------ */

static bool role_of(const struct node *node, enum kind_role *role)
{
	switch (node->key[0]) {
	case 'l':
		*role = KIND_LOCAL;
		return true;
	case 'p':
		*role = KIND_PARAMETER;
		return true;
	case 'r':
		*role = KIND_RESULT;
		return true;
	case 'f':
		*role = KIND_MEMBER;
		return true;
	default:
		return false;
	}
}

static unsigned int parameter_position(const struct node *node)
{
	return (unsigned int)g_ascii_strtoull(strrchr(node->key, '#') + 1, NULL, 10);
}

/* One that points to a descriptor, and whose type does not yet say of what kind. */
static void add_variable(const struct view *view, int index)
{
	const struct node *node = graph_node(view->graph, index);
	const struct inference *inference = view->doubts->inference;
	struct kind_fact *fact;
	enum kind_role role;

	if (!role_of(node, &role) || !graph_is_descriptor_pointer(view->graph, node) ||
	    infer_type(inference->kind, node) || infer_is_exempt(view->graph, node->function))
		return;
	if (role != KIND_MEMBER && !node->site.file[0] && role != KIND_RESULT)
		return;
	fact = find_fact(view, role, &node->site, node->function,
			 role == KIND_MEMBER ? node->key + strlen("f:") : node->name);
	fact->type = g_intern_string(node->type);
	fact->internal = role == KIND_LOCAL || (role == KIND_PARAMETER && graph_is_internal(node));
	if (role == KIND_PARAMETER)
		fact->position = parameter_position(node);
	add_doubts(view, fact, index);
}

/* -- the two ends of its life ------------------------------------------------------------------ */

/* A function that falls back on another allocator hands out memory of both. */
static void add_doubts_of_result(const struct view *view, struct kind_fact *fact, int result)
{
	const struct graph *graph = view->graph;
	const char *owner = graph_node(graph, result)->owner;
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));

	g_array_append_val(queue, result);
	for (unsigned int head = 0; head < queue->len && !fact->doubts->len; head++) {
		int node = g_array_index(queue, int, head);

		if (graph_node(graph, node)->blocked || graph_node(graph, node)->owner != owner ||
		    !g_hash_table_add(seen, GINT_TO_POINTER(node)))
			continue;
		if (node == result || graph_node(graph, node)->key[0] == 'r')
			add_doubts(view, fact, node);
		for (int i = graph->out_start[node]; i < graph->out_start[node + 1]; i++)
			g_array_append_val(queue, graph_edge(graph, graph->out[i])->target);
	}
}

/* What the source calls may be a macro that takes no order. */
static void set_order(const struct view *view, struct kind_fact *fact, const struct call *call)
{
	const struct rule_function *rule =
		g_hash_table_lookup(view->graph->rules->functions, call->spelled);

	if (!rule)
		rule = call->rule;
	if (rule && rule->order_count)
		fact->order = (int)rule->order[0];
}

static void add_allocations(const struct view *view)
{
	const GArray *allocations = view->doubts->inference->allocations;

	for (unsigned int i = 0; i < allocations->len; i++) {
		const struct call *call = graph_call(view->graph, g_array_index(allocations, int, i));
		struct kind_fact *fact = find_fact(view, KIND_ALLOCATION, &call->site,
						   call->function, call->spelled);

		fact->somewhere = true;
		set_order(view, fact, call);
		add_doubts_of_result(view, fact, call->result);
	}
}

static void add_release(const struct view *view, const struct call *call)
{
	struct kind_fact *fact = NULL;

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		for (unsigned int k = 0; k < call->rule->releases_count; k++) {
			if (call->rule->releases[k] != argument.index)
				continue;
			if (!fact)
				fact = find_fact(view, KIND_RELEASE, &call->site, call->function,
						 call->spelled);
			set_order(view, fact, call);
			add_doubts(view, fact, argument.node);
		}
	}
}

/* -- all -------------------------------------------------------------------------------------------- */

static const struct rule_kind *find_kind(const struct rules *rules, const char *name)
{
	for (unsigned int i = 0; i < rules->kinds->len; i++) {
		const struct rule_kind *kind = g_ptr_array_index(rules->kinds, i);

		if (strcmp(kind->name, name) == 0)
			return kind;
	}
	return NULL;
}

void kinds_add(struct kinds *kinds, const struct graph *graph, const char *variant)
{
	const struct rule_kind *kind = find_kind(graph->rules, kinds->kind);
	struct inference *inference = kind ? infer_kind(graph, kind) : NULL;
	struct doubts *doubts = inference ? doubts_new(inference) : NULL;
	char **list_doubts = doubts ? list_users_doubts(doubts) : NULL;
	struct view view = { kinds, graph, doubts, list_doubts, variant };

	for (unsigned int i = 0; doubts && i < graph->nodes->len; i++)
		add_variable(&view, (int)i);
	if (doubts)
		add_allocations(&view);
	for (unsigned int i = 0; doubts && i < graph->calls->len; i++)
		if (graph_call(graph, i)->rule && graph_call(graph, i)->rule->releases_count)
			add_release(&view, graph_call(graph, i));
	list_users_free(list_doubts, doubts);
	doubts_free(doubts);
	inference_free(inference);
}

static int by_place(gconstpointer a, gconstpointer b)
{
	const struct kind_fact *left = *(const struct kind_fact *const *)a;
	const struct kind_fact *right = *(const struct kind_fact *const *)b;
	int order = strings_compare_places(left->file, left->line, left->column,
					   right->file, right->line, right->column);

	if (order)
		return order;
	if (left->role != right->role)
		return left->role < right->role ? -1 : 1;
	order = strcmp(left->function, right->function);
	return order ? order : strcmp(left->name, right->name);
}

GPtrArray *kinds_facts(struct kinds *kinds)
{
	g_ptr_array_sort(kinds->facts, by_place);
	return kinds->facts;
}

bool kind_fact_is_proven(const struct kind_fact *fact)
{
	return !fact->doubts->len;
}

const char *kind_role_name(enum kind_role role)
{
	static const char *const names[] = {
		[KIND_LOCAL] = "local", [KIND_PARAMETER] = "parameter", [KIND_RESULT] = "result",
		[KIND_MEMBER] = "member", [KIND_ALLOCATION] = "allocation",
		[KIND_RELEASE] = "release",
	};

	return names[role];
}
