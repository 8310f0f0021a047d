// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/judge_private.h"

#include <string.h>

#include "checker/facts.h"
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
	struct finding *finding = judge_new_finding(rule, &use->site, use->function);

	finding->message = judge_message(rule, use->function, walked, linked);
	witness_add_links(finding, judge->graph, by, use->base, linked);
	judge_add(judge, finding);
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
		    !infer_is_exempt(graph, use->function))
			report_walk(judge, rule, use, names[linked[use->base]], names[walked], by);
	}
}

/* -- members: used through a pointer of the kind ---------------------------------------------------- */

static bool names_member(const struct rule_member *member, const struct use *use)
{
	if (strcmp(member->record, use->record) != 0)
		return false;
	for (unsigned int i = 0; i < member->members_count; i++)
		if (strcmp(member->members[i], use->member) == 0)
			return true;
	return false;
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
		struct finding *finding;
		int node = judged_node(use);

		if (node < 0 || !(inference->is[node] || inference->becomes[node]) ||
		    !names_member(rule->member, use) || infer_is_exempt(graph, use->function))
			continue;
		finding = judge_new_finding(rule, &use->site, use->function);
		finding->message = judge_message(rule, use->function, rule->member->members[0], "");
		if (inference->is[node])
			witness_add_origin(finding, inference, node);
		else
			witness_add_fate(finding, inference, node);
		judge_add(judge, finding);
	}
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
	else if (rule->way)
		judge_ways(judge, rule);
}

void judge_graph(const struct graph *graph, const GPtrArray *active, const char *variant,
		 struct findings *findings)
{
	struct judge judge = { .graph = graph, .variant = variant };

	judge.inferences = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_inference);
	judge.claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	judge.found = g_ptr_array_new();
	for (unsigned int i = 0; i < active->len; i++)
		judge_rule(&judge, g_ptr_array_index(active, i));
	hand_on(&judge, findings);
	g_hash_table_unref(judge.inferences);
	g_hash_table_unref(judge.claims);
	g_ptr_array_unref(judge.found);
}
