// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/explain.h"

#include <string.h>

#include "checker/doubt.h"
#include "checker/infer.h"
#include "checker/witness.h"

struct explanation {
	const char *file;	/* interned */
	unsigned int line;
	GHashTable *known;	/* text and trace -> struct explained_value * */
	GPtrArray *values;	/* of struct explained_value *, owned */
};

/* How much is known of a value. */
enum certainty { NOTHING, MAY_BE, BECOMES, IS };

/* A value as one variant knows it; a header's function may be there several times. */
struct candidate {
	int node;
	char *name;
	unsigned int column;
	enum certainty certainty;
	const struct doubts *doubts;	/* of the kind, or of any when nothing is known */
};

/* One variant's graph. */
struct view {
	struct explanation *explanation;
	const struct graph *graph;
	GPtrArray *doubts;	/* of struct doubts *, one a kind */
	GHashTable *by_name;	/* name -> struct candidate * */
	GPtrArray *candidates;	/* of struct candidate *, owned, in the order they were seen */
};

static void free_value(gpointer data)
{
	struct explained_value *value = data;

	g_free(value->text);
	g_ptr_array_unref(value->variants);
	finding_free(value->trace);
	g_free(value);
}

static void free_candidate(gpointer data)
{
	struct candidate *candidate = data;

	g_free(candidate->name);
	g_free(candidate);
}

struct explanation *explanation_new(const char *file, unsigned int line)
{
	struct explanation *explanation = g_new0(struct explanation, 1);

	explanation->file = g_intern_string(file);
	explanation->line = line;
	explanation->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	explanation->values = g_ptr_array_new_with_free_func(free_value);
	return explanation;
}

void explanation_free(struct explanation *explanation)
{
	if (!explanation)
		return;
	g_hash_table_unref(explanation->known);
	g_ptr_array_unref(explanation->values);
	g_free(explanation);
}

/* -- which values ------------------------------------------------------------------------ */

static enum certainty certainty_of(const struct doubts *doubts, int node)
{
	if (doubts->inference->is[node])
		return IS;
	if (doubts->inference->becomes[node])
		return BECOMES;
	return doubts_is_of_kind(doubts, node) ? MAY_BE : NOTHING;
}

static void add_candidate(struct view *view, int node, char *name, unsigned int column)
{
	struct candidate *candidate = g_hash_table_lookup(view->by_name, name);

	if (!candidate) {
		candidate = g_new0(struct candidate, 1);
		candidate->node = node;
		candidate->name = g_strdup(name);
		candidate->column = column;
		candidate->doubts = g_ptr_array_index(view->doubts, 0);
		g_hash_table_insert(view->by_name, candidate->name, candidate);
		g_ptr_array_add(view->candidates, candidate);
	}
	candidate->column = MIN(candidate->column, column);
	for (unsigned int i = 0; i < view->doubts->len; i++) {
		const struct doubts *doubts = g_ptr_array_index(view->doubts, i);
		enum certainty certainty = certainty_of(doubts, node);

		if (certainty <= candidate->certainty)
			continue;
		candidate->certainty = certainty;
		candidate->node = node;
		candidate->doubts = doubts;
	}
	g_free(name);
}

static bool is_here(const struct view *view, const struct site *site)
{
	return site->line == view->explanation->line &&
		strcmp(site->file, view->explanation->file) == 0;
}

/* One that has a name in the source; results of calls are named by their calls. */
static void see_named(struct view *view, int node, const struct site *site)
{
	const struct node *value;

	if (node < 0)
		return;
	value = graph_node(view->graph, node);
	/* Integers that are not followed are but numbers, table entries are more. */
	if ((value->blocked && !value->entry) || witness_is_of_macro(value, site))
		return;
	if (value->key[0] != 't' && !g_str_has_prefix(value->key, "fn:"))
		add_candidate(view, node, witness_describe(value), site->column);
}

