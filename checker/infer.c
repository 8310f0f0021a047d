// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/infer.h"

#include <string.h>

/* A breadth-first search, so that each witness is as short as can be. */
struct search {
	struct inference *inference;
	GArray *queue;		/* of int: nodes */
	unsigned int head;
	int *calls_seen;	/* calls that gave a parameter the kind */
	int *calls_all;		/* calls that give a parameter anything */
	bool *inner;		/* reached by going down into a callee */
	GHashTable *counted;	/* (parameter, call) pairs in calls_seen */
	GArray *listed;		/* of int: nodes linked into lists of the kind */
};

/* -- evidence --------------------------------------------------------------------------- */

/* "pte_t[512]", a variable outside of functions, is as good as the "pte_t *" it decays to. */
static bool decays_to(const struct node *node, const char *pointer)
{
	size_t stem = strcspn(node->type, "[");

	return node->key[0] == 'v' && node->type[stem] && strlen(pointer) == stem + strlen(" *") &&
		strncmp(node->type, pointer, stem) == 0 && g_str_has_suffix(pointer, " *");
}

/* "pte_t *[8]", "pte_t **", "pgtable_t *": it stands for what it holds, or points at. */
static bool holds(const struct node *node, const char *type)
{
	const char *rest = g_str_has_prefix(node->type, type) ? node->type + strlen(type) : "";

	return rest[0] == '[' || strcmp(rest, "*") == 0 || strcmp(rest, " *") == 0;
}

const struct rule_type *infer_type(const struct rule_kind *kind, const struct node *node)
{
	for (unsigned int i = 0; i < kind->types_count; i++) {
		const struct rule_type *type = &kind->types[i];

		if (strcmp(type->type, node->type) == 0 &&
		    (!type->canonical || strcmp(type->canonical, node->canonical) == 0))
			return type;
		if (decays_to(node, type->type) || (!type->canonical && holds(node, type->type)))
			return type;
	}
	return NULL;
}

bool infer_is_exempt(const struct graph *graph, const char *function)
{
	const struct rule_function *rule = g_hash_table_lookup(graph->rules->functions, function);

	return rule && rule->exempt;
}

/* An address of an entry proves a table only where it leaves the function. */
static bool is_proof(const struct rule_type *type, const struct node *node, bool leaves)
{
	return type && (type->strength == RULE_CERTAIN || !node->local || leaves);
}

static void mark(bool *marks, int *by, GArray *queue, int node, int edge)
{
	if (marks[node])
		return;
	marks[node] = true;
	by[node] = edge;
	g_array_append_val(queue, node);
}

/* Calls @take for each node that the rules say a call takes or returns as the kind. */
static void for_rule_evidence(struct search *search, bool results,
			      void (*take)(struct search *search, int node, int call))
{
	const struct graph *graph = search->inference->graph;
	const char *kind = search->inference->kind->name;

	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (!call->rule)
			continue;
		if (results && call->rule->returns && call->result >= 0 &&
		    strcmp(call->rule->returns, kind) == 0)
			take(search, call->result, (int)i);
		for (unsigned int k = 0; !results && k < call->rule->takes_count; k++)
			for (unsigned int j = 0; j < call->arguments->len; j++) {
				struct argument argument =
					g_array_index(call->arguments, struct argument, j);

				if (argument.index == call->rule->takes[k].argument &&
				    argument.node >= 0 &&
				    strcmp(call->rule->takes[k].kind, kind) == 0)
					take(search, argument.node, (int)i);
			}
	}
}

/* -- backwards ---------------------------------------------------------------------------- */

static void remember_call(struct search *search, int node, int call)
{
	if (call >= 0)
		g_hash_table_insert(search->inference->told_by, GINT_TO_POINTER(node),
				    GINT_TO_POINTER(call + 1));
}

/* @call: whose rule says so, -1: the type does. */
static void add_sink(struct search *search, int node, int call)
{
	if (!search->inference->becomes[node])
		remember_call(search, node, call);
	mark(search->inference->becomes, search->inference->becomes_by, search->queue, node, -1);
}

