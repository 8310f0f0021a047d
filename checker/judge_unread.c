// SPDX-License-Identifier: GPL-2.0-or-later
/* Parameters that a conversion left behind: callers compute what nobody reads. */
#include "checker/judge_private.h"

#include <string.h>

static bool is_listed(const struct rule_unread *unread, const char *name)
{
	for (unsigned int i = 0; i < unread->parameters_count; i++)
		if (strcmp(unread->parameters[i], name) == 0)
			return true;
	return false;
}

static bool is_of_family(const struct rule_function *rule, const char *family)
{
	return rule && ((rule->hands_out && strcmp(rule->hands_out, family) == 0) ||
			(rule->takes_back && strcmp(rule->takes_back->family, family) == 0));
}

/* The call of the allocator of @family that the function @key makes, -1: none. */
static int call_of_family(const struct graph *graph, const char *key, const char *family)
{
	for (unsigned int i = 0; i < graph->courses->len; i++) {
		const struct course *course = graph_course(graph, i);

		for (unsigned int k = 0; course->key == key && k < course->calls->len; k++) {
			int call = g_array_index(course->calls, int, k);

			if (is_of_family(graph_call(graph, call)->rule, family))
				return call;
		}
	}
	return -1;
}

/* Whether only @file calls @function, and does; its first call goes to @*first. */
static bool is_called_at_home(const struct graph *graph, int function, const char *file,
			      const struct call **first)
{
	*first = NULL;
	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->callee != function)
			continue;
		if (call->site.file != file)
			return false;
		if (!*first)
			*first = call;
	}
	return *first != NULL;
}

static void report(struct judge *judge, const struct rule *rule, const struct node *node,
		   const struct call *caller, int user)
{
	const struct call *call = graph_call(judge->graph, user);
	struct finding *finding = judge_new_finding(rule, &node->site, node->function);

	finding->message = judge_message(rule, node->function, node->name, call->spelled);
	finding_add_step(finding, call->site.file, call->site.line, call->site.column,
			 "what the function does needs none");
	finding_add_step(finding, caller->site.file, caller->site.line, caller->site.column,
			 "a caller passes one nevertheless");
	judge_add(judge, finding);
}

void judge_unread(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;

	for (unsigned int i = 0; i < graph->nodes->len; i++) {
		const struct node *node = graph_node(graph, i);
		const struct call *caller;
		int function, user;

		if (!node->unread || !is_listed(rule->unread, node->name) ||
		    judge_is_exempt(judge, node->function))
			continue;
		function = judge_function(graph, node->owner);
		user = call_of_family(graph, node->owner, rule->unread->family);
		if (function >= 0 && user >= 0 && !judge_is_value(graph, function) &&
		    is_called_at_home(graph, function, node->site.file, &caller))
			report(judge, rule, node, caller, user);
	}
}
