// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/graph.h"

#include <string.h>

#include "checker/facts.h"

/* The chunk that is being read. */
struct graph_builder {
	GArray *ids;		/* id within the chunk -> node */
	GArray *calls;		/* number within the chunk -> call */
	const char *file, *function, *label;
};

/* -- nodes ----------------------------------------------------------------------------- */

static const char *intern(struct graph *graph, const char *text)
{
	return g_string_chunk_insert_const(graph->strings, text);
}

/* "p:mm/x.c:foo#1" -> "mm/x.c:foo": the function a key belongs to; "" when shared. */
static const char *key_owner(struct graph *graph, const char *key)
{
	const char *start = key + 2;
	g_autofree char *owner = NULL;

	switch (key[0]) {
	case 'p':
		owner = g_strndup(start, (size_t)(strrchr(start, '#') - start));
		return intern(graph, owner);
	case 'l':
	case 't':
		owner = g_strndup(start, (size_t)(strrchr(start, '/') - start));
		return intern(graph, owner);
	case 'r':
		return intern(graph, start);
	default:
		return "";
	}
}

static const char *plain_name(const char *function)
{
	const char *colon = strrchr(function, ':');

	return colon ? colon + 1 : function;
}

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

/*
 * An integer member is every object's: an address kept in one says nothing of
 * those kept in another.
 */
static bool is_shared_integer(const char *key, const char *canonical)
{
	return key[0] == 'f' && !strchr(canonical, '*') && !strchr(canonical, '[') &&
		g_str_has_prefix(canonical, "unsigned long");
}

static int new_node(struct graph *graph, const char *key)
{
	struct node node = {
		.name = "", .type = "", .canonical = "", .site = { "", 0, 0 },
		.same = (int)graph->nodes->len,
	};

	node.key = intern(graph, key);
	node.owner = key_owner(graph, key);
	node.function = intern(graph, plain_name(node.owner));
	g_array_append_val(graph->nodes, node);
	return (int)graph->nodes->len - 1;
}

/* The node that all chunks call @key. */
static int add_node(struct graph *graph, const char *key)
{
	int id = GPOINTER_TO_INT(g_hash_table_lookup(graph->ids, key)) - 1;

	if (id >= 0)
		return id;
	id = new_node(graph, key);
	g_hash_table_insert(graph->ids, (gpointer)graph_node(graph, id)->key,
			    GINT_TO_POINTER(id + 1));
	return id;
}

/*
 * A function in a header is another one in each unit that sees other macros: what is
 * inside it has a number, and the same number may be something else in each.
 */
static bool is_inside(const char *key)
{
	return key[0] == 'l' || key[0] == 't';
}

static int member_hub(struct graph *graph, const char *record, const char *member)
{
	g_autofree char *key = g_strdup_printf("f:%s.%s", record, member);

	return add_node(graph, key);
}

static void add_edge(struct graph *graph, int source, int target, enum edge_kind kind,
		     int call, const char *note, const struct site *site)
{
	struct edge edge = { source, target, kind, call, note, *site };

	if (source >= 0 && target >= 0 && source != target)
		g_array_append_val(graph->edges, edge);
}

/* -- reading a chunk ------------------------------------------------------------------- */

static void read_chunk(void *data, const char *file, const char *function, const char *label,
		       unsigned int line)
{
	struct graph *graph = data;
	struct graph_builder *builder = graph->builder;

	(void)line;
	builder->file = intern(graph, file);
	builder->function = intern(graph, function);
	builder->label = intern(graph, label);
	g_array_set_size(builder->ids, 0);
	g_array_set_size(builder->calls, 0);
}

static void describe_node(struct graph *graph, struct node *node, const char *name,
			  const char *type, const char *canonical, const char *flags)
{
	node->name = intern(graph, name);
	node->type = intern(graph, type);
	node->canonical = intern(graph, canonical);
	node->local = strcmp(flags, FACT_LOCAL) == 0;
	node->entry = is_entry(graph->rules, node->key, type, canonical);
	node->blocked = node->entry || is_shared_integer(node->key, canonical);
}

static const char *source_name(const struct graph *graph, const char *name)
{
	const char *renamed = g_hash_table_lookup(graph->rules->renames, name);

	return renamed ? renamed : name;
}