static bool leads_back(const struct search *search, const struct edge *edge)
{
	switch (edge->kind) {
	case EDGE_FLOW:
	case EDGE_BASE:
	case EDGE_CONVERT:
	case EDGE_MEMBER:
	case EDGE_SUMMARY:
		return true;
	case EDGE_CALL:
		return !search->inner[edge->target];
	default:
		return false;
	}
}

static void search_back(struct search *search)
{
	struct inference *inference = search->inference;
	const struct graph *graph = inference->graph;

	while (search->head < search->queue->len) {
		int node = g_array_index(search->queue, int, search->head++);

		for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->in[i]);

			if (!leads_back(search, edge) || graph_node(graph, edge->source)->blocked)
				continue;
			if (!inference->becomes[edge->source])
				search->inner[edge->source] = search->inner[node];
			mark(inference->becomes, inference->becomes_by, search->queue,
			     edge->source, graph->in[i]);
		}
	}
}

/* The calls of the wrapper that returns @returned: do all of them want the kind? */
static bool all_results_become(const struct inference *inference, int returned)
{
	const struct graph *graph = inference->graph;
	bool any = false;

	for (int i = graph->out_start[returned]; i < graph->out_start[returned + 1]; i++) {
		const struct edge *edge = graph_edge(graph, graph->out[i]);

		if (edge->kind != EDGE_RETURN)
			continue;
		if (!inference->becomes[edge->target])
			return false;
		any = true;
	}
	return any;
}

/*
 * A function that returns raw memory is an allocator for its callers.  Where all of them
 * want the kind, the allocation in its body is to blame, else each call that does.
 */
static void descend_into_wrappers(struct search *search, const bool *raw)
{
	struct inference *inference = search->inference;
	const struct graph *graph = inference->graph;
	bool again = true;

	while (again) {
		again = false;
		for (unsigned int i = 0; i < graph->nodes->len; i++) {
			const struct node *node = graph_node(graph, i);

			if (node->key[0] != 'r' || !raw[i] || inference->becomes[i] ||
			    !all_results_become(inference, (int)i))
				continue;
			for (int k = graph->out_start[i]; k < graph->out_start[i + 1]; k++)
				if (graph_edge(graph, graph->out[k])->kind == EDGE_RETURN) {
					search->inner[i] = true;
					mark(inference->becomes, inference->becomes_by,
					     search->queue, (int)i, graph->out[k]);
					break;
				}
			search_back(search);
			again = true;
		}
	}
}

/* The node some function returns to @result, when it is a raw wrapper not descended into. */
static bool is_wrapper_call(const struct inference *inference, const bool *raw, int result)
{
	const struct graph *graph = inference->graph;

	for (int i = graph->in_start[result]; i < graph->in_start[result + 1]; i++) {
		const struct edge *edge = graph_edge(graph, graph->in[i]);

		if (edge->kind == EDGE_RETURN && raw[edge->source] &&
		    !inference->becomes[edge->source] &&
		    !infer_is_exempt(graph, graph_node(graph, edge->source)->function))
			return true;
	}
	return false;
}

static void collect_allocations(struct inference *inference, const bool *raw)
{
	const struct graph *graph = inference->graph;

	for (int i = 0; i < (int)graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->result < 0 || !inference->becomes[call->result] ||
		    infer_is_exempt(graph, call->function))
			continue;
		if (call->rule ? call->rule->allocates != NULL :
		    is_wrapper_call(inference, raw, call->result))
			g_array_append_val(inference->allocations, i);
	}
}

/* What others see besides the function that writes it: an entry, a member, a variable. */
static bool is_public(const struct node *node)
{
	return node->entry || node->key[0] == 'f' || node->key[0] == 'v';
}

