// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/blocks.h"

#include <string.h>

#include "checker/facts.h"
#include "checker/infer.h"
#include "checker/ways.h"

/* -- numbers ------------------------------------------------------------------------------- */

static const struct number unknown = { .how = FACT_BITS };

static struct number number_of(const struct call *call, guint64 index)
{
	for (unsigned int i = 0; call->numbers && i < call->numbers->len; i++)
		if (g_array_index(call->numbers, struct number, i).index == index)
			return g_array_index(call->numbers, struct number, i);
	return unknown;
}

static struct number order_of(const struct call *call)
{
	const struct rule_function *rule = call->rule;

	if (rule->unordered)
		return unknown;
	return rule->order_count ? number_of(call, rule->order[0]) : (struct number){ 0 };
}

struct number blocks_flags(const struct call *call)
{
	return call->rule->flags_count ? number_of(call, call->rule->flags[0]) : unknown;
}

/* What @number, told within a function, is where @call calls that function. */
static struct number passed(struct number number, const struct call *call)
{
	return number.how == FACT_PARAMETER ? number_of(call, number.value) : number;
}

bool number_is_known(struct number number)
{
	return number.how == 0;
}

bool call_gives_back(const struct call *call, unsigned int index, const char *family)
{
	const struct rule_function *rule = call->rule;

	if (!rule)
		return false;
	if (rule->takes_back)
		return rule->takes_back->argument == index &&
			strcmp(rule->takes_back->family, family) == 0;
	for (unsigned int i = 0; i < rule->releases_count; i++)
		if (rule->releases[i] == index)
			return strcmp(family, "raw") == 0;
	return false;
}

/* -- who calls whom ------------------------------------------------------------------------ */

static void free_array(gpointer array)
{
	g_array_unref(array);
}

static void add_callers(struct blocks *blocks)
{
	const struct graph *graph = blocks->graph;

	blocks->calls = g_hash_table_new_full(NULL, NULL, NULL, free_array);
	for (int i = 0; i < (int)graph->calls->len; i++) {
		gpointer callee = GINT_TO_POINTER(graph_call(graph, i)->callee);
		GArray *list = g_hash_table_lookup(blocks->calls, callee);

		if (graph_call(graph, i)->callee < 0)
			continue;
		if (!list) {
			list = g_array_new(FALSE, FALSE, sizeof(int));
			g_hash_table_insert(blocks->calls, callee, list);
		}
		g_array_append_val(list, i);
	}
}

static void add_courses(struct blocks *blocks)
{
	const struct graph *graph = blocks->graph;

	blocks->courses = g_new(int, graph->calls->len + 1);
	for (unsigned int i = 0; i <= graph->calls->len; i++)
		blocks->courses[i] = -1;
	for (int i = 0; i < (int)graph->courses->len; i++) {
		const GArray *calls = graph_course(graph, i)->calls;

		for (unsigned int k = 0; k < calls->len; k++)
			blocks->courses[g_array_index(calls, int, k)] = i;
	}
}

/* "name" or "file:name" of the function that makes @call, or NULL. */
static const char *caller_key(const struct blocks *blocks, int call)
{
	return blocks->courses[call] < 0 ? NULL :
		graph_course(blocks->graph, blocks->courses[call])->key;
}

/* The calls of the function with @key, or NULL. */
static const GArray *callers(const struct blocks *blocks, const char *key)
{
	g_autofree char *function = g_strconcat("fn:", key, NULL);
	int node = GPOINTER_TO_INT(g_hash_table_lookup(blocks->graph->ids, function)) - 1;

	return node < 0 ? NULL : g_hash_table_lookup(blocks->calls, GINT_TO_POINTER(node));
}

bool blocks_always_0(const struct blocks *blocks, int call, guint64 index)
{
	const struct graph *graph = blocks->graph;
	const char *key = caller_key(blocks, call);
	const GArray *calls = key ? callers(blocks, key) : NULL;

	for (unsigned int i = 0; calls && i < calls->len; i++) {
		struct number number = number_of(graph_call(graph, g_array_index(calls, int, i)),
						 index);

		if (!number_is_known(number) || number.value)
			return false;
	}
	return calls != NULL;
}

/* -- allocations --------------------------------------------------------------------------- */

static void add_point(GArray *points, int call, int node, struct number order,
		      struct number flags)
{
	struct block_point point = { call, node, order, flags };

	g_array_append_val(points, point);
}

static bool returns(const struct blocks *blocks, int node, const char *key)
{
	g_autofree char *result = g_strconcat("r:", key, NULL);
	const struct graph *graph = blocks->graph;
	int returned = GPOINTER_TO_INT(g_hash_table_lookup(graph->ids, result)) - 1;
	g_autoptr(GHashTable) copies = g_hash_table_new(NULL, NULL);

	ways_add_copies(graph, copies, node);
	return returned >= 0 && ways_has(copies, returned);
}

