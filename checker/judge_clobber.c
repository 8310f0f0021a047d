// SPDX-License-Identifier: GPL-2.0-or-later
/* A link and the head of a deferred call on the same bytes: what is used through one of them
 * is gone when the other is. */
#include "checker/judge_private.h"

#include <string.h>

#include "checker/course.h"
#include "checker/facts.h"
#include "checker/ways.h"

/* What the shared bytes of the memory are. */
enum {
	FREE = 1,	/* nothing that is known */
	LINKED = 2,	/* its link in a list */
	QUEUED = 4,	/* the head of a call to come */
};

struct clobber {
	struct judge *judge;
	const struct rule *rule;
	GHashTable *links, *heads;	/* node that is the address of such a member -> use + 1 */
	/* Of the memory that is looked at: */
	GHashTable *memory;		/* set of nodes that stand for it */
	int origin;			/* the first of them */
	GHashTable *before;		/* call that makes it something else -> states before */
};

/* -- members ----------------------------------------------------------------------------- */

static bool is_member(const struct use *use, char **members, unsigned int count)
{
	g_autofree char *name = g_strdup_printf("%s.%s", use->record, use->member);

	for (unsigned int i = 0; i < count; i++)
		if (strcmp(members[i], name) == 0)
			return true;
	return false;
}

static GHashTable *addresses(const struct graph *graph, char **members, unsigned int count)
{
	GHashTable *nodes = g_hash_table_new(NULL, NULL);

	for (unsigned int i = 0; i < graph->uses->len; i++) {
		const struct use *use = graph_use(graph, i);

		if (use->how == FACT_ADDRESS && use->base >= 0 && use->result >= 0 &&
		    is_member(use, members, count))
			g_hash_table_insert(nodes, GINT_TO_POINTER(use->result),
					    GUINT_TO_POINTER(i + 1));
	}
	return nodes;
}

static const struct use *use_at(const struct graph *graph, GHashTable *addresses, int node)
{
	gpointer use = g_hash_table_lookup(addresses, GINT_TO_POINTER(node));

	return use ? graph_use(graph, GPOINTER_TO_UINT(use) - 1) : NULL;
}

/* The use that argument @index of @call is the address of, NULL: none. */
static const struct use *passed(const struct graph *graph, GHashTable *addresses,
				const struct call *call, unsigned int index)
{
	const struct use *use = NULL;

	for (unsigned int i = 0; !use && i < call->arguments->len; i++) {
		struct argument argument = g_array_index(call->arguments, struct argument, i);

		if (argument.index == index)
			use = use_at(graph, addresses, argument.node);
	}
	return use;
}

static const struct use *linked_by(const struct clobber *clobber, const struct call *call)
{
	return call->rule && call->rule->links ?
		passed(clobber->judge->graph, clobber->links, call, call->rule->links->entry) :
		NULL;
}

static const struct use *queued_by(const struct clobber *clobber, const struct call *call)
{
	return call->rule && call->rule->calls && !call->rule->calls->member ?
		passed(clobber->judge->graph, clobber->heads, call, call->rule->calls->argument) :
		NULL;
}

/* -- events ------------------------------------------------------------------------------- */

static guint32 become(struct clobber *clobber, int call, guint32 states, guint32 state)
{
	gpointer key = GINT_TO_POINTER(call);
	guint32 before = GPOINTER_TO_UINT(g_hash_table_lookup(clobber->before, key));

	g_hash_table_insert(clobber->before, key, GUINT_TO_POINTER(before | states));
	return state;
}

/* Whether @call only looks at what it is given. */
static bool is_harmless(const struct rule_function *rule)
{
	return rule && (rule->converts_count || rule->loses_null || rule->excludes_count ||
			rule->constructs || rule->destructs);
}

static guint32 on_call(struct clobber *clobber, int index, guint32 states)
{
	const struct call *call = graph_call(clobber->judge->graph, index);
	const struct use *link = linked_by(clobber, call), *head = queued_by(clobber, call);

	if (call->result >= 0 && call->result == clobber->origin)
		return FREE;
	if (link && ways_has(clobber->memory, link->base))
		return become(clobber, index, states, LINKED);
	if (head && ways_has(clobber->memory, head->base))
		return become(clobber, index, states, QUEUED);
	/* Anybody else who gets it may take it from its list. */
	return ways_call_has(call, clobber->memory) && !is_harmless(call->rule) ? FREE : states;
}

