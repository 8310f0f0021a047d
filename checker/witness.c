// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/witness.h"

#include <string.h>

#define TELL(...) g_strdup_printf(__VA_ARGS__)

/* "record.member" of a node for every object's member. */
static const char *member_of(const struct node *node)
{
	return node->key[0] == 'f' ? node->key + 2 : NULL;
}

char *witness_describe(const struct node *node)
{
	const char *member = member_of(node);

	if (member)
		return TELL("member '%s'", member);
	if (node->key[0] == 'r')
		return TELL("the result of %s()", node->function);
	if (node->key[0] == 'p')
		return TELL("parameter '%s' of %s()", node->name, node->function);
	if (node->key[0] == 't')
		return TELL("this");
	return TELL("'%s'", node->name);
}

bool witness_is_of_macro(const struct node *node, const struct site *site)
{
	return node->local && g_str_has_prefix(node->name, "_") &&
		node->site.line == site->line;
}

/* What one edge does, or NULL where a reader sees it by himself. */
static char *tell_edge(const struct graph *graph, const struct edge *edge)
{
	const struct node *source = graph_node(graph, edge->source);
	const struct node *target = graph_node(graph, edge->target);

	switch (edge->kind) {
	case EDGE_FLOW:
	case EDGE_BASE:
		if (member_of(target))
			return TELL("stored in '%s'", member_of(target));
		if (member_of(source))
			return TELL("read from '%s'", member_of(source));
		if (target->key[0] == 'r')
			return TELL("returned by %s()", target->function);
		if (target->key[0] == 't' || witness_is_of_macro(target, &edge->site))
			return NULL;
		return TELL("assigned to '%s'", target->name);
	case EDGE_CONVERT:
		return TELL("through %s()", edge->note);
	case EDGE_MEMBER:
		return TELL("its '%s' is taken", edge->note);
	case EDGE_CONTAINER:
		return TELL("container_of() gives its struct %s", edge->note);
	case EDGE_LOAD:
		return TELL("taken from the list");
	case EDGE_LINK:
		return TELL("linked into list '%s' by %s()", target->name, edge->note);
	case EDGE_CALL:
		return TELL("passed to %s() as '%s'", target->function, target->name);
	case EDGE_RETURN:
	case EDGE_SUMMARY:
		return TELL("returned by %s()", edge->note);
	}
	return NULL;
}

static bool is_told(const struct finding *finding, const struct site *site,
		    const char *message)
{
	for (unsigned int i = 0; i < finding->trace->len; i++) {
		const struct finding_step *step = g_ptr_array_index(finding->trace, i);

		if (step->line == site->line && strcmp(step->file, site->file) == 0 &&
		    strcmp(step->message, message) == 0)
			return true;
	}
	return false;
}

/* Takes @message; NULL adds nothing. */
static void add_step(struct finding *finding, const struct site *site, char *message)
{
	if (message && site->file[0] && !is_told(finding, site, message))
		finding_add_step(finding, site->file, site->line, site->column, message);
	g_free(message);
}

/* The site of the first edge that leaves or enters @node, for nodes that have none. */
static struct site evidence_site(const struct graph *graph, int node, const struct site *other)
{
	const struct site *own = &graph_node(graph, node)->site;

	return own->file[0] && own->line ? *own : *other;
}

/* The call whose rule says what is in @node, or -1. */
static int told_by_call(const struct inference *inference, int node)
{
	return GPOINTER_TO_INT(g_hash_table_lookup(inference->told_by, GINT_TO_POINTER(node))) - 1;
}

static bool is_told_by_operand(const struct graph *graph, int told_by)
{
	const struct call *call = told_by >= 0 ? graph_call(graph, told_by) : NULL;

	return call && call->rule && call->rule->operand;
}

static void add_taken(struct finding *finding, const struct inference *inference, int told_by)
{
	const struct call *call = graph_call(inference->graph, told_by);

	add_step(finding, &call->site,
		 TELL("%s%s a %s", call->spelled,
		      is_told_by_operand(inference->graph, told_by) ?
		      " goes with the address of" : "() takes", inference->kind->title));
}