/* A function that is told the order allocates for its callers: each of them does. */
static bool add_by_callers(const struct blocks *blocks, const struct block_point *point,
			   GArray *points)
{
	const struct graph *graph = blocks->graph;
	const char *key = caller_key(blocks, point->call);
	const GArray *calls = key ? callers(blocks, key) : NULL;

	if (!calls || !returns(blocks, point->node, key))
		return false;
	for (unsigned int i = 0; i < calls->len; i++) {
		int index = g_array_index(calls, int, i);
		const struct call *call = graph_call(graph, index);

		if (call->result >= 0)
			add_point(points, index, call->result, passed(point->order, call),
				  passed(point->flags, call));
	}
	return true;
}

/* Whether @function has a rule of its own by which it allocates. */
static bool is_allocator(const struct graph *graph, const char *function)
{
	const struct rule_function *rule = g_hash_table_lookup(graph->rules->functions, function);

	return rule && (rule->allocates || rule->hands_out || rule->exempt);
}

GArray *blocks_allocations(const struct blocks *blocks)
{
	const struct graph *graph = blocks->graph;
	GArray *points = g_array_new(FALSE, FALSE, sizeof(struct block_point));

	for (int i = 0; i < (int)graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);
		bool raw = call->rule && call->rule->allocates &&
			strcmp(call->rule->allocates, blocks->family) == 0;
		struct block_point point = { i, call->result, unknown, unknown };

		if (!call->rule || call->result < 0 || is_allocator(graph, call->function) ||
		    !(call->rule->allocates || call->rule->elsewhere || call->rule->hands_out))
			continue;
		if (raw) {
			point.order = order_of(call);
			point.flags = blocks_flags(call);
		}
		if (point.order.how != FACT_PARAMETER || !add_by_callers(blocks, &point, points))
			g_array_append_val(points, point);
	}
	return points;
}

/* -- releases ------------------------------------------------------------------------------ */

/* The parameter that the function @key gets as argument @index, a node; -1: none. */
static int parameter_node(const struct graph *graph, const char *key, unsigned int index)
{
	g_autofree char *name = g_strdup_printf("p:%s#%u", key, index);

	return GPOINTER_TO_INT(g_hash_table_lookup(graph->ids, name)) - 1;
}

/* Each call of the function that frees what it is given, with the order that it is given. */
static void add_release_by_callers(const struct blocks *blocks, const struct block_point *point,
				   GArray *points)
{
	const struct graph *graph = blocks->graph;
	const char *key = caller_key(blocks, point->call);
	const GArray *calls = key ? callers(blocks, key) : NULL;
	g_autoptr(GHashTable) sources = g_hash_table_new(NULL, NULL);

	ways_add_sources(graph, sources, point->node);
	for (unsigned int i = 0; calls && i < calls->len; i++) {
		int index = g_array_index(calls, int, i);
		const struct call *call = graph_call(graph, index);
		struct number order = passed(point->order, call);

		for (unsigned int k = 0; number_is_known(order) && k < call->arguments->len; k++) {
			struct argument argument = g_array_index(call->arguments,
								 struct argument, k);
			int parameter = parameter_node(graph, key, argument.index);

			if (argument.node >= 0 && parameter >= 0 && ways_has(sources, parameter))
				add_point(points, index, argument.node, order, unknown);
		}
	}
}

static void add_releases(const struct blocks *blocks, int index, GArray *points)
{
	const struct call *call = graph_call(blocks->graph, index);

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);
		struct block_point point = { index, argument.node, unknown, unknown };

		if (argument.node < 0 ||
		    !call_gives_back(call, argument.index, blocks->family))
			continue;
		point.order = order_of(call);
		if (point.order.how == FACT_PARAMETER)
			add_release_by_callers(blocks, &point, points);
		else if (number_is_known(point.order))
			g_array_append_val(points, point);
	}
}

GArray *blocks_releases(const struct blocks *blocks)
{
	const struct graph *graph = blocks->graph;
	GArray *points = g_array_new(FALSE, FALSE, sizeof(struct block_point));

	for (int i = 0; i < (int)graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->rule && !call->rule->unordered && !call->rule->finds_order_count &&
		    !infer_is_exempt(graph, call->function))
			add_releases(blocks, i, points);
	}
	return points;
}

/* -- life ---------------------------------------------------------------------------------- */

void blocks_init(struct blocks *blocks, const struct graph *graph, const char *family)
{
	*blocks = (struct blocks){ .graph = graph, .family = family };
	add_callers(blocks);
	add_courses(blocks);
}

void blocks_clear(struct blocks *blocks)
{
	g_hash_table_unref(blocks->calls);
	g_free(blocks->courses);
}
