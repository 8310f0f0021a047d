// SPDX-License-Identifier: GPL-2.0-or-later
/* Blocks of several pages: with which order they come, and with which one they go back. */
#include "checker/judge_private.h"

#include <string.h>

#include "checker/blocks.h"
#include "checker/facts.h"
#include "checker/flow.h"
#include "checker/levels.h"
#include "checker/witness.h"

struct orders {
	struct judge *judge;
	const struct rule *rule;
	const struct inference *inference;
	struct blocks blocks;
	GArray *allocations, *releases;	/* of struct block_point */
	GHashTable *by_node;		/* node -> index of an allocation + 1 */
	GArray *levels;			/* of struct level */
};

/* -- what becomes of a block --------------------------------------------------------------- */

static bool *nodes_of(const struct graph *graph, bool splits)
{
	bool *nodes = g_new0(bool, graph->nodes->len + 1);

	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);
		const struct rule_function *rule = call->rule;
		unsigned int count = !rule ? 0 : splits ? rule->splits_count :
			rule->finds_order_count;

		for (unsigned int k = 0; count && k < call->arguments->len; k++) {
			struct argument argument = g_array_index(call->arguments,
								 struct argument, k);
			unsigned int *wanted = splits ? rule->splits : rule->finds_order;

			for (unsigned int n = 0; n < count; n++)
				if (argument.node >= 0 && wanted[n] == argument.index &&
				    !infer_is_exempt(graph, call->function))
					nodes[argument.node] = true;
		}
	}
	return nodes;
}

static bool is_shared(const void *data, const struct node *node)
{
	(void)data;
	return node->key[0] == 'f' || node->key[0] == 'v';
}

/* What a level's maker made comes to its ender, by entries that nobody follows. */
static bool pass_levels(const struct orders *orders, struct flow *flow)
{
	bool any = false;

	for (unsigned int i = 0; i < orders->levels->len; i++) {
		struct level level = g_array_index(orders->levels, struct level, i);

		if (!flow->seen[level.maker] || flow->seen[level.ender])
			continue;
		flow_start(flow, level.ender);
		any = true;
	}
	return any;
}

/* With @privately nothing that all objects share, members and variables, is gone through. */
static struct flow *flow_from(const struct orders *orders, int node, bool privately)
{
	struct flow *flow = flow_new(orders->judge->graph, privately ? is_shared : NULL, NULL);

	flow_start(flow, node);
	do
		flow_run(flow);
	while (pass_levels(orders, flow));
	return flow;
}

/* The first of @nodes that @flow comes to, -1: none. */
static int first_reached(const struct graph *graph, const struct flow *flow, const bool *nodes)
{
	for (unsigned int i = 0; i < graph->nodes->len; i++)
		if (nodes[i] && flow->seen[i])
			return (int)i;
	return -1;
}

/* The level by whose ender @flow came to @node, NULL: by none. */
static const struct level *level_before(const struct orders *orders, const struct flow *flow,
					int node)
{
	while (flow->by[node] >= 0)
		node = graph_edge(flow->graph, flow->by[node])->source;
	for (unsigned int i = 0; i < orders->levels->len; i++) {
		const struct level *level = &g_array_index(orders->levels, struct level, i);

		if (level->ender == node && flow->seen[level->maker])
			return level;
	}
	return NULL;
}

static void add_way(const struct orders *orders, struct finding *finding,
		    const struct flow *flow, int node)
{
	const struct level *level = level_before(orders, flow, node);
	const struct node *maker, *ender;
	g_autofree char *text = NULL;

	witness_add_allocation(finding, flow->graph, flow->by, level ? level->maker : node);
	if (!level)
		return;
	maker = graph_node(flow->graph, level->maker);
	ender = graph_node(flow->graph, level->ender);
	text = g_strdup_printf("%s() ends what %s() makes", ender->function, maker->function);
	finding_add_step(finding, ender->site.file, ender->site.line, ender->site.column, text);
}

/* -- blocks whose pages do not tell their order -------------------------------------------- */

/* What the allocator of @family adds to the flags, by which a page tells its order; 0: unknown. */
static guint64 telling_flags(const struct graph *graph, const char *family)
{
	guint64 flags = 0;

	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);
		const struct rule_function *within =
			g_hash_table_lookup(graph->rules->functions, call->function);

		if (within && within->hands_out && strcmp(within->hands_out, family) == 0 &&
		    call->rule && call->rule->allocates && blocks_flags(call).how != FACT_PARAMETER)
			flags |= blocks_flags(call).value;
	}
	return flags;
}

