// SPDX-License-Identifier: GPL-2.0-or-later
/* A chunk of facts becomes nodes, edges, uses, calls and a course. */
#include "checker/graph_private.h"

#include <string.h>

#include "checker/facts.h"

/* -- values ---------------------------------------------------------------------------------- */

/* "f:pmd_t.pmd": what is within an entry is the entry. */
static bool is_entry_member(const struct rules *rules, const char *key)
{
	g_autofree char *record = NULL;

	if (key[0] != 'f')
		return false;
	record = g_strndup(key + strlen("f:"), strcspn(key + strlen("f:"), "."));
	return g_hash_table_contains(rules->entries, record);
}

static bool is_entry(const struct rules *rules, const char *key, const char *type,
		     const char *canonical)
{
	return g_hash_table_contains(rules->entries, type) ||
		g_hash_table_contains(rules->entries, canonical) ||
		is_entry_member(rules, key);
}

static bool is_foreign(const struct rules *rules, const char *key)
{
	return key[0] == 'f' && g_hash_table_contains(rules->foreign, key + strlen("f:"));
}

/*
 * An integer member is every object's: an address kept in one says nothing of
 * those kept in another.
 */
static bool is_shared_integer(const char *key, const char *canonical)
{
	return key[0] == 'f' && !strchr(canonical, '*') && !strchr(canonical, '[') &&
		g_str_has_prefix(canonical, "unsigned long");
}

/*
 * A function in a header is another one in each unit that sees other macros: what is
 * inside it has a number, and the same number may be something else in each.
 */
static bool is_inside(const char *key)
{
	return key[0] == 'l' || key[0] == 't';
}

/* One of several values, if files define several constants of that name. */
static bool is_constant(const char *key)
{
	return g_str_has_prefix(key, "o:=");
}

static int node_of(struct graph *graph, const char *key)
{
	return is_inside(key) || is_constant(key) ? graph_new_node(graph, key) :
		graph_add_node(graph, key);
}

/* -- reading a chunk ------------------------------------------------------------------- */

static void read_chunk(void *data, const char *file, const char *function, const char *label,
		       unsigned int line)
{
	struct graph *graph = data;
	struct graph_builder *builder = graph->builder;

	(void)line;
	builder->file = graph_intern(graph, file);
	builder->function = graph_intern(graph, function);
	builder->label = graph_intern(graph, label);
	g_array_set_size(builder->ids, 0);
	g_array_set_size(builder->calls, 0);
}

static void describe_node(struct graph *graph, struct node *node, const char *name,
			  const char *type, const char *canonical, const char *flags)
{
	node->name = graph_intern(graph, name);
	node->type = graph_intern(graph, type);
	node->canonical = graph_intern(graph, canonical);
	node->local = strcmp(flags, FACT_LOCAL) == 0;
	node->unread = strcmp(flags, FACT_UNREAD) == 0;
	node->entry = is_entry(graph->rules, node->key, type, canonical);
	node->blocked = node->entry || is_shared_integer(node->key, canonical) ||
		is_foreign(graph->rules, node->key);
}

/* A record, one of its members, or a constant: no value flows there. */
static int add_measure(struct graph *graph, const char *key, const char *name,
		       const char *canonical, unsigned int line, unsigned int column)
{
	size_t stem = strlen(key) - strlen(name);
	g_autofree char *spelled = g_strdup_printf("%.*s%s", (int)stem, key,
						   rules_source_name(graph->rules, name));
	int id = node_of(graph, g_str_has_suffix(key, name) ? spelled : key);
	struct node *node = graph_node(graph, id);

	if (!*canonical && !strchr(key, ' '))
		return id;
	node->name = graph_intern(graph, rules_source_name(graph->rules, name));
	node->canonical = graph_intern(graph, canonical);
	node->site = (struct site){ graph->builder->file, line, column };
	node->blocked = true;
	return id;
}

static void read_value(void *data, int id, const char *key, const char *name,
		       const char *type, const char *canonical, unsigned int line,
		       unsigned int column, const char *flags)
{
	struct graph *graph = data;
	struct graph_builder *builder = graph->builder;
	int global = key[0] == 'o' ? add_measure(graph, key, name, canonical, line, column) :
		node_of(graph, key);
	struct node *node = graph_node(graph, global);
	bool defined_here = strcmp(node->owner, builder->function) == 0;

	(void)id;
	g_array_append_val(builder->ids, global);
	if (key[0] == 'o')
		return;
	/* A parameter's definition says more than a caller's prototype. */
	if (*node->type && !defined_here)
		return;
	describe_node(graph, node, name, type, canonical, flags);
	if (defined_here || key[0] == 'v')
		node->site = (struct site){ builder->file, line, column };
}

static int chunk_node(const struct graph *graph, int id)
{
	return id < 0 ? -1 : g_array_index(graph->builder->ids, int, id);
}

static struct site site_here(const struct graph *graph, unsigned int line,
			     unsigned int column)
{
	return (struct site){ graph->builder->file, line, column };
}

/* What is excluded is excluded from all kinds there are rules for. */
static bool excludes(const struct graph *graph, const char *guard)
{
	const struct rule_function *rule = g_hash_table_lookup(graph->rules->functions, guard);

	return rule && rule->excludes_count;
}

static void add_condition(struct graph *graph, int variable, int under)
{
	struct node *node = graph_node(graph, variable);

	graph_node(graph, under)->same = node->same;
	node->same = under;
}

