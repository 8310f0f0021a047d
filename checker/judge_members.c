// SPDX-License-Identifier: GPL-2.0-or-later
/* Members: lists through them, uses of them, stores to them that a loop repeats. */
#include "checker/judge_private.h"

#include <string.h>

#include "checker/facts.h"
#include "checker/witness.h"

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

void judge_lists(struct judge *judge, const struct rule *rule)
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

void judge_members(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);

	for (unsigned int i = 0; i < graph->uses->len; i++) {
		const struct use *use = graph_use(graph, i);
		struct finding *finding;
		int node = judge_value(inference, judged_node(use));

		if (node < 0 || !names_member(rule->member, use) || judge_is_exempt(judge, use->function))
			continue;
		finding = judge_new_finding(rule, &use->site, use->function);
		finding->message = judge_message(rule, use->function, rule->member->members[0], "");
		judge_convict(judge, finding, inference, node);
	}
}

/* -- stores that a loop repeats ---------------------------------------------------------------- */

/* Whatever memory it is: such a loop does to the first what it means to do to all. */
void judge_stuck(struct judge *judge, const struct rule *rule)
{
	for (unsigned int i = 0; i < judge->graph->uses->len; i++) {
		const struct use *use = graph_use(judge->graph, i);
		struct finding *finding;

		if (use->how != FACT_STUCK || !is_one_of(use->record, rule->stuck->records,
							 rule->stuck->records_count))
			continue;
		finding = judge_new_finding(rule, &use->site, use->function);
		finding->message = judge_message(rule, use->function, use->member,
						 use->record);
		judge_add(judge, finding);
	}
}
