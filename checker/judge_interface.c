// SPDX-License-Identifier: GPL-2.0-or-later
/* Functions that take or return something of the kind, and nothing else, as another type. */
#include "checker/judge_private.h"

#include <string.h>

static bool is_static(const struct node *node)
{
	return strchr(node->owner, ':') != NULL && g_str_has_suffix(node->site.file, ".c");
}

static bool is_called(const struct graph *graph, int function)
{
	for (unsigned int i = 0; i < graph->calls->len; i++)
		if (graph_call(graph, i)->callee == function)
			return true;
	return false;
}

/* Whether all that flows into @node, a function's result, is of the kind; where: to @*site. */
static bool only_gets(const struct inference *inference, int node, struct site *site)
{
	const struct graph *graph = inference->graph;
	bool any = false;

	for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++) {
		const struct edge *edge = graph_edge(graph, graph->in[i]);

		if (!inference->is[edge->source])
			return false;
		if (!any)
			*site = edge->site;
		any = true;
	}
	return any;
}

/* What the rules name has its types from whom it is for. */
static bool is_named(const struct graph *graph, const struct node *node)
{
	return g_hash_table_contains(graph->rules->functions, node->function);
}

/* Where the finding about @node is, the function itself being known; false: nowhere. */
static bool place_of(const struct inference *inference, int node, struct site *site)
{
	const struct node *value = graph_node(inference->graph, node);

	*site = value->site;
	if (value->key[0] == 'p')
		return site->line != 0;
	return value->key[0] == 'r' && only_gets(inference, node, site);
}

static void report(struct judge *judge, const struct rule *rule, const struct site *site, int node)
{
	const struct node *value = graph_node(judge->graph, node);
	struct finding *finding = judge_new_finding(rule, site, value->function);
	g_autofree char *what = value->key[0] == 'r' ? g_strdup("the result") :
		g_strdup_printf("parameter '%s'", value->name);

	finding->message = judge_message(rule, value->function, what, rule->interface->type);
	judge_convict(judge, finding, judge_inference(judge, rule->kind), node);
}

void judge_interface(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);
	struct patterns *closed = patterns_new();

	for (unsigned int i = 0; i < rule->interface->closed_count; i++)
		patterns_add(closed, rule->interface->closed[i], 0);
	for (unsigned int i = 0; i < graph->nodes->len; i++) {
		const struct node *node = graph_node(graph, i);
		struct site site;
		int function;

		if (!inference->is[i] || strcmp(node->type, rule->interface->type) != 0 ||
		    !place_of(inference, (int)i, &site) || is_named(graph, node) ||
		    judge_is_exempt(judge, node->function) ||
		    (!is_static(node) && patterns_find(closed, site.file) < 0))
			continue;
		function = judge_function(graph, node->owner);
		if (function >= 0 && is_called(graph, function) && !judge_is_value(graph, function))
			report(judge, rule, &site, (int)i);
	}
	patterns_free(closed);
}