/* A record, one of its members, or a constant: no value flows there. */
static int add_measure(struct graph *graph, const char *key, const char *name,
		       const char *canonical, unsigned int line, unsigned int column)
{
	size_t stem = strlen(key) - strlen(name);
	g_autofree char *spelled = g_strdup_printf("%.*s%s", (int)stem, key,
						   source_name(graph, name));
	int id = add_node(graph, g_str_has_suffix(key, name) ? spelled : key);
	struct node *node = graph_node(graph, id);

	if (!*canonical && !strchr(key, ' '))
		return id;
	node->name = intern(graph, source_name(graph, name));
	node->canonical = intern(graph, canonical);
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
		is_inside(key) ? new_node(graph, key) : add_node(graph, key);
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
	add_edge(graph, chunk_node(graph, source), chunk_node(graph, target),
		 note[0] == FACT_BASE && of_descriptor ? EDGE_BASE : EDGE_FLOW, -1, "", &site);
}

static void add_hub_edges(struct graph *graph, const struct use *use)
{
	int hub = member_hub(graph, use->record, use->member);

	if (use->how == FACT_READ || use->how == FACT_ADDRESS)
		add_edge(graph, hub, use->result, EDGE_FLOW, -1, "", &use->site);
	if (use->how == FACT_WRITE || use->how == FACT_ADDRESS)
		add_edge(graph, use->result, hub, EDGE_FLOW, -1, "", &use->site);
}

static void add_descriptor_use(struct graph *graph, const struct use *use)
{
	g_array_append_val(graph->uses, *use);
	if (use->how == FACT_ADDRESS)
		add_edge(graph, use->base, use->result, EDGE_MEMBER, -1, use->member, &use->site);
	else if (use->how == FACT_CONTAINER)
		add_edge(graph, use->base, use->result, EDGE_CONTAINER, -1, use->record, &use->site);
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
		.record = intern(graph, record),
		.member = intern(graph, source_name(graph, member)),
		.macro = intern(graph, macro), .function = graph->builder->label,
		.owner = graph->builder->function, .how = how,
		.site = site_here(graph, line, column),
	};

	if (g_hash_table_contains(rules->descriptors, record))
		add_descriptor_use(graph, &use);
	else if (g_hash_table_contains(rules->lists, record) && how != FACT_CONTAINER)
		add_edge(graph, use.base, use.result, EDGE_LOAD, -1, "", &use.site);
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
		.name = intern(graph, name), .spelled = intern(graph, *macro ? macro : name),
		.function = graph->builder->label,
		.rule = g_hash_table_lookup(graph->rules->functions, name),
		.site = site_here(graph, line, column),
		.arguments = g_array_new(FALSE, FALSE, sizeof(struct argument)),
	};
	const struct rule_function *within = call.rule ? NULL : opaque_macro(graph, macro);
	int global = (int)graph->calls->len;

	(void)id;
	if (within)
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
	.call = read_call, .argument = read_argument, .course = read_course,
};

bool graph_add_chunk(struct graph *graph, struct store *store, gint64 id, GError **error)
{
	return store_load(store, id, &visitor, graph, error);
}

/* -- calls --------------------------------------------------------------------------------- */

static bool is_function(const struct node *node)
{
	return g_str_has_prefix(node->key, "fn:");
}

/* Whether @canonical is a pointer to one of the records in @set. */
static bool points_into(const char *canonical, GHashTable *set)
{
	size_t prefix = strlen("struct "), suffix = strlen(" *"), length = strlen(canonical);
	g_autofree char *record = NULL;

	if (!g_str_has_prefix(canonical, "struct ") || !g_str_has_suffix(canonical, " *"))
		return false;
	record = g_strndup(canonical + prefix, length - prefix - suffix);
	return g_hash_table_contains(set, record);
}

bool graph_is_internal(const struct node *node)
{
	return node->key[0] == 'l' || strchr(node->key + strlen("p:"), ':');
}

bool graph_is_descriptor_pointer(const struct graph *graph, const struct node *node)
{
	return points_into(node->canonical, graph->rules->descriptors);
}

/*
 * What a callee does not share with us by value it may change for us: lists and
 * pointers to pointers carry values out of a call as well as in.
 */
