// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/judge_private.h"

#include <string.h>

#include "base/template.h"
#include "checker/witness.h"

/* -- messages ------------------------------------------------------------------------------- */

char *judge_message(const struct rule *rule, const char *function, const char *member,
		    const char *linked)
{
	const char *const values[] = {
		"function", function, "member", member, "linked", linked, NULL,
	};

	return template_replace(rule->message, values);
}

/* -- findings --------------------------------------------------------------------------------- */

struct finding *judge_new_finding(const struct rule *rule, const struct site *site,
				  const char *function)
{
	return finding_new(rule, site->file, site->line, site->column, function);
}

static char *claim(const char *rule, const struct finding *finding)
{
	return g_strdup_printf("%s %s %u %u", rule, finding->file, finding->line, finding->column);
}

void judge_add(struct judge *judge, struct finding *finding)
{
	for (unsigned int i = 0; i < finding->rule->replaces_count; i++)
		g_hash_table_add(judge->claims, claim(finding->rule->replaces[i], finding));
	g_ptr_array_add(judge->found, finding);
}

void judge_convict(struct judge *judge, struct finding *finding,
		   const struct inference *inference, int node)
{
	if (inference->is[node])
		witness_add_origin(finding, inference, node);
	else
		witness_add_fate(finding, inference, node);
	judge_add(judge, finding);
}

/* Hands on what no other rule says better. */
static void hand_on(struct judge *judge, struct findings *findings)
{
	for (unsigned int i = 0; i < judge->found->len; i++) {
		struct finding *finding = g_ptr_array_index(judge->found, i);
		g_autofree char *own = claim(finding->rule->id, finding);

		if (g_hash_table_contains(judge->claims, own))
			finding_free(finding);
		else
			findings_add(findings, finding, judge->variant);
	}
}

/* -- whom ---------------------------------------------------------------------------------------- */

bool judge_is_exempt(struct judge *judge, const char *function)
{
	return infer_is_exempt(judge->graph, function) ||
		patterns_find(judge->called, function) >= 0;
}

int judge_function(const struct graph *graph, const char *owner)
{
	g_autofree char *key = g_strconcat("fn:", owner, NULL);

	return GPOINTER_TO_INT(g_hash_table_lookup(graph->ids, key)) - 1;
}

bool judge_is_value(const struct graph *graph, int function)
{
	if (graph->out_start[function] != graph->out_start[function + 1])
		return true;
	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const GArray *arguments = graph_call(graph, i)->arguments;

		for (unsigned int k = 0; k < arguments->len; k++)
			if (g_array_index(arguments, struct argument, k).node == function)
				return true;
	}
	return false;
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

/* -- values ----------------------------------------------------------------------------------- */

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

/* -- all ----------------------------------------------------------------------------------------------------- */

static void free_inference(gpointer inference)
{
	inference_free(inference);
}

static void judge_rule(struct judge *judge, const struct rule *rule)
{
	if (rule->list)
		judge_lists(judge, rule);
	else if (rule->member)
		judge_members(judge, rule);
	else if (rule->allocation)
		judge_allocations(judge, rule);
	else if (rule->release)
		judge_releases(judge, rule);
	else if (rule->block)
		judge_blocks(judge, rule);
	else if (rule->unread)
		judge_unread(judge, rule);
	else if (rule->clobber)
		judge_clobber(judge, rule);
	else if (rule->interface)
		judge_interface(judge, rule);
	else if (rule->way)
		judge_ways(judge, rule);
	else if (rule->calls)
		judge_calls(judge, rule);
	else if (rule->layout)
		judge_layout(judge, rule);
	else if (rule->constants)
		judge_constants(judge, rule);
	else if (rule->descriptor)
		judge_descriptor(judge, rule);
	else if (rule->stuck)
		judge_stuck(judge, rule);
}

void judge_graph(const struct graph *graph, const GPtrArray *active, const char *variant,
		 struct findings *findings)
{
	struct judge judge = { .graph = graph, .variant = variant };

	judge.inferences = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_inference);
	judge.claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	judge.found = g_ptr_array_new();
	judge.called = patterns_new();
	for (unsigned int i = 0; i < active->len; i++)
		judge_add_called(judge.called, g_ptr_array_index(active, i), false);
	for (unsigned int i = 0; i < active->len; i++)
		judge_rule(&judge, g_ptr_array_index(active, i));
	hand_on(&judge, findings);
	g_hash_table_unref(judge.inferences);
	g_hash_table_unref(judge.claims);
	g_ptr_array_unref(judge.found);
	patterns_free(judge.called);
}
