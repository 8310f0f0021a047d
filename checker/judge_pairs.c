// SPDX-License-Identifier: GPL-2.0-or-later
/* Constructors of tables and their destructors, in the functions that every architecture has. */
#include "checker/judge_private.h"

#include <string.h>

struct pairs {
	struct judge *judge;
	const struct rule *rule;
	GHashTable *bodies;	/* "name" or "file:name" -> GArray of int: courses */
	bool *raw;		/* for RULE_CONSTRUCTOR_MISSING: nodes with memory of pages */
};

/* -- which functions are called ------------------------------------------------------------ */

static void free_array(gpointer array)
{
	g_array_unref(array);
}

static GHashTable *all_bodies(const struct graph *graph)
{
	GHashTable *bodies = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_array);

	for (int i = 0; i < (int)graph->courses->len; i++) {
		const struct course *course = graph_course(graph, i);
		GArray *list = g_hash_table_lookup(bodies, course->key);

		if (!list) {
			list = g_array_new(FALSE, FALSE, sizeof(int));
			g_hash_table_insert(bodies, (gpointer)course->key, list);
		}
		g_array_append_val(list, i);
	}
	return bodies;
}

/* What @node names, when it is a function with a body, joins @queue. */
static void add_function(const struct pairs *pairs, int node, GArray *queue)
{
	const char *key = node < 0 ? "" : graph_node(pairs->judge->graph, node)->key;
	GArray *list = NULL;

	if (g_str_has_prefix(key, "fn:"))
		list = g_hash_table_lookup(pairs->bodies, key + strlen("fn:"));
	if (list)
		g_array_append_vals(queue, list->data, list->len);
}

static bool is_level(const char *said, const char *level)
{
	return said && (strcmp(said, level) == 0 || strcmp(said, "any") == 0);
}

/* Adds what @call calls, now or later, to @queue; whether it is what is looked for. */
static bool follow_call(const struct pairs *pairs, const struct call *call, const char *level,
			bool construct, GArray *queue)
{
	if (call->rule &&
	    is_level(construct ? call->rule->constructs : call->rule->destructs, level))
		return true;
	add_function(pairs, call->callee, queue);
	for (unsigned int i = 0; i < call->arguments->len; i++)
		add_function(pairs, g_array_index(call->arguments, struct argument, i).node, queue);
	return false;
}

/* Whether @course comes to a constructor, or destructor, of @level. */
static bool comes_to(const struct pairs *pairs, int course, const char *level, bool construct)
{
	const struct graph *graph = pairs->judge->graph;
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	g_array_append_val(queue, course);
	for (unsigned int head = 0; head < queue->len; head++) {
		const struct course *body = graph_course(graph, g_array_index(queue, int, head));

		if (!g_hash_table_add(seen, (gpointer)body))
			continue;
		for (unsigned int i = 0; i < body->calls->len; i++)
			if (follow_call(pairs, graph_call(graph, g_array_index(body->calls, int, i)),
					level, construct, queue))
				return true;
	}
	return false;
}

/* -- pairs ------------------------------------------------------------------------------------ */

/* The bodies of the functions called one of @names, for g_array_unref(). */
static GArray *named(const struct pairs *pairs, char **names, unsigned int count)
{
	const struct graph *graph = pairs->judge->graph;
	GArray *found = g_array_new(FALSE, FALSE, sizeof(int));

	for (int i = 0; i < (int)graph->courses->len; i++)
		for (unsigned int k = 0; k < count; k++)
			if (strcmp(graph_course(graph, i)->label, names[k]) == 0)
				g_array_append_val(found, i);
	return found;
}

static const struct site *definition(const struct graph *graph, const struct course *course)
{
	for (unsigned int i = 0; i < course->nodes->len; i++) {
		const struct node *node = graph_node(graph, g_array_index(course->nodes, int, i));

		if (node->key[0] == 'p' && node->owner == course->key && node->site.line)
			return &node->site;
	}
	return NULL;
}

/* The first of @bodies of which comes_to() is @wanted, NULL when there is none. */
static const struct course *first(const struct pairs *pairs, const GArray *bodies,
				  const char *level, bool construct, bool wanted)
{
	for (unsigned int i = 0; i < bodies->len; i++) {
		int course = g_array_index(bodies, int, i);

		if (comes_to(pairs, course, level, construct) == wanted)
			return graph_course(pairs->judge->graph, course);
	}
	return NULL;
}