/* The nodes whose value is kept in a public place, in whatever form. */
static bool *leaving_nodes(const struct search *search)
{
	const struct graph *graph = search->inference->graph;
	bool *leaves = g_new0(bool, graph->nodes->len + 1);
	GArray *queue = g_array_new(FALSE, FALSE, sizeof(int));

	for (int i = 0; i < (int)graph->nodes->len; i++)
		if (is_public(graph_node(graph, i)))
			g_array_append_val(queue, i);
	for (unsigned int head = 0; head < queue->len; head++) {
		int node = g_array_index(queue, int, head);

		for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->in[i]);

			if (!leads_back(search, edge) || leaves[edge->source] ||
			    graph_node(graph, edge->source)->blocked)
				continue;
			leaves[edge->source] = true;
			g_array_append_val(queue, edge->source);
		}
	}
	g_array_unref(queue);
	return leaves;
}

static void restart(struct search *search)
{
	g_array_set_size(search->queue, 0);
	search->head = 0;
}

/* Each type and each call that only takes the kind. */
static void add_proofs(struct search *search)
{
	struct inference *inference = search->inference;
	const struct graph *graph = inference->graph;
	g_autofree bool *leaves = leaving_nodes(search);

	for (unsigned int i = 0; i < graph->nodes->len; i++) {
		const struct node *node = graph_node(graph, i);

		if (!node->blocked &&
		    is_proof(infer_type(inference->kind, node), node, leaves[i]))
			add_sink(search, (int)i, -1);
	}
	for_rule_evidence(search, false, add_sink);
}

/*
 * A list has entries of one kind: what is linked into one that holds the kind is of the
 * kind, too.  False when there is nothing of which this is news.
 */
static bool add_listed(struct search *search)
{
	struct inference *inference = search->inference;
	const struct graph *graph = inference->graph;
	unsigned int before = search->listed->len;

	restart(search);
	for (int i = 0; i < (int)graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		if (edge->kind != EDGE_LINK || !inference->is[edge->target] ||
		    inference->is[edge->source] || graph_node(graph, edge->source)->blocked)
			continue;
		add_sink(search, edge->target, -1);
		mark(inference->becomes, inference->becomes_by, search->queue, edge->source, i);
		g_array_append_val(search->listed, edge->source);
	}
	return search->listed->len > before;
}

static void infer_back(struct search *search, const bool *raw)
{
	search_back(search);
	descend_into_wrappers(search, raw);
	g_array_set_size(search->inference->allocations, 0);
	collect_allocations(search->inference, raw);
}

/* -- forwards --------------------------------------------------------------------------------- */

static void add_source(struct search *search, int node, int call)
{
	if (!search->inference->is[node])
		remember_call(search, node, call);
	mark(search->inference->is, search->inference->is_by, search->queue, node, -1);
}

/* Edges into one parameter come call by call. */
static void count_calls(struct search *search)
{
	const struct graph *graph = search->inference->graph;

	for (unsigned int n = 0; n < graph->nodes->len; n++) {
		int last = -1;

		for (int i = graph->in_start[n]; i < graph->in_start[n + 1]; i++) {
			const struct edge *edge = graph_edge(graph, graph->in[i]);

			if (edge->kind != EDGE_CALL || edge->call == last)
				continue;
			last = edge->call;
			search->calls_all[n]++;
		}
	}
}

/* The first of a call's values that is of the kind counts for the call. */
static bool is_first_of_call(struct search *search, const struct edge *edge)
{
	gint64 pair = (gint64)edge->target << 32 | (unsigned int)edge->call;

	return g_hash_table_add(search->counted, g_memdup2(&pair, sizeof(pair)));
}

static void follow(struct search *search, int index)
{
	struct inference *inference = search->inference;
	const struct graph *graph = inference->graph;
	const struct edge *edge = graph_edge(graph, index);

	if (graph_node(graph, edge->target)->blocked || inference->is[edge->target])
		return;
	if (edge->kind == EDGE_CALL &&
	    (!is_first_of_call(search, edge) ||
	     ++search->calls_seen[edge->target] < search->calls_all[edge->target]))
		return;
	mark(inference->is, inference->is_by, search->queue, edge->target, index);
}

/* A parameter that the rules say takes the kind, seen from within the function. */
static bool is_told_parameter(const struct inference *inference, const struct node *node)
{
	const struct rules *rules = inference->graph->rules;

	return node->key[0] == 'p' && g_hash_table_contains(rules->functions, node->function) &&
		rules_parameter_has_kind(rules, node->key, inference->kind->name);
}