/* Whatever computes an order may well come to 0; who is told one is made for others, too. */
static bool may_be_several(const struct orders *orders, const struct block_point *point)
{
	if (point->order.how == FACT_PARAMETER)
		return !blocks_always_0(&orders->blocks, point->call, point->order.value);
	return number_is_known(point->order) && point->order.value > 0;
}

static void add_order_step(struct finding *finding, const struct graph *graph, int index,
			   struct number order)
{
	const struct call *call = graph_call(graph, index);
	g_autofree char *text = number_is_known(order) ?
		g_strdup_printf("%s() gets order %" G_GUINT64_FORMAT, call->spelled, order.value) :
		g_strdup_printf("%s() gets an order that is not known to be 0", call->spelled);

	finding_add_step(finding, call->site.file, call->site.line, call->site.column, text);
}

/* The name of a function that finds the order of what is in @node. */
static const char *finder_of(const struct graph *graph, int node)
{
	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		for (unsigned int k = 0; call->rule && call->rule->finds_order_count &&
		     k < call->arguments->len; k++)
			if (g_array_index(call->arguments, struct argument, k).node == node)
				return call->spelled;
	}
	return "";
}

static void report_lost(const struct orders *orders, const struct block_point *point,
			const struct flow *flow, int end)
{
	const struct graph *graph = orders->judge->graph;
	const struct call *call = graph_call(graph, point->call);
	struct finding *finding = judge_new_finding(orders->rule, &call->site, call->function);

	finding->message = judge_message(orders->rule, call->function, call->spelled,
					 finder_of(graph, end));
	add_way(orders, finding, flow, end);
	add_order_step(finding, graph, point->call, point->order);
	judge_add(orders->judge, finding);
}

static bool is_released_in_order(const struct orders *orders, const struct flow *flow)
{
	for (unsigned int i = 0; i < orders->releases->len; i++)
		if (flow->seen[g_array_index(orders->releases, struct block_point, i).node])
			return true;
	return false;
}

/*
 * What is in a member may be of many objects: a block that goes back with an order somewhere
 * is only to blame where it comes to the free by itself.
 */
static void judge_lost(const struct orders *orders, const struct block_point *point,
		       const bool *ends)
{
	const struct graph *graph = orders->judge->graph;
	struct flow *flow = flow_from(orders, point->node, false);

	if (is_released_in_order(orders, flow)) {
		flow_free(flow);
		flow = flow_from(orders, point->node, true);
	}
	if (first_reached(graph, flow, ends) >= 0)
		report_lost(orders, point, flow, first_reached(graph, flow, ends));
	flow_free(flow);
}

static void judge_all_lost(const struct orders *orders)
{
	const struct graph *graph = orders->judge->graph;
	const GArray *points = orders->allocations;
	guint64 telling = telling_flags(graph, orders->rule->block->freed_as);
	g_autofree bool *ends = nodes_of(graph, false);

	for (unsigned int i = 0; telling && i < points->len; i++) {
		const struct block_point *point = &g_array_index(points, struct block_point, i);

		if (orders->inference->becomes[point->node] && may_be_several(orders, point) &&
		    number_is_known(point->flags) && !(point->flags.value & telling))
			judge_lost(orders, point, ends);
	}
}

/* -- blocks that go back with another order ------------------------------------------------ */

/* The allocation whose result is @node, NULL: none. */
static const struct block_point *allocation_at(const struct orders *orders, int node)
{
	gpointer index = g_hash_table_lookup(orders->by_node, GINT_TO_POINTER(node));

	return !index ? NULL : &g_array_index(orders->allocations, struct block_point,
					      GPOINTER_TO_UINT(index) - 1);
}

/* Whether @allocation gives tables, all with another order than @release has. */
static bool is_other(const struct orders *orders, const struct block_point *allocation,
		     const struct block_point *release)
{
	return number_is_known(allocation->order) &&
		allocation->order.value != release->order.value &&
		orders->inference->becomes[allocation->node];
}

/* Adds to @queue where what is in @node comes from; false when nobody knows. */
static bool add_origins(const struct orders *orders, int node, GArray *queue)
{
	const struct graph *graph = orders->judge->graph;
	bool ends = false;

	for (unsigned int i = 0; i < orders->levels->len; i++) {
		struct level level = g_array_index(orders->levels, struct level, i);

		if (level.ender != node)
			continue;
		g_array_append_val(queue, level.maker);
		ends = true;
	}
	if (ends)
		return true;
	if (graph_node(graph, node)->blocked ||
	    graph->in_start[node] == graph->in_start[node + 1])
		return false;
	for (int i = graph->in_start[node]; i < graph->in_start[node + 1]; i++)
		g_array_append_val(queue, graph_edge(graph, graph->in[i])->source);
	return true;
}