/* @lacks does not call @half of a pair, of which @told tells: it is @what. */
static void report(const struct pairs *pairs, const struct course *lacks, const char *half,
		   const struct course *told, const char *what)
{
	const struct graph *graph = pairs->judge->graph;
	const struct site *here = lacks ? definition(graph, lacks) : NULL;
	const struct site *there = told ? definition(graph, told) : NULL;
	g_autofree char *step = NULL;
	struct finding *finding;

	if (!here || !there)
		return;
	finding = judge_new_finding(pairs->rule, here, lacks->label);
	finding->message = judge_message(pairs->rule, lacks->label, half, told->label);
	step = g_strdup_printf("%s() is %s", told->label, what);
	finding_add_step(finding, there->file, there->line, there->column, step);
	judge_add(pairs->judge, finding);
}

static void judge_halves(const struct pairs *pairs, const GArray *makers, const GArray *enders,
			 const char *level)
{
	const struct course *maker = first(pairs, makers, level, true, true);
	const struct course *ender = first(pairs, enders, level, false, true);

	if (maker)
		report(pairs, first(pairs, enders, level, false, false), "destructor", maker,
		       "its counterpart");
	if (ender)
		report(pairs, first(pairs, makers, level, true, false), "constructor", ender,
		       "its counterpart");
}

/* -- levels without ------------------------------------------------------------------------------ */

/* The tree's own constructor of @level, NULL: it has none. */
static const struct course *constructor_of(const struct graph *graph, const char *level)
{
	for (unsigned int i = 0; i < graph->courses->len; i++) {
		const struct course *course = graph_course(graph, i);
		const struct rule_function *rule =
			g_hash_table_lookup(graph->rules->functions, course->label);

		if (rule && is_level(rule->constructs, level))
			return course;
	}
	return NULL;
}

/* Whether what @maker returns is of the page allocator: other memory has no descriptor. */
static bool returns_pages(const struct pairs *pairs, const struct course *maker)
{
	g_autofree char *key = g_strconcat("r:", maker->key, NULL);
	int node = GPOINTER_TO_INT(g_hash_table_lookup(pairs->judge->graph->ids, key)) - 1;

	return node >= 0 && pairs->raw[node];
}

static void judge_missing(const struct pairs *pairs, const GArray *makers, const GArray *enders,
			  const char *level)
{
	const struct graph *graph = pairs->judge->graph;
	const struct course *constructor = constructor_of(graph, level);
	bool any = false;

	if (!constructor || first(pairs, makers, level, true, true) ||
	    first(pairs, enders, level, false, true))
		return;
	for (unsigned int i = 0; i < makers->len; i++) {
		const struct course *maker = graph_course(graph, g_array_index(makers, int, i));

		if (!returns_pages(pairs, maker))
			continue;
		report(pairs, maker, "constructor", constructor, "the constructor of the level");
		any = true;
	}
	for (unsigned int i = 0; any && i < enders->len; i++)
		report(pairs, graph_course(graph, g_array_index(enders, int, i)), "destructor",
		       constructor, "the constructor of the level");
}

static void judge_level(const struct pairs *pairs, const struct rule_level *level)
{
	g_autoptr(GArray) makers = named(pairs, level->makers, level->makers_count);
	g_autoptr(GArray) enders = named(pairs, level->enders, level->enders_count);

	if (pairs->raw)
		judge_missing(pairs, makers, enders, level->level);
	else
		judge_halves(pairs, makers, enders, level->level);
}

void judge_pairs(struct judge *judge, const struct rule *rule)
{
	const GPtrArray *apis = judge->graph->rules->apis;
	struct pairs pairs = {
		.judge = judge, .rule = rule, .bodies = all_bodies(judge->graph),
		.raw = rule->way->mistake == RULE_CONSTRUCTOR_MISSING ?
			infer_raw(judge->graph, NULL) : NULL,
	};

	for (unsigned int i = 0; i < apis->len; i++) {
		const struct rule_api *api = g_ptr_array_index(apis, i);

		for (unsigned int k = 0; k < api->levels_count; k++)
			judge_level(&pairs, &api->levels[k]);
	}
	g_hash_table_unref(pairs.bodies);
	g_free(pairs.raw);
}