/* What a reader sees is called, and for a macro that calls something else what that is. */
static char *name_result(const struct graph *graph, const struct call *call)
{
	if (call->rule && call->rule->operand)
		return g_strdup_printf("what is combined with %s", call->name);
	if (strcmp(call->spelled, call->name) == 0 ||
	    (call->rule && g_hash_table_lookup(graph->rules->functions, call->spelled) == call->rule))
		return g_strdup_printf("the result of %s()", call->spelled);
	return g_strdup_printf("the result of %s() in %s()", call->name, call->spelled);
}

static void see_call(struct view *view, const struct call *call)
{
	for (unsigned int i = 0; i < call->arguments->len; i++)
		see_named(view, g_array_index(call->arguments, struct argument, i).node, &call->site);
	if (call->result >= 0)
		add_candidate(view, call->result, name_result(view->graph, call), call->site.column);
}

/* Of a call, the other function's parameters and values are not on this line. */
static void see_edge(struct view *view, const struct edge *edge)
{
	if (edge->kind != EDGE_RETURN)
		see_named(view, edge->source, &edge->site);
	if (edge->kind != EDGE_CALL)
		see_named(view, edge->target, &edge->site);
}

static void see_all(struct view *view)
{
	const struct graph *graph = view->graph;

	for (unsigned int i = 0; i < graph->uses->len; i++)
		if (is_here(view, &graph_use(graph, i)->site))
			see_named(view, graph_use(graph, i)->base, &graph_use(graph, i)->site);
	for (unsigned int i = 0; i < graph->edges->len; i++)
		if (is_here(view, &graph_edge(graph, i)->site))
			see_edge(view, graph_edge(graph, i));
	for (unsigned int i = 0; i < graph->calls->len; i++)
		if (is_here(view, &graph_call(graph, i)->site))
			see_call(view, graph_call(graph, i));
	for (unsigned int i = 0; i < graph->nodes->len; i++)
		if (is_here(view, &graph_node(graph, i)->site))
			see_named(view, (int)i, &graph_node(graph, i)->site);
}

/* -- what is known of them ------------------------------------------------------------------ */

static char *tell_nothing(const struct candidate *candidate)
{
	const struct inference *inference = candidate->doubts->inference;
	const struct node *node = graph_node(inference->graph, candidate->node);
	g_autofree char *reason = doubts_reason(candidate->doubts, candidate->node);

	if (node->entry)
		return g_strdup_printf("%s is a table entry: what it holds is not followed",
				       candidate->name);
	if (reason && !strstr(reason, candidate->name))
		return g_strdup_printf("%s: no %s is known to reach it; it %s", candidate->name,
				       inference->kind->title, reason);
	return g_strdup_printf("%s: no %s is known to reach it, nor anything else", candidate->name,
			       inference->kind->title);
}

static char *tell(const struct candidate *candidate, struct finding *trace)
{
	const struct inference *inference = candidate->doubts->inference;
	const struct graph *graph = inference->graph;
	/* A list is no page table, but what it leads to is. */
	bool list = graph_is_list(graph, candidate->node);
	const char *title = inference->kind->title;
	g_autofree char *reason = NULL;

	switch (candidate->certainty) {
	case IS:
		witness_add_origin(trace, inference, candidate->node);
		return g_strdup_printf("%s %s a %s", candidate->name, list ? "leads to" : "is", title);
	case BECOMES:
		witness_add_fate(trace, inference, candidate->node);
		return g_strdup_printf("%s becomes a %s", candidate->name, title);
	case MAY_BE:
		witness_add_way(trace, inference, candidate->doubts->flows[COLOUR_KIND]->by,
				candidate->node);
		reason = doubts_reason(candidate->doubts, candidate->node);
		return g_strdup_printf("%s may be a %s%s%s", candidate->name, title,
				       reason ? "; it " : "", reason ? reason : "");
	default:
		return tell_nothing(candidate);
	}
}

static char *merge_key(const char *text, const struct finding *trace)
{
	GString *key = g_string_new(text);

	for (unsigned int i = 0; i < trace->trace->len; i++) {
		const struct finding_step *step = g_ptr_array_index(trace->trace, i);

		g_string_append_printf(key, "\n%s:%u:%s", step->file, step->line, step->message);
	}
	return g_string_free(key, FALSE);
}