/*
 * Whether all that is freed by @release was allocated with another order.  What comes out of a
 * table's entry, say, nobody knows; what has a name of its own is not freed.
 */
static bool is_only_other(const struct orders *orders, const struct block_point *release)
{
	const struct graph *graph = orders->judge->graph;
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(int));

	g_array_append_val(queue, release->node);
	for (unsigned int head = 0; head < queue->len; head++) {
		int node = g_array_index(queue, int, head);
		const struct block_point *from = allocation_at(orders, node);

		if (from && !is_other(orders, from, release))
			return false;
		if (!g_hash_table_add(seen, GINT_TO_POINTER(node)) || from ||
		    graph_is_object(graph, graph_node(graph, node)))
			continue;
		if (!add_origins(orders, node, queue))
			return false;
	}
	return true;
}

static void report_other(const struct orders *orders, const struct block_point *allocation,
			 const struct block_point *release, const struct flow *flow)
{
	const struct graph *graph = orders->judge->graph;
	const struct call *call = graph_call(graph, release->call);
	struct finding *finding = judge_new_finding(orders->rule, &call->site, call->function);

	finding->message = judge_message(orders->rule, call->function, call->spelled,
					 graph_call(graph, allocation->call)->spelled);
	add_way(orders, finding, flow, release->node);
	add_order_step(finding, graph, allocation->call, allocation->order);
	add_order_step(finding, graph, release->call, release->order);
	judge_add(orders->judge, finding);
}

/* How what @from gives comes to @release, NULL: not at all, or with the same order. */
static struct flow *way_to(const struct orders *orders, const struct block_point *from,
			   const struct block_point *release)
{
	struct flow *flow;

	if (!is_other(orders, from, release))
		return NULL;
	flow = flow_from(orders, from->node, false);
	if (flow->seen[release->node])
		return flow;
	flow_free(flow);
	return NULL;
}

/* Reports the first allocation that comes to @release, unless any of them is split before. */
static void judge_other(const struct orders *orders, const struct block_point *release,
			const bool *splits)
{
	const struct block_point *points = (const void *)orders->allocations->data;
	const struct block_point *first = NULL;
	struct flow *way = NULL;
	bool is_split = false;

	for (unsigned int i = 0; !is_split && i < orders->allocations->len; i++) {
		struct flow *flow = way_to(orders, &points[i], release);

		is_split = flow && first_reached(orders->judge->graph, flow, splits) >= 0;
		if (flow && !way) {
			first = &points[i];
			way = g_steal_pointer(&flow);
		}
		flow_free(flow);
	}
	if (first && !is_split)
		report_other(orders, first, release, way);
	flow_free(way);
}

static void judge_all_other(const struct orders *orders)
{
	g_autofree bool *splits = nodes_of(orders->judge->graph, true);

	for (unsigned int i = 0; i < orders->releases->len; i++) {
		const struct block_point *release = &g_array_index(orders->releases,
								   struct block_point, i);

		if (is_only_other(orders, release))
			judge_other(orders, release, splits);
	}
}

/* -- both ---------------------------------------------------------------------------------- */

static GHashTable *by_node(const GArray *points)
{
	GHashTable *table = g_hash_table_new(NULL, NULL);

	for (unsigned int i = 0; i < points->len; i++)
		g_hash_table_insert(table, GINT_TO_POINTER(
					g_array_index(points, struct block_point, i).node),
				    GUINT_TO_POINTER(i + 1));
	return table;
}

void judge_blocks(struct judge *judge, const struct rule *rule)
{
	struct orders orders = {
		.judge = judge, .rule = rule, .inference = judge_inference(judge, rule->kind),
	};

	blocks_init(&orders.blocks, judge->graph, rule->block->family);
	orders.allocations = blocks_allocations(&orders.blocks);
	orders.releases = blocks_releases(&orders.blocks);
	orders.by_node = by_node(orders.allocations);
	orders.levels = levels_new(judge->graph, rule->kind);
	if (rule->block->mistake == RULE_ORDER_LOST)
		judge_all_lost(&orders);
	else
		judge_all_other(&orders);
	g_array_unref(orders.allocations);
	g_array_unref(orders.releases);
	g_array_unref(orders.levels);
	g_hash_table_unref(orders.by_node);
	blocks_clear(&orders.blocks);
}