static bool is_shared(const struct graph *graph, const struct node *parameter)
{
	if (!parameter->site.file[0])	/* no body was seen, so nothing changes it */
		return false;
	return g_str_has_suffix(parameter->canonical, "**") ||
		points_into(parameter->canonical, graph->rules->lists);
}

static void pass_argument(struct graph *graph, int index, int source, const char *function,
			  unsigned int position, int call_index)
{
	g_autofree char *key = g_strdup_printf("p:%s#%u", function, position);
	struct call *call = graph_call(graph, index);
	int parameter = add_node(graph, key);

	add_edge(graph, source, parameter, EDGE_CALL, call_index, call->name, &call->site);
	if (is_shared(graph, graph_node(graph, parameter)))
		add_edge(graph, parameter, source, EDGE_RETURN, call_index, call->name,
			 &call->site);
}

static void link_body(struct graph *graph, int index, const char *function)
{
	struct call *call = graph_call(graph, index);
	g_autofree char *key = g_strdup_printf("r:%s", function);

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		pass_argument(graph, index, argument.node, function, argument.index, index);
	}
	if (call->result >= 0)
		add_edge(graph, add_node(graph, key), call->result, EDGE_RETURN, index,
			 call->name, &call->site);
}

/* Calls @use for each value of argument @index. */
static void for_argument(struct graph *graph, int call, unsigned int index,
			 void (*use)(struct graph *graph, int call, int node))
{
	GArray *arguments = graph_call(graph, call)->arguments;

	for (unsigned int i = 0; i < arguments->len; i++)
		if (g_array_index(arguments, struct argument, i).index == index)
			use(graph, call, g_array_index(arguments, struct argument, i).node);
}

static void convert_argument(struct graph *graph, int index, int node)
{
	struct call *call = graph_call(graph, index);

	add_edge(graph, node, call->result, EDGE_CONVERT, index, call->spelled, &call->site);
}

static void link_to_lists(struct graph *graph, int index, int entry)
{
	struct call *call = graph_call(graph, index);

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument list = g_array_index(call->arguments, struct argument, i);

		if (list.index == call->rule->links->list)
			add_edge(graph, entry, list.node, EDGE_LINK, index,
				 call->spelled, &call->site);
	}
}

static void call_back(struct graph *graph, int index, int function)
{
	const struct rule_callback *back = graph_call(graph, index)->rule->calls;
	GArray *arguments = graph_call(graph, index)->arguments;

	if (!is_function(graph_node(graph, function)))
		return;
	for (unsigned int i = 0; i < arguments->len; i++) {
		struct argument argument = g_array_index(arguments, struct argument, i);

		if (argument.index == back->argument)
			pass_argument(graph, index, argument.node,
				      graph_node(graph, function)->key + strlen("fn:"),
				      back->parameter, index);
	}
}

static bool link_by_rule(struct graph *graph, int index)
{
	const struct rule_function *rule = graph_call(graph, index)->rule;

	if (!rule)
		return false;
	for (unsigned int i = 0; i < rule->converts_count; i++)
		for_argument(graph, index, rule->converts[i], convert_argument);
	if (rule->links)
		for_argument(graph, index, rule->links->entry, link_to_lists);
	if (rule->calls && !rule->calls->member)
		for_argument(graph, index, rule->calls->function, call_back);
	return rule->opaque || rule->converts_count || rule->links || rule->calls ||
		rule->allocates;
}

/* The member whose functions the call @index reaches in a way that no compiler shows, or -1. */
static int hidden_callee(struct graph *graph, int index)
{
	const struct rule_function *rule = graph_call(graph, index)->rule;
	g_autofree char *key = NULL;

	if (!rule || !rule->calls || !rule->calls->member)
		return -1;
	key = g_strdup_printf("f:%s", rule->calls->member);
	return add_node(graph, key);
}

/* The functions that may be in a function pointer: node -> GArray of function nodes. */
static void spread_function(int function, GHashTable *targets,
			    GHashTable *flows)
{
	GArray *work = g_array_new(FALSE, FALSE, sizeof(int));
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

	g_array_append_val(work, function);
	while (work->len) {
		int node = g_array_index(work, int, work->len - 1);
		GArray *next = g_hash_table_lookup(flows, GINT_TO_POINTER(node));
		GArray *found;

		g_array_set_size(work, work->len - 1);
		if (!g_hash_table_add(seen, GINT_TO_POINTER(node)))
			continue;
		found = g_hash_table_lookup(targets, GINT_TO_POINTER(node));
		if (found)
			g_array_append_val(found, function);
		if (next)
			g_array_append_vals(work, next->data, next->len);
	}
	g_array_unref(work);
}

