// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/judge.h"

#include <string.h>

#include "checker/facts.h"
#include "checker/judge_private.h"
#include "checker/witness.h"

/* -- messages ------------------------------------------------------------------------------- */

static char *fill_in(const char *template, const char *name, const char *value)
{
	g_autofree char *slot = g_strdup_printf("{%s}", name);
	g_auto(GStrv) parts = g_strsplit(template, slot, -1);

	return g_strjoinv(value, parts);
}

char *judge_message(const struct rule *rule, const char *function, const char *member,
		    const char *linked)
{
	g_autofree char *one = fill_in(rule->message, "function", function);
	g_autofree char *two = fill_in(one, "member", member);

	return fill_in(two, "linked", linked);
}

static struct finding *new_finding(const struct rule *rule, const struct site *site,
				   const char *function)
{
	return finding_new(rule, site->file, site->line, site->column, function);
}

/* What alone an expression with the value @node is made of, or -1. */
static int made_of(const struct graph *graph, int node)
{
	int source = -1;

	for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++) {
		const struct edge *edge = graph_edge(graph, graph->in[i]);

		/* Where descriptors begin, and what a body returns of all its callers'. */
		if (edge->kind == EDGE_BASE || edge->kind == EDGE_RETURN)
			continue;
		if (edge->kind != EDGE_FLOW && edge->kind != EDGE_CONVERT &&
		    edge->kind != EDGE_SUMMARY)
			return -1;
		if (source >= 0 && source != edge->source)
			return -1;
		source = edge->source;
	}
	return source;
}

/* A part of an expression, or a variable that a macro keeps for itself. */
static bool is_of_expression(const struct node *node)
{
	return !node->blocked && (node->key[0] == 't' ||
				  (node->key[0] == 'l' && node->name[0] == '_'));
}

int judge_value(const struct inference *inference, int node)
{
	const struct graph *graph = inference->graph;

	/* Expressions are finite, but what stands in a loop of macros is not sure to be. */
	for (int steps = 0; node >= 0 && steps < 16; steps++) {
		if (inference->is[node] || inference->becomes[node])
			return node;
		if (!is_of_expression(graph_node(graph, node)))
			return -1;
		node = made_of(graph, node);
	}
	return -1;
}

void judge_convict(struct judge *judge, struct finding *finding,
		   const struct inference *inference, int node)
{
	if (inference->is[node])
		witness_add_origin(finding, inference, node);
	else
		witness_add_fate(finding, inference, node);
	findings_add(judge->findings, finding, judge->variant);
}

static char *place_name(const struct site *site)
{
	return g_strdup_printf("%s %u %u", site->file, site->line, site->column);
}

/* -- whom ---------------------------------------------------------------------------------------- */

static void free_pattern(gpointer pattern)
{
	g_pattern_spec_free(pattern);
}

static GPtrArray *interfaces(const GPtrArray *active)
{
	GPtrArray *patterns = g_ptr_array_new_with_free_func(free_pattern);

	for (unsigned int i = 0; i < active->len; i++) {
		const struct rule *rule = g_ptr_array_index(active, i);

		for (unsigned int k = 0; k < rule->calls_count; k++)
			for (unsigned int n = 0; n < rule->calls[k].functions_count; n++)
				g_ptr_array_add(patterns,
						g_pattern_spec_new(rule->calls[k].functions[n]));
	}
	return patterns;
}

static bool is_interface(const struct judge *judge, const char *function)
{
	for (unsigned int i = 0; i < judge->interfaces->len; i++)
		if (g_pattern_spec_match_string(g_ptr_array_index(judge->interfaces, i), function))
			return true;
	return false;
}

bool judge_is_exempt(struct judge *judge, const char *function)
{
	gpointer known;

	if (infer_is_exempt(judge->graph, function))
		return true;
	if (!g_hash_table_lookup_extended(judge->implements, function, NULL, &known)) {
		known = GINT_TO_POINTER(is_interface(judge, function));
		g_hash_table_insert(judge->implements, (gpointer)function, known);
	}
	return GPOINTER_TO_INT(known);
}

/* -- kinds ------------------------------------------------------------------------------------ */

const struct inference *judge_inference(struct judge *judge, const char *name)
{
	struct inference *inference = g_hash_table_lookup(judge->inferences, name);
	const GPtrArray *kinds = judge->graph->rules->kinds;

	for (unsigned int i = 0; !inference && i < kinds->len; i++) {
		const struct rule_kind *kind = g_ptr_array_index(kinds, i);

		if (strcmp(kind->name, name) != 0)
			continue;
		inference = infer_kind(judge->graph, kind);
		g_hash_table_insert(judge->inferences, (gpointer)kind->name, inference);
	}
	return inference;
}

/* -- lists: linked through one member and walked through another --------------------------------- */

/* The rule's members, the kind's own first. */
static GPtrArray *list_members(const struct rule_list *list)
{
	GPtrArray *members = g_ptr_array_new();

	g_ptr_array_add(members, list->member);
	for (unsigned int i = 0; i < list->others_count; i++)
		g_ptr_array_add(members, list->others[i]);
	return members;
}

static int walked_as(const GPtrArray *members, const struct use *use)
{
	g_autofree char *name = g_strdup_printf("%s.%s", use->record, use->member);

	if (use->how != FACT_CONTAINER)
		return -1;
	for (unsigned int i = 0; i < members->len; i++)
		if (strcmp(g_ptr_array_index(members, i), name) == 0)
			return (int)i;
	return -1;
}

