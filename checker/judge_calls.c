// SPDX-License-Identifier: GPL-2.0-or-later
/* Something of the kind is passed to a function that is not for it. */
#include "checker/judge_private.h"

/* A rule's functions, and which of the program's names are theirs. */
struct names {
	const struct rule *rule;
	GPtrArray *patterns;	/* of GPatternSpec *, those of all entries in order */
	GHashTable *known;	/* interned name -> struct rule_calls * or NULL */
};

static void free_pattern(gpointer pattern)
{
	g_pattern_spec_free(pattern);
}

static struct names names_new(const struct rule *rule)
{
	struct names names = { .rule = rule };

	names.patterns = g_ptr_array_new_with_free_func(free_pattern);
	names.known = g_hash_table_new(NULL, NULL);
	for (unsigned int i = 0; i < rule->calls_count; i++)
		for (unsigned int k = 0; k < rule->calls[i].functions_count; k++)
			g_ptr_array_add(names.patterns,
					g_pattern_spec_new(rule->calls[i].functions[k]));
	return names;
}

static void names_clear(struct names *names)
{
	g_ptr_array_unref(names->patterns);
	g_hash_table_unref(names->known);
}

static const struct rule_calls *match(const struct names *names, const char *name)
{
	unsigned int pattern = 0;

	for (unsigned int i = 0; i < names->rule->calls_count; i++)
		for (unsigned int k = 0; k < names->rule->calls[i].functions_count; k++)
			if (g_pattern_spec_match_string(
					g_ptr_array_index(names->patterns, pattern++), name))
				return &names->rule->calls[i];
	return NULL;
}

/* The entry that names the function @name, interned, or NULL. */
static const struct rule_calls *find(const struct names *names, const char *name)
{
	gpointer found;

	if (g_hash_table_lookup_extended(names->known, name, NULL, &found))
		return found;
	found = (gpointer)match(names, name);
	g_hash_table_insert(names->known, (gpointer)name, found);
	return found;
}

/* A value of @call's argument @index that is of the kind, or -1. */
static int argument_of_kind(const struct inference *inference, const struct call *call,
			    unsigned int index)
{
	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		if (argument.index == index && judge_value(inference, argument.node) >= 0)
			return judge_value(inference, argument.node);
	}
	return -1;
}

void judge_calls(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	const struct inference *inference = judge_inference(judge, rule->kind);
	struct names names = names_new(rule);

	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);
		const struct rule_calls *by_macro = find(&names, call->spelled);
		const struct rule_calls *entry = by_macro ? by_macro : find(&names, call->name);
		int node = entry ? argument_of_kind(inference, call, entry->argument) : -1;
		struct finding *finding;

		if (node < 0 || judge_is_exempt(judge, call->function))
			continue;
		finding = finding_new(rule, call->site.file, call->site.line, call->site.column,
				      call->function);
		finding->message = judge_message(rule, call->function,
						 by_macro ? call->spelled : call->name, "");
		judge_convict(judge, finding, inference, node);
	}
	names_clear(&names);
}