static GArray *list_at(GHashTable *table, int key)
{
	GArray *list = g_hash_table_lookup(table, GINT_TO_POINTER(key));

	if (!list) {
		list = g_array_new(FALSE, FALSE, sizeof(int));
		g_hash_table_insert(table, GINT_TO_POINTER(key), list);
	}
	return list;
}

static void free_list(gpointer list)
{
	g_array_unref(list);
}

static void link_indirect(struct graph *graph)
{
	g_autoptr(GHashTable) flows = g_hash_table_new_full(NULL, NULL, NULL, free_list);
	g_autoptr(GHashTable) targets = g_hash_table_new_full(NULL, NULL, NULL, free_list);
	unsigned int calls = graph->calls->len, nodes = graph->nodes->len;

	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		if (edge->kind == EDGE_FLOW || edge->kind == EDGE_CALL)
			g_array_append_val(list_at(flows, edge->source), edge->target);
	}
	for (unsigned int i = 0; i < calls; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->callee >= 0 && !is_function(graph_node(graph, call->callee)))
			list_at(targets, call->callee);
		if (hidden_callee(graph, (int)i) >= 0)
			list_at(targets, hidden_callee(graph, (int)i));
	}
	for (unsigned int i = 0; i < nodes; i++)
		if (is_function(graph_node(graph, i)))
			spread_function((int)i, targets, flows);
	for (unsigned int i = 0; i < calls; i++) {
		GArray *found = g_hash_table_lookup(targets,
				GINT_TO_POINTER(graph_call(graph, i)->callee));

		for (unsigned int k = 0; found && k < found->len; k++)
			link_body(graph, (int)i, graph_node(graph,
				  g_array_index(found, int, k))->key + strlen("fn:"));
		found = g_hash_table_lookup(targets, GINT_TO_POINTER(hidden_callee(graph, (int)i)));
		for (unsigned int k = 0; found && k < found->len; k++)
			call_back(graph, (int)i, g_array_index(found, int, k));
	}
}

static void link_direct(struct graph *graph)
{
	for (unsigned int i = 0; i < graph->calls->len; i++) {
		const struct call *call = graph_call(graph, i);

		if (call->callee < 0 || !is_function(graph_node(graph, call->callee)))
			continue;
		if (!link_by_rule(graph, (int)i))
			link_body(graph, (int)i, graph_node(graph, graph_call(graph, i)->callee)->key +
				  strlen("fn:"));
	}
}

/* -- adjacency ------------------------------------------------------------------------------- */

static void index_edges(const struct graph *graph, int **list, int **start, bool by_target)
{
	unsigned int nodes = graph->nodes->len;
	int *next;

	g_free(*list);
	g_free(*start);
	*list = g_new(int, graph->edges->len + 1);
	*start = g_new0(int, nodes + 2);
	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		(*start)[(by_target ? edge->target : edge->source) + 2]++;
	}
	for (unsigned int i = 1; i <= nodes; i++)
		(*start)[i + 1] += (*start)[i];
	next = *start + 1;
	for (unsigned int i = 0; i < graph->edges->len; i++) {
		const struct edge *edge = graph_edge(graph, i);

		(*list)[next[by_target ? edge->target : edge->source]++] = (int)i;
	}
}

/*
 * Which parameters of its own function each node may stand for, as a bit set
 * (parameters beyond 63 are not summarised).
 */
static guint64 *parameter_sets(const struct graph *graph)
{
	guint64 *sets = g_new0(guint64, graph->nodes->len + 1);

	for (unsigned int i = 0; i < graph->nodes->len; i++) {
		const char *key = graph_node(graph, i)->key;
		unsigned int position;

		if (key[0] != 'p')
			continue;
		position = (unsigned int)g_ascii_strtoull(strrchr(key, '#') + 1, NULL, 10);
		if (position < 64)
			sets[i] = G_GUINT64_CONSTANT(1) << position;
	}
	return sets;
}

static bool widen(guint64 *set, guint64 by)
{
	guint64 before = *set;

	*set |= by;
	return *set != before;
}