/* Why @node itself is evidence. */
static void add_evidence(struct finding *finding, const struct inference *inference, int node,
			 const struct site *other)
{
	const struct graph *graph = inference->graph;
	const struct node *value = graph_node(graph, node);
	const struct rule_type *type = infer_type(inference->kind, value);
	struct site site = evidence_site(graph, node, other);
	int told_by = told_by_call(inference, node);
	g_autofree char *who = witness_describe(value);

	if (type)
		add_step(finding, &site, TELL("%s %s", who, type->why));
	else if (inference->becomes[node])
		witness_add_fate(finding, inference, node);
	else if (told_by >= 0 && value->key[0] == 'p')
		add_taken(finding, inference, told_by);
	else if (value->key[0] == 'p')
		add_step(finding, &site, TELL("%s() takes a %s", value->function,
					      inference->kind->title));
	else
		add_step(finding, &site,
			 TELL("%s%s a %s", value->name,
			      is_told_by_operand(graph, told_by) ? " leaves the address of" :
			      "() returns", inference->kind->title));
}

/* Back from @node along @by to where it starts; the edges go to @path, the last one first. */
static int walk_back(const struct graph *graph, const int *by, int node, GArray *path)
{
	int edge;

	while ((edge = by[node]) >= 0) {
		g_array_append_val(path, edge);
		node = graph_edge(graph, edge)->source;
	}
	return node;
}

/* Where @path starts, of no length where the finding is. */
static struct site path_site(const struct finding *finding, const struct graph *graph,
			     const GArray *path)
{
	if (path->len)
		return graph_edge(graph, g_array_index(path, int, path->len - 1))->site;
	return (struct site){ finding->file, finding->line, finding->column };
}

/* Tells the edges of @path, from its end on. */
static void add_path(struct finding *finding, const struct graph *graph, const GArray *path)
{
	for (unsigned int i = path->len; i-- > 0;) {
		const struct edge *step = graph_edge(graph, g_array_index(path, int, i));

		add_step(finding, &step->site, tell_edge(graph, step));
	}
}

void witness_add_origin(struct finding *finding, const struct inference *inference, int node)
{
	const struct graph *graph = inference->graph;
	g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(int));
	struct site first;

	node = walk_back(graph, inference->is_by, node, path);
	first = path_site(finding, graph, path);
	add_evidence(finding, inference, node, &first);
	add_path(finding, graph, path);
}

void witness_add_way(struct finding *finding, const struct inference *inference, const int *by,
		     int node)
{
	g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(int));

	node = walk_back(inference->graph, by, node, path);
	if (inference->is[node])
		witness_add_origin(finding, inference, node);
	else if (inference->becomes[node])
		witness_add_fate(finding, inference, node);
	add_path(finding, inference->graph, path);
}

/* Why nothing but the kind may be in @node. */
static void add_proof(struct finding *finding, const struct inference *inference, int node,
		      const struct site *last)
{
	const struct graph *graph = inference->graph;
	const struct node *value = graph_node(graph, node);
	const struct rule_type *type = infer_type(inference->kind, value);
	struct site site = evidence_site(graph, node, last);
	int told_by = told_by_call(inference, node);
	g_autofree char *who = witness_describe(value);

	if (type)
		add_step(finding, &site, TELL("%s %s", who, type->why));
	else if (told_by >= 0)
		add_taken(finding, inference, told_by);
	else if (inference->is[node])
		witness_add_origin(finding, inference, node);
	else
		add_step(finding, &site, TELL("%s is used as a %s", who, inference->kind->title));
}

void witness_add_fate(struct finding *finding, const struct inference *inference, int node)
{
	const struct graph *graph = inference->graph;
	struct site last = { finding->file, finding->line, finding->column };
	int edge;

	while ((edge = inference->becomes_by[node]) >= 0) {
		const struct edge *step = graph_edge(graph, edge);

		add_step(finding, &step->site, tell_edge(graph, step));
		last = step->site;
		node = step->target;
	}
	add_proof(finding, inference, node, &last);
}

void witness_add_allocation(struct finding *finding, const struct graph *graph, const int *by,
			    int node)
{
	g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(int));
	struct site site;

	node = walk_back(graph, by, node, path);
	site = path_site(finding, graph, path);
	site = evidence_site(graph, node, &site);
	add_step(finding, &site, TELL("%s() allocates it", graph_node(graph, node)->name));
	add_path(finding, graph, path);
}

void witness_add_links(struct finding *finding, const struct graph *graph, const int *by,
		       int node, const char *member)
{
	g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(int));

	node = walk_back(graph, by, node, path);
	add_step(finding, &graph_node(graph, node)->site, TELL("its '%s' is taken", member));
	add_path(finding, graph, path);
}
