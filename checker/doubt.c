// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/doubt.h"

#include <string.h>

#include "checker/witness.h"

struct spread {
	struct doubts *doubts;
	const struct graph *graph;
	enum colour colour;
	const bool *given;	/* nodes that are results of allocators kept apart */
};

/* -- what stops a colour -------------------------------------------------------------------- */

/* Whether @node's type, or what the rules say of a parameter, leaves no other kind. */
static bool is_told(const struct doubts *doubts, const struct node *node, enum colour colour)
{
	const struct inference *inference = doubts->inference;
	const struct rule_type *type = infer_type(inference->kind, node);

	if (colour == COLOUR_ORDINARY)
		return false;
	if (colour == COLOUR_UNKNOWN && type)
		return true;
	if (colour != COLOUR_ELSEWHERE &&
	    rules_parameter_has_kind(inference->graph->rules, node->key, inference->kind->name))
		return true;
	/* Entries and their tables may be anywhere; a descriptor has its own memory. */
	return type && type->strength == RULE_CERTAIN &&
		graph_is_descriptor_pointer(inference->graph, node);
}

static bool stops(const void *data, const struct node *target)
{
	const struct spread *spread = data;

	return spread->colour != COLOUR_KIND && is_told(spread->doubts, target, spread->colour);
}

/* -- where colours come from ------------------------------------------------------------------- */

static bool has_origin(const struct graph *graph, int node)
{
	for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++)
		if (graph_edge(graph, graph->in[i])->kind != EDGE_BASE)
			return true;
	return false;
}

/*
 * A global, or an integer that is only given constants: what an address is masked with, say.
 * That an address is in it shows elsewhere.
 */
static bool is_variable_of_its_own(const struct node *node)
{
	return node->key[0] == 'v' || (node->key[0] == 'l' && !strchr(node->canonical, '*'));
}

/* Nothing comes to @node that we know of, and it does not speak for itself. */
static bool is_of_unknown_origin(const struct doubts *doubts, int index)
{
	const struct inference *inference = doubts->inference;
	const struct graph *graph = inference->graph;
	const struct node *node = graph_node(graph, index);

	if (node->blocked)
		return true;
	if (has_origin(graph, index) || is_told(doubts, node, COLOUR_UNKNOWN))
		return false;
	if (is_variable_of_its_own(node) || graph_is_object(graph, node) || inference->is[index])
		return false;
	/* The result of a function without a body may be anything, whatever is done with it. */
	return node->key[0] == 'r' || !inference->becomes[index];
}

/* Nothing comes to @node from anywhere, or what does is not followed; and it is no object. */
static bool may_be_ordinary(const struct graph *graph, int index)
{
	const struct node *node = graph_node(graph, index);

	return node->blocked || (!has_origin(graph, index) && !graph_is_object(graph, node));
}

static bool gives(const struct graph *graph, const struct call *call, enum colour colour)
{
	if (!call->rule || call->result < 0)
		return false;
	if (colour == COLOUR_ORDINARY)
		return call->rule->allocates || call->rule->returns ||
			(call->rule->opaque && !call->rule->elsewhere);
	if (colour == COLOUR_ELSEWHERE)
		return call->rule->elsewhere;
	return colour == COLOUR_UNKNOWN && call->rule->opaque && !call->rule->returns && !call->rule->elsewhere &&
		!call->rule->allocates &&
		!graph_node(graph, call->result)->blocked;
}

static void start_from_calls(const struct spread *spread, struct flow *flow)
{
	const struct graph *graph = spread->graph;

	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (spread->colour != COLOUR_KIND && gives(graph, call, spread->colour) &&
		    !is_told(spread->doubts, graph_node(graph, call->result), spread->colour))
			flow_start(flow, call->result);
	}
}

/* For g_free(). */
static bool *results_from_elsewhere(const struct graph *graph)
{
	bool *given = g_new0(bool, graph->nodes->len + 1);

	for (unsigned int i = 0; i < graph->calls->len; i++)
		if (gives(graph, graph_call(graph, i), COLOUR_ELSEWHERE))
			given[graph_call(graph, i)->result] = true;
	return given;
}

