// SPDX-License-Identifier: GPL-2.0-or-later
/* Something of the kind is passed to a function that is not for it. */
#include "checker/judge_private.h"

#include <string.h>

void judge_add_called(struct patterns *called, const struct rule *rule, bool typed)
{
	for (unsigned int i = 0; i < rule->calls_count; i++)
		for (unsigned int k = 0; k < rule->calls[i].functions_count; k++)
			if (typed || !rule->calls[i].type)
				patterns_add(called, rule->calls[i].functions[k], (int)i);
}

static bool has_type(const struct graph *graph, int node, const char *type)
{
	return node >= 0 && (!type || strcmp(graph_node(graph, node)->type, type) == 0);
}

/* A value of @call's argument that @entry is about and that is of the kind, or -1. */
static int argument_of_kind(const struct inference *inference, const struct call *call,
			    const struct rule_calls *entry)
{
	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		if (argument.index == entry->argument &&
		    has_type(inference->graph, argument.node, entry->type) &&
		    judge_value(inference, argument.node) >= 0)
			return judge_value(inference, argument.node);
	}
	return -1;
}

void judge_calls(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);
	struct patterns *names = patterns_new();

	judge_add_called(names, rule, true);
	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);
		bool by_macro = patterns_find(names, call->spelled) >= 0;
		const char *name = by_macro ? call->spelled : call->name;
		int entry = patterns_find(names, name);
		int node = entry < 0 ? -1 :
			argument_of_kind(inference, call, &rule->calls[entry]);
		struct finding *finding;

		if (node < 0 || judge_is_exempt(judge, call->function))
			continue;
		finding = judge_new_finding(rule, &call->site, call->function);
		finding->message = judge_message(rule, call->function, name, "");
		judge_convict(judge, finding, inference, node);
	}
	patterns_free(names);
}