static void read_flow(void *data, int source, int target, unsigned int line,
		      unsigned int column, const char *note)
{
	struct graph *graph = data;
	struct site site = site_here(graph, line, column);
	bool of_descriptor = note[0] && g_hash_table_contains(graph->rules->descriptors, note + 1);

	if (note[0] == FACT_GUARD)
		add_condition(graph, chunk_node(graph, source), chunk_node(graph, target));
	if (note[0] == FACT_GUARD && excludes(graph, note + 1))
		return;
	/* Only an index into descriptors is one of the memory they describe. */
	if (note[0] == FACT_INDEX && !of_descriptor)
		return;
	graph_add_edge(graph, chunk_node(graph, source), chunk_node(graph, target),
		       note[0] == FACT_BASE && of_descriptor ? EDGE_BASE : EDGE_FLOW, -1, "", &site);
}

static void add_hub_edges(struct graph *graph, const struct use *use)
{
	int hub = graph_member_hub(graph, use->record, use->member);

	if (use->result >= 0 && is_foreign(graph->rules, graph_node(graph, hub)->key))
		graph_node(graph, use->result)->blocked = true;
	if (use->how == FACT_READ || use->how == FACT_ADDRESS)
		graph_add_edge(graph, hub, use->result, EDGE_FLOW, -1, "", &use->site);
	if (use->how == FACT_WRITE || use->how == FACT_ADDRESS)
		graph_add_edge(graph, use->result, hub, EDGE_FLOW, -1, "", &use->site);
}

static void add_descriptor_use(struct graph *graph, const struct use *use)
{
	g_array_append_val(graph->uses, *use);
	if (use->how == FACT_ADDRESS)
		graph_add_edge(graph, use->base, use->result, EDGE_MEMBER, -1, use->member,
			       &use->site);
	else if (use->how == FACT_CONTAINER)
		graph_add_edge(graph, use->base, use->result, EDGE_CONTAINER, -1, use->record,
			       &use->site);
	else
		add_hub_edges(graph, use);
}

static void read_use(void *data, int base, int result, const char *record, const char *member,
		     char how, unsigned int line, unsigned int column, const char *macro)
{
	struct graph *graph = data;
	const struct rules *rules = graph->rules;
	struct use use = {
		.base = chunk_node(graph, base), .result = chunk_node(graph, result),
		.record = graph_intern(graph, record),
		.member = graph_intern(graph, rules_source_name(graph->rules, member)),
		.macro = graph_intern(graph, macro), .function = graph->builder->label,
		.owner = graph->builder->function, .how = how,
		.site = site_here(graph, line, column),
	};

	if (g_hash_table_contains(rules->descriptors, record))
		add_descriptor_use(graph, &use);
	else if (g_hash_table_contains(rules->lists, record) && how != FACT_CONTAINER)
		graph_add_edge(graph, use.base, use.result, EDGE_LOAD, -1, "", &use.site);
	else if (how != FACT_CONTAINER)
		add_hub_edges(graph, &use);
}

/*
 * What is a function here may be a macro there: the calls such a macro makes are as
 * opaque as the function, and so is what they return.
 */
static const struct rule_function *opaque_macro(const struct graph *graph, const char *macro)
{
	const struct rule_function *rule = g_hash_table_lookup(graph->rules->functions, macro);

	return rule && rule->opaque ? rule : NULL;
}

static void read_call(void *data, int id, int callee, int result, unsigned int line,
		      unsigned int column, const char *name, const char *macro)
{
	struct graph *graph = data;
	struct call call = {
		.callee = chunk_node(graph, callee), .result = chunk_node(graph, result),
		.name = graph_intern(graph, name), .spelled = graph_intern(graph, *macro ? macro : name),
		.function = graph->builder->label,
		.rule = g_hash_table_lookup(graph->rules->functions, name),
		.site = site_here(graph, line, column),
		.arguments = g_array_new(FALSE, FALSE, sizeof(struct argument)),
	};
	const struct rule_function *within = opaque_macro(graph, macro);
	int global = (int)graph->calls->len;

	(void)id;
	/* What it returns proves nothing, whatever it calls. */
	if (within && (!call.rule || (call.rule->returns && !within->returns)))
		call.rule = within;
	if (within && call.result >= 0)
		graph_node(graph, call.result)->blocked = true;
	g_array_append_val(graph->calls, call);
	g_array_append_val(graph->builder->calls, global);
}

static void read_argument(void *data, int call, unsigned int index, int value)
{
	struct graph *graph = data;
	struct argument argument = { index, chunk_node(graph, value) };
	int global = g_array_index(graph->builder->calls, int, call);

	g_array_append_val(graph_call(graph, global)->arguments, argument);
}

static void read_number(void *data, int call, unsigned int index, const char *text)
{
	struct graph *graph = data;
	struct call *of = graph_call(graph, g_array_index(graph->builder->calls, int, call));
	struct number number = { .index = index };

	if (*text == FACT_BITS || *text == FACT_PARAMETER)
		number.how = *text++;
	number.value = (guint64)g_ascii_strtoll(text, NULL, 10);
	if (!of->numbers)
		of->numbers = g_array_new(FALSE, FALSE, sizeof(struct number));
	g_array_append_val(of->numbers, number);
}

static void read_course(void *data, const char *text)
{
	struct graph *graph = data;
	const struct graph_builder *builder = graph->builder;
	struct course course = {
		.label = builder->label, .key = builder->function,
		.text = g_string_chunk_insert(graph->strings, text),
		.nodes = g_array_copy(builder->ids), .calls = g_array_copy(builder->calls),
	};

	g_array_append_val(graph->courses, course);
}

static const struct store_visitor visitor = {
	.chunk = read_chunk, .value = read_value, .flow = read_flow, .use = read_use,
	.call = read_call, .argument = read_argument, .number = read_number,
	.course = read_course,
};

bool graph_add_chunk(struct graph *graph, struct store *store, gint64 id, GError **error)
{
	return store_load(store, id, &visitor, graph, error);
}