static bool starts_here(const struct spread *spread, int node)
{
	const struct inference *inference = spread->doubts->inference;

	switch (spread->colour) {
	case COLOUR_KIND:
		return inference->is[node] || inference->becomes[node];
	case COLOUR_UNKNOWN:
		return is_of_unknown_origin(spread->doubts, node);
	case COLOUR_STATIC:
		return graph_is_object(spread->graph, graph_node(spread->graph, node));
	case COLOUR_ORDINARY:
		return may_be_ordinary(spread->graph, node) && !spread->given[node];
	default:
		return false;
	}
}

static struct flow *spread_colour(struct doubts *doubts, enum colour colour)
{
	const struct graph *graph = doubts->inference->graph;
	g_autofree bool *given = results_from_elsewhere(graph);
	struct spread spread = {
		.doubts = doubts, .graph = graph, .colour = colour, .given = given,
	};
	struct flow *flow = flow_new(graph, stops, &spread);

	for (unsigned int i = 0; i < graph->nodes->len; i++)
		if (starts_here(&spread, (int)i))
			flow_start(flow, (int)i);
	start_from_calls(&spread, flow);
	flow_run(flow);
	return flow;
}

/* -- what became of it ------------------------------------------------------------------------------ */

static struct doubts *follow(const struct inference *inference, enum colour first,
			     enum colour last)
{
	struct doubts *doubts = g_new0(struct doubts, 1);

	doubts->inference = inference;
	for (enum colour colour = first; colour <= last; colour++)
		doubts->flows[colour] = spread_colour(doubts, colour);
	return doubts;
}

struct doubts *doubts_new(const struct inference *inference)
{
	return follow(inference, COLOUR_KIND, COLOUR_ELSEWHERE);
}

struct doubts *doubts_of_origin(const struct inference *inference)
{
	return follow(inference, COLOUR_STATIC, COLOUR_ORDINARY);
}

void doubts_free(struct doubts *doubts)
{
	if (!doubts)
		return;
	for (int colour = 0; colour < COLOURS; colour++)
		flow_free(doubts->flows[colour]);
	g_free(doubts);
}

bool doubts_is_of_kind(const struct doubts *doubts, int node)
{
	return doubts->flows[COLOUR_KIND]->seen[node];
}

/* Back to where @colour started; the site of the first step goes to *@site. */
static int origin(const struct doubts *doubts, enum colour colour, int node,
		  struct site *site)
{
	const struct graph *graph = doubts->inference->graph;
	int edge;

	*site = graph_node(graph, node)->site;
	while ((edge = doubts->flows[colour]->by[node]) >= 0) {
		*site = graph_edge(graph, edge)->site;
		node = graph_edge(graph, edge)->source;
	}
	if (graph_node(graph, node)->site.line)
		*site = graph_node(graph, node)->site;
	return node;
}

/* What calls give is called by what is called. */
static char *describe(const struct node *node)
{
	if (node->key[0] == 'r')
		return g_strdup_printf("%s()", node->function);
	if (node->key[0] == 't')
		return g_strdup(*node->name ? node->name : "a value");
	return witness_describe(node);
}

char *doubts_reason(const struct doubts *doubts, int node)
{
	enum colour colour = COLOUR_ELSEWHERE;
	g_autofree char *who = NULL;
	struct site site;

	while (colour > COLOUR_KIND && !doubts->flows[colour]->seen[node])
		colour--;
	if (colour == COLOUR_KIND)
		return NULL;
	who = describe(graph_node(doubts->inference->graph,
				  origin(doubts, colour, node, &site)));
	return g_strdup_printf("%s %s at %s:%u", colour == COLOUR_UNKNOWN ?
			       "may come from" : "may be memory of", who, site.file, site.line);
}

char *doubts_origin(const struct doubts *doubts, int node)
{
	enum colour colour = doubts->flows[COLOUR_ELSEWHERE]->seen[node] ? COLOUR_ELSEWHERE :
		COLOUR_STATIC;
	g_autofree char *who = NULL;
	struct site site;

	if (doubts->flows[COLOUR_ORDINARY]->seen[node] || !doubts->flows[colour]->seen[node])
		return NULL;
	who = describe(graph_node(doubts->inference->graph,
				  origin(doubts, colour, node, &site)));
	return g_strdup_printf("%s%s at %s:%u", colour == COLOUR_ELSEWHERE ? "memory of " : "",
			       who, site.file, site.line);
}