static guint32 on_event(void *data, const struct course_event *event, guint32 states)
{
	struct clobber *clobber = data;
	bool is_anew = event->kind == COURSE_ASSIGN && ways_has(clobber->memory, event->target);

	if (event->kind == COURSE_CALL)
		return on_call(clobber, event->call, states);
	if (is_anew && event->target == clobber->origin)
		return FREE;
	/* A variable that gets what the memory comes from may get another each time. */
	for (unsigned int i = 0; is_anew && event->nodes && i < event->nodes->len; i++)
		if (g_array_index(event->nodes, int, i) == clobber->origin)
			return FREE;
	return states;
}

static guint32 on_test(void *data, const GArray *nodes, int call, bool truth, guint32 states)
{
	(void)data;
	(void)nodes;
	(void)call;
	(void)truth;
	return states;
}

static const struct course_automaton automaton = { on_event, on_test };

/* -- judgement ---------------------------------------------------------------------------- */

/* Tells what the bytes were before: a head where they become one of the @links. */
static void add_other_use(const struct clobber *clobber, struct finding *finding, bool links)
{
	GHashTableIter iterator;
	gpointer index;

	g_hash_table_iter_init(&iterator, clobber->before);
	while (g_hash_table_iter_next(&iterator, &index, NULL)) {
		const struct call *call = graph_call(clobber->judge->graph, GPOINTER_TO_INT(index));
		const struct use *use = links ? queued_by(clobber, call) :
			linked_by(clobber, call);
		g_autofree char *text = NULL;

		if (!use)
			continue;
		text = g_strdup_printf("%s() uses its '%s'", call->spelled, use->member);
		finding_add_step(finding, call->site.file, call->site.line, call->site.column,
				 text);
		return;
	}
}

static void report(const struct clobber *clobber, int index)
{
	const struct graph *graph = clobber->judge->graph;
	const struct call *call = graph_call(graph, index);
	const struct use *use = linked_by(clobber, call);
	bool links = use != NULL;
	struct finding *finding;

	use = links ? use : queued_by(clobber, call);
	finding = judge_new_finding(clobber->rule, &call->site, call->function);
	finding->message = judge_message(clobber->rule, call->function, call->spelled, use->member);
	add_other_use(clobber, finding, links);
	judge_convict(clobber->judge, finding,
		      judge_inference(clobber->judge, clobber->rule->kind),
		      judge_value(judge_inference(clobber->judge, clobber->rule->kind), use->base));
}

/* Only where it is so on all ways there: conditions may exclude each other. */
static void judge_before(const struct clobber *clobber)
{
	const struct graph *graph = clobber->judge->graph;
	GHashTableIter iterator;
	gpointer call, states;

	g_hash_table_iter_init(&iterator, clobber->before);
	while (g_hash_table_iter_next(&iterator, &call, &states)) {
		bool links = linked_by(clobber, graph_call(graph, GPOINTER_TO_INT(call))) != NULL;

		if (GPOINTER_TO_UINT(states) == (links ? QUEUED : LINKED))
			report(clobber, GPOINTER_TO_INT(call));
	}
}

/* Looks at the memory in whose @head is the argument of a call of @course. */
static void judge_head(struct clobber *clobber, const struct course *course,
		       const struct use *head)
{
	const struct graph *graph = clobber->judge->graph;
	g_autoptr(GHashTable) before = g_hash_table_new(NULL, NULL);
	g_autoptr(GHashTable) memory = g_hash_table_new(NULL, NULL);

	clobber->origin = ways_only_origin(graph, head->base);
	if (clobber->origin < 0 || !graph_node(graph, clobber->origin)->owner[0] ||
	    judge_value(judge_inference(clobber->judge, clobber->rule->kind), head->base) < 0)
		return;
	ways_add_copies(graph, memory, clobber->origin);
	clobber->memory = memory;
	clobber->before = before;
	course_run(graph, course, &automaton, clobber, FREE);
	judge_before(clobber);
}

void judge_clobber(struct judge *judge, const struct rule *rule)
{
	const struct graph *graph = judge->graph;
	g_autoptr(GHashTable) links = addresses(graph, rule->clobber->links,
						rule->clobber->links_count);
	g_autoptr(GHashTable) heads = addresses(graph, rule->clobber->heads,
						rule->clobber->heads_count);
	struct clobber clobber = { .judge = judge, .rule = rule, .links = links, .heads = heads };

	for (unsigned int i = 0; i < graph->courses->len; i++) {
		const struct course *course = graph_course(graph, i);

		if (judge_is_exempt(judge, course->label))
			continue;
		for (unsigned int k = 0; k < course->calls->len; k++) {
			const struct use *head = queued_by(&clobber, graph_call(graph,
						g_array_index(course->calls, int, k)));

			if (head)
				judge_head(&clobber, course, head);
		}
	}
}