/* Whether the rules say that what @edge passes is of the kind. */
static bool is_told_call(const struct search *search, const struct edge *edge)
{
	const struct call *call = graph_call(search->inference->graph, edge->call);

	for (unsigned int i = 0; call->rule && i < call->rule->takes_count; i++)
		for (unsigned int k = 0; k < call->arguments->len; k++) {
			struct argument argument = g_array_index(call->arguments, struct argument, k);

			if (argument.node == edge->source &&
			    argument.index == call->rule->takes[i].argument &&
			    strcmp(call->rule->takes[i].kind, search->inference->kind->name) == 0)
				return true;
		}
	return false;
}

/*
 * The parameters of functions that only take the kind: those of calls, for they tell who
 * says so and reach functions of other names, and those of functions that nobody calls.
 */
static void add_told_parameters(struct search *search)
{
	const struct graph *graph = search->inference->graph;

	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		if (edge->kind == EDGE_CALL && !graph_node(graph, edge->target)->blocked &&
		    is_told_call(search, edge))
			add_source(search, edge->target, edge->call);
	}
	for (unsigned int i = 0; i < graph->nodes->len; i++)
		if (!graph_node(graph, i)->blocked &&
		    is_told_parameter(search->inference, graph_node(graph, i)))
			add_source(search, (int)i, -1);
}

static void infer_forward(struct search *search)
{
	struct inference *inference = search->inference;
	const struct graph *graph = inference->graph;

	restart(search);
	for (unsigned int i = 0; i < graph->nodes->len; i++) {
		const struct node *node = graph_node(graph, i);

		if (!node->blocked && infer_type(inference->kind, node))
			add_source(search, (int)i, -1);
	}
	for_rule_evidence(search, true, add_source);
	add_told_parameters(search);
	for (unsigned int i = 0; i < inference->allocations->len; i++)
		add_source(search, graph_call(graph,
			   g_array_index(inference->allocations, int, i))->result, -1);
	for (unsigned int i = 0; i < search->listed->len; i++)
		add_source(search, g_array_index(search->listed, int, i), -1);
	while (search->head < search->queue->len) {
		int node = g_array_index(search->queue, int, search->head++);

		for (int i = graph->out_start[node]; i < graph->out_start[node + 1]; i++)
			follow(search, graph->out[i]);
	}
}

/* -- both ------------------------------------------------------------------------------------------ */

struct inference *infer_kind(const struct graph *graph, const struct rule_kind *kind)
{
	struct inference *inference = g_new0(struct inference, 1);
	struct search search = { .inference = inference };
	g_autofree bool *raw = infer_raw(graph, NULL);
	unsigned int count = graph->nodes->len + 1;

	inference->graph = graph;
	inference->kind = kind;
	inference->is = g_new0(bool, count);
	inference->is_by = g_new0(int, count);
	inference->becomes = g_new0(bool, count);
	inference->becomes_by = g_new0(int, count);
	inference->allocations = g_array_new(FALSE, FALSE, sizeof(int));
	inference->told_by = g_hash_table_new(NULL, NULL);
	search.queue = g_array_new(FALSE, FALSE, sizeof(int));
	search.calls_seen = g_new0(int, count);
	search.calls_all = g_new0(int, count);
	search.inner = g_new0(bool, count);
	search.counted = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	search.listed = g_array_new(FALSE, FALSE, sizeof(int));
	count_calls(&search);
	add_proofs(&search);
	do {
		infer_back(&search, raw);
		infer_forward(&search);
	} while (add_listed(&search));
	g_array_unref(search.queue);
	g_free(search.calls_seen);
	g_free(search.calls_all);
	g_free(search.inner);
	g_hash_table_unref(search.counted);
	g_array_unref(search.listed);
	return inference;
}

void inference_free(struct inference *inference)
{
	if (!inference)
		return;
	g_free(inference->is);
	g_free(inference->is_by);
	g_free(inference->becomes);
	g_free(inference->becomes_by);
	g_array_unref(inference->allocations);
	g_hash_table_unref(inference->told_by);
	g_free(inference);
}
