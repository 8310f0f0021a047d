// SPDX-License-Identifier: GPL-2.0-or-later
/* Records that lie over others, and constants: what the code says beside its functions. */
#include "checker/judge_private.h"

#include <string.h>

/* The node of @record's @member (NULL: the whole), -1: this variant has none. */
static int measure_of(const struct graph *graph, const char *record, const char *member)
{
	g_autofree char *key = g_strdup_printf("o:%s%s%s", record, member ? "." : "",
					       member ? member : "");
	int node = GPOINTER_TO_INT(g_hash_table_lookup(graph->ids, key)) - 1;

	return node >= 0 && graph_node(graph, node)->canonical[0] ? node : -1;
}

static guint64 offset_of(const struct graph *graph, int node)
{
	return g_ascii_strtoull(graph_node(graph, node)->canonical, NULL, 10);
}

static void tell_offset(struct finding *finding, const struct graph *graph, int node)
{
	const struct node *member = graph_node(graph, node);
	g_autofree char *text = g_strdup_printf("%s is at offset %" G_GUINT64_FORMAT,
						member->key + strlen("o:"), offset_of(graph, node));

	finding_add_step(finding, member->site.file, member->site.line, member->site.column, text);
}

/* @member and @over: nodes of a member of @overlay's record and of the one below. */
static void report(struct judge *judge, const struct rule *rule,
		   const struct rule_overlay *overlay, const struct site *site,
		   int member, int over)
{
	const struct graph *graph = judge->graph;
	g_autofree char *full = g_strdup_printf("%s->%s", overlay->record,
						graph_node(graph, member)->name);
	g_autofree char *other = g_strdup_printf("%s->%s", overlay->over,
						 graph_node(graph, over)->name);
	struct finding *finding = judge_new_finding(rule, site, "");

	finding->message = judge_message(rule, "", full, other);
	tell_offset(finding, graph, member);
	tell_offset(finding, graph, over);
	judge_add(judge, finding);
}

/* -- assertions --------------------------------------------------------------------------- */

static bool is_member_of(const struct node *node, const char *record)
{
	const char *name = node->key + strlen("o:");
	size_t length = strlen(record);

	return node->key[0] == 'o' && strncmp(name, record, length) == 0 && name[length] == '.';
}

/* Whether @edge asserts that a member of the one record has the offset of one of the other. */
static bool is_assert(const struct graph *graph, const struct edge *edge,
		      const struct rule_overlay *overlay)
{
	const struct node *source = graph_node(graph, edge->source);
	const struct node *target = graph_node(graph, edge->target);

	return (is_member_of(source, overlay->record) && is_member_of(target, overlay->over)) ||
		(is_member_of(source, overlay->over) && is_member_of(target, overlay->record));
}

static bool is_asserted(const struct graph *graph, int member, int over)
{
	for (int i = graph->out_start[member]; i < graph->out_start[member + 1]; i++)
		if (graph_edge(graph, graph->out[i])->target == over)
			return true;
	for (int i = graph->in_start[member]; i < graph->in_start[member + 1]; i++)
		if (graph_edge(graph, graph->in[i])->source == over)
			return true;
	return false;
}

static bool is_wrong(const struct graph *graph, int layout, int member, int over)
{
	if (layout == RULE_LAYOUT_UNASSERTED)
		return !is_asserted(graph, member, over);
	return offset_of(graph, member) != offset_of(graph, over);
}

static void judge_overlay(struct judge *judge, const struct rule *rule,
			  const struct rule_overlay *overlay)
{
	const struct graph *graph = judge->graph;

	for (unsigned int i = 0; i < overlay->pairs_count; i++) {
		const struct rule_pair *pair = &overlay->pairs[i];
		int member = measure_of(graph, overlay->record, pair->member);
		int over = measure_of(graph, overlay->over, pair->over);

		if (member >= 0 && over >= 0 && is_wrong(graph, rule->layout, member, over))
			report(judge, rule, overlay, &graph_node(graph, member)->site, member,
			       over);
	}
}

/* An assertion of what the variant does not keep. */
static void judge_asserts(struct judge *judge, const struct rule *rule,
			  const struct rule_overlay *overlay)
{
	const struct graph *graph = judge->graph;

	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);
		const struct node *source = graph_node(graph, edge->source);
		const struct node *target = graph_node(graph, edge->target);

		if (source->key[0] != 'o' || !is_assert(graph, edge, overlay) ||
		    !source->canonical[0] || !target->canonical[0] ||
		    offset_of(graph, edge->source) == offset_of(graph, edge->target))
			continue;
		if (is_member_of(source, overlay->over))
			report(judge, rule, overlay, &edge->site, edge->target, edge->source);
		else
			report(judge, rule, overlay, &edge->site, edge->source, edge->target);
	}
}

void judge_layout(struct judge *judge, const struct rule *rule)
{
	const GPtrArray *apis = judge->graph->rules->apis;

	for (unsigned int i = 0; i < apis->len; i++) {
		const struct rule_api *api = g_ptr_array_index(apis, i);

		for (unsigned int k = 0; k < api->overlays_count; k++) {
			judge_overlay(judge, rule, &api->overlays[k]);
			if (rule->layout == RULE_LAYOUT_BROKEN)
				judge_asserts(judge, rule, &api->overlays[k]);
		}
	}
}

/* -- constants -------------------------------------------------------------------------------- */

static bool is_legal(const struct rule_constants *constants, gint64 value)
{
	for (unsigned int i = 0; i < constants->legal_count; i++)
		if (value >= constants->legal[i].first && value <= constants->legal[i].last)
			return true;
	return false;
}

void judge_constants(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;

	for (unsigned int i = 0; i < graph->nodes->len; i++) {
		const struct node *node = graph_node(graph, i);
		struct finding *finding;

		if (!g_str_has_prefix(node->key, "o:=") ||
		    !g_pattern_match_simple(rule->constants->name, node->name) ||
		    is_legal(rule->constants, g_ascii_strtoll(node->canonical, NULL, 10)))
			continue;
		finding = judge_new_finding(rule, &node->site, "");
		finding->message = judge_message(rule, "", node->name, node->canonical);
		judge_add(judge, finding);
	}
}