/* Other kinds may mix their members as they like; only the kind's own is judged. */
static bool is_mismatch(int linked, int walked)
{
	return linked >= 0 && walked >= 0 && linked != walked && (linked == 0 || walked == 0);
}

static void report_walk(struct judge *judge, const struct rule *rule, const struct use *use,
			const char *linked, const char *walked, const int *by)
{
	struct finding *finding = new_finding(rule, &use->site, use->function);

	finding->message = judge_message(rule, use->function, walked, linked);
	witness_add_links(finding, judge->graph, by, use->base, linked);
	g_hash_table_add(judge->list_places, place_name(&use->site));
	findings_add(judge->findings, finding, judge->variant);
}

static void judge_lists(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	g_autoptr(GPtrArray) members = list_members(rule->list);
	char **names = (char **)members->pdata;
	g_autofree int *by = NULL;
	g_autofree int *linked = infer_members(graph, names, members->len, &by);

	for (unsigned int i = 0; i < graph->uses->len; i++) {
		const struct use *use = graph_use(graph, i);
		int walked = walked_as(members, use);

		if (use->base >= 0 && is_mismatch(linked[use->base], walked) &&
		    !judge_is_exempt(judge, use->function))
			report_walk(judge, rule, use, names[linked[use->base]], names[walked], by);
	}
}

/* -- members: used through a pointer of the kind ---------------------------------------------------- */

static bool is_one_of(const char *name, char **names, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static bool names_member(const struct rule_member *member, const struct use *use)
{
	return strcmp(member->record, use->record) == 0 &&
		is_one_of(use->member, member->members, member->members_count);
}

/* container_of() is judged by what it gives, all else by what it is applied to. */
static int judged_node(const struct use *use)
{
	return use->how == FACT_CONTAINER ? use->result : use->base;
}

static void judge_members(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);

	for (unsigned int i = 0; i < graph->uses->len; i++) {
		const struct use *use = graph_use(graph, i);
		g_autofree char *place = NULL;
		struct finding *finding;
		int node = judge_value(inference, judged_node(use));

		if (node < 0 || !names_member(rule->member, use) || judge_is_exempt(judge, use->function))
			continue;
		place = place_name(&use->site);
		if (g_hash_table_contains(judge->list_places, place))
			continue;
		finding = new_finding(rule, &use->site, use->function);
		finding->message = judge_message(rule, use->function, rule->member->members[0], "");
		judge_convict(judge, finding, inference, node);
	}
}

/* -- stores that a loop repeats ---------------------------------------------------------------- */

/* Whatever memory it is: such a loop does to the first what it means to do to all. */
static void judge_stuck(struct judge *judge, const struct rule *rule)
{
	for (unsigned int i = 0; i < judge->graph->uses->len; i++) {
		const struct use *use = graph_use(judge->graph, i);
		struct finding *finding;

		if (use->how != FACT_STUCK || !is_one_of(use->record, rule->stuck->records,
							 rule->stuck->records_count))
			continue;
		finding = new_finding(rule, &use->site, use->function);
		finding->message = judge_message(rule, use->function, use->member,
						 use->record);
		findings_add(judge->findings, finding, judge->variant);
	}
}

/* -- allocations: memory of a family becomes the kind -------------------------------------------------- */

static bool is_of_family(const struct call *call, const char *family)
{
	/* A wrapper found by inference returns what the raw allocators do. */
	return !call->rule || strcmp(call->rule->allocates, family) == 0;
}

static void judge_allocations(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);

	for (unsigned int i = 0; i < inference->allocations->len; i++) {
		const struct call *call = graph_call(graph,
				g_array_index(inference->allocations, int, i));
		struct finding *finding;

		if (!is_of_family(call, rule->allocation->family))
			continue;
		finding = new_finding(rule, &call->site, call->function);
		finding->message = judge_message(rule, call->function, call->spelled, "");
		witness_add_fate(finding, inference, call->result);
		findings_add(judge->findings, finding, judge->variant);
	}
}

/* -- all ----------------------------------------------------------------------------------------------------- */

static void free_inference(gpointer inference)
{
	inference_free(inference);
}

void judge_graph(const struct graph *graph, const GPtrArray *active, const char *variant,
		 struct findings *findings)
{
	struct judge judge = { .graph = graph, .variant = variant, .findings = findings };

	judge.inferences = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_inference);
	judge.interfaces = interfaces(active);
	judge.implements = g_hash_table_new(NULL, NULL);
	judge.list_places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	/* Lists first: where one speaks, the member's rule has nothing to add. */
	for (unsigned int i = 0; i < active->len; i++) {
		const struct rule *rule = g_ptr_array_index(active, i);

		if (rule->list)
			judge_lists(&judge, rule);
	}
	for (unsigned int i = 0; i < active->len; i++) {
		const struct rule *rule = g_ptr_array_index(active, i);

		if (rule->member)
			judge_members(&judge, rule);
		else if (rule->allocation)
			judge_allocations(&judge, rule);
		else if (rule->calls)
			judge_calls(&judge, rule);
		else if (rule->layout)
			judge_layout(&judge, rule);
		else if (rule->constants)
			judge_constants(&judge, rule);
		else if (rule->descriptor)
			judge_descriptor(&judge, rule);
		else if (rule->stuck)
			judge_stuck(&judge, rule);
	}
	g_hash_table_unref(judge.inferences);
	g_hash_table_unref(judge.list_places);
	g_hash_table_unref(judge.implements);
	g_ptr_array_unref(judge.interfaces);
}