/* Adds what @variant says of @candidate, with what other variants say when it is the same. */
static void merge(struct explanation *explanation, const struct candidate *candidate,
		  const char *variant)
{
	struct finding *trace = finding_new(NULL, explanation->file, explanation->line,
					    candidate->column, "");
	char *text = tell(candidate, trace);
	char *key = merge_key(text, trace);
	struct explained_value *value = g_hash_table_lookup(explanation->known, key);

	if (!value) {
		value = g_new0(struct explained_value, 1);
		value->text = text;
		value->trace = trace;
		value->column = candidate->column;
		value->variants = g_ptr_array_new_with_free_func(g_free);
		g_ptr_array_add(explanation->values, value);
		g_hash_table_insert(explanation->known, key, value);
	} else {
		finding_free(trace);
		g_free(text);
		g_free(key);
	}
	value->column = MIN(value->column, candidate->column);
	if (!g_ptr_array_find_with_equal_func(value->variants, variant, g_str_equal, NULL))
		g_ptr_array_add(value->variants, g_strdup(variant));
}

/* -- all ---------------------------------------------------------------------------------------- */

static GPtrArray *infer_all(const struct graph *graph)
{
	GPtrArray *doubts = g_ptr_array_new();

	for (unsigned int i = 0; i < graph->rules->kinds->len; i++)
		g_ptr_array_add(doubts, doubts_new(infer_kind(graph,
				g_ptr_array_index(graph->rules->kinds, i))));
	return doubts;
}

static void free_all(GPtrArray *doubts)
{
	for (unsigned int i = 0; i < doubts->len; i++) {
		struct doubts *each = g_ptr_array_index(doubts, i);
		struct inference *inference = (struct inference *)each->inference;

		doubts_free(each);
		inference_free(inference);
	}
	g_ptr_array_unref(doubts);
}

/* An integer may hold an address, but of most of them nothing is to be said. */
static bool is_mere_number(const struct candidate *candidate)
{
	const struct graph *graph = candidate->doubts->inference->graph;
	const struct node *node = graph_node(graph, candidate->node);

	return candidate->certainty == NOTHING && !node->entry &&
		!strpbrk(node->canonical, "*[(") && !g_str_has_prefix(node->canonical, "struct ") &&
		!g_str_has_prefix(node->canonical, "union ");
}

/* What is known of the line on @variant: of numbers when there is nothing else. */
static void merge_all(const struct view *view, const char *variant)
{
	g_autoptr(GPtrArray) numbers = g_ptr_array_new();

	for (unsigned int i = 0; i < view->candidates->len; i++) {
		const struct candidate *candidate = g_ptr_array_index(view->candidates, i);

		if (is_mere_number(candidate))
			g_ptr_array_add(numbers, (gpointer)candidate);
		else
			merge(view->explanation, candidate, variant);
	}
	if (numbers->len < view->candidates->len)
		return;
	for (unsigned int i = 0; i < numbers->len; i++)
		merge(view->explanation, g_ptr_array_index(numbers, i), variant);
}

void explanation_add(struct explanation *explanation, const struct graph *graph,
		     const char *variant)
{
	struct view view = {
		.explanation = explanation, .graph = graph, .doubts = infer_all(graph),
		.by_name = g_hash_table_new(g_str_hash, g_str_equal),
		.candidates = g_ptr_array_new_with_free_func(free_candidate),
	};

	if (view.doubts->len)
		see_all(&view);
	merge_all(&view, variant);
	g_hash_table_unref(view.by_name);
	g_ptr_array_unref(view.candidates);
	free_all(view.doubts);
}

static int compare_values(gconstpointer a, gconstpointer b)
{
	const struct explained_value *first = *(struct explained_value *const *)a;
	const struct explained_value *second = *(struct explained_value *const *)b;
	int order = (first->column > second->column) - (first->column < second->column);

	return order ? order : strcmp(first->text, second->text);
}

const GPtrArray *explanation_values(struct explanation *explanation)
{
	g_ptr_array_sort(explanation->values, compare_values);
	return explanation->values;
}