/* What a call's result may stand for: the arguments whose parameters are returned. */
static guint64 result_set(const struct graph *graph, const guint64 *sets, guint64 returned,
			  const struct call *call)
{
	guint64 set = 0;

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		if (argument.index < 64 && argument.node >= 0 &&
		    returned & G_GUINT64_CONSTANT(1) << argument.index &&
		    graph_node(graph, argument.node)->owner[0])
			set |= sets[argument.node];
	}
	return set;
}

static bool widen_along(const struct graph *graph, guint64 *sets, const struct edge *edge)
{
	const struct node *source = graph_node(graph, edge->source);
	const struct node *target = graph_node(graph, edge->target);

	if (target->blocked)
		return false;
	if (edge->kind == EDGE_RETURN && target->key[0] == 't')
		return widen(&sets[edge->target],
			     result_set(graph, sets, sets[edge->source],
					graph_call(graph, edge->call)));
	if (edge->kind >= EDGE_CALL || !source->owner[0] || source->owner != target->owner)
		return false;
	return widen(&sets[edge->target], sets[edge->source]);
}

static void add_summary(struct graph *graph, const struct edge *back, guint64 returned)
{
	const struct call *call = graph_call(graph, back->call);
	struct edge copy = *back;

	for (unsigned int i = 0; i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		if (argument.index < 64 && returned & G_GUINT64_CONSTANT(1) << argument.index)
			add_edge(graph, argument.node, copy.target, EDGE_SUMMARY, copy.call,
				 copy.note, &copy.site);
	}
}

static void summarize(struct graph *graph)
{
	g_autofree guint64 *sets = parameter_sets(graph);
	unsigned int edges = graph->edges->len;
	bool changed = true;

	while (changed) {
		changed = false;
		for (unsigned int i = 0; i < edges; i++)
			changed |= widen_along(graph, sets, graph_edge(graph, i));
	}
	for (unsigned int i = 0; i < edges; i++) {
		struct edge edge = *graph_edge(graph, i);

		if (edge.kind == EDGE_RETURN && graph_node(graph, edge.source)->key[0] == 'r' &&
		    sets[edge.source])
			add_summary(graph, &edge, sets[edge.source]);
	}
}

void graph_link(struct graph *graph)
{
	link_direct(graph);
	link_indirect(graph);
	summarize(graph);
	index_edges(graph, &graph->out, &graph->out_start, false);
	index_edges(graph, &graph->in, &graph->in_start, true);
}

/* -- life ------------------------------------------------------------------------------------- */

struct graph *graph_new(const struct rules *rules)
{
	struct graph *graph = g_new0(struct graph, 1);

	graph->rules = rules;
	graph->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
	graph->edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
	graph->uses = g_array_new(FALSE, FALSE, sizeof(struct use));
	graph->calls = g_array_new(FALSE, FALSE, sizeof(struct call));
	graph->courses = g_array_new(FALSE, FALSE, sizeof(struct course));
	graph->ids = g_hash_table_new(g_str_hash, g_str_equal);
	graph->strings = g_string_chunk_new(1 << 16);
	graph->builder = g_new0(struct graph_builder, 1);
	graph->builder->ids = g_array_new(FALSE, FALSE, sizeof(int));
	graph->builder->calls = g_array_new(FALSE, FALSE, sizeof(int));
	return graph;
}

void graph_free(struct graph *graph)
{
	if (!graph)
		return;
	for (unsigned int i = 0; i < graph->calls->len; i++)
		g_array_unref(graph_call(graph, i)->arguments);
	for (unsigned int i = 0; i < graph->courses->len; i++) {
		g_array_unref(graph_course(graph, i)->nodes);
		g_array_unref(graph_course(graph, i)->calls);
	}
	g_array_unref(graph->courses);
	g_array_unref(graph->nodes);
	g_array_unref(graph->edges);
	g_array_unref(graph->uses);
	g_array_unref(graph->calls);
	g_hash_table_unref(graph->ids);
	g_string_chunk_free(graph->strings);
	g_array_unref(graph->builder->ids);
	g_array_unref(graph->builder->calls);
	g_free(graph->builder);
	g_free(graph->out);
	g_free(graph->out_start);
	g_free(graph->in);
	g_free(graph->in_start);
	g_free(graph);
}
