// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/course.h"

#include <string.h>

struct run {
	const struct graph *graph;
	const struct course *course;
	const struct course_automaton *automaton;
	void *data;
	char **at;		/* the next token */
	guint32 breaks, continues;	/* states that leave, or begin anew, the loop around */
	guint32 cases;		/* states in which the switch around is entered */
	bool has_default;	/* the switch around has one */
	GHashTable *labels;	/* name -> states */
	bool again;		/* a label got states that it did not have when it was passed */
};

struct outcome {
	guint32 yes, no;
};

static guint32 run_sequence(struct run *run, guint32 states);

/* -- tokens ----------------------------------------------------------------------------- */

static bool take(struct run *run, const char *token)
{
	if (!*run->at || strcmp(*run->at, token) != 0)
		return false;
	run->at++;
	return true;
}

static int mapped(const GArray *map, guint64 index)
{
	return index < map->len ? g_array_index(map, int, index) : -1;
}

/* "2,3" as nodes of the graph, for g_array_unref(). */
static GArray *read_nodes(const struct run *run, const char *text)
{
	GArray *nodes = g_array_new(FALSE, FALSE, sizeof(int));

	while (g_ascii_isdigit(*text)) {
		char *end;
		int node = mapped(run->course->nodes, g_ascii_strtoull(text, &end, 10));

		g_array_append_val(nodes, node);
		text = *end == ',' ? end + 1 : end;
	}
	return nodes;
}

static int read_number(const GArray *map, const char *text, const char **rest)
{
	char *end;
	int number = mapped(map, g_ascii_strtoull(text, &end, 10));

	*rest = *end == ':' ? end + 1 : end;
	return number;
}

/* -- tests ------------------------------------------------------------------------------- */

static struct outcome test_value(struct run *run, guint32 states)
{
	struct outcome outcome = { states, states };
	const char *token = *run->at, *rest;
	g_autoptr(GArray) nodes = NULL;
	int call = -1;

	if (!token || (*token != 't' && *token != 'T'))
		return outcome;
	run->at++;
	rest = token + 1;
	if (*token == 'T')
		call = read_number(run->course->calls, rest, &rest);
	nodes = read_nodes(run, rest);
	if (!states)
		return outcome;
	outcome.yes = run->automaton->test(run->data, nodes, call, true, states);
	outcome.no = run->automaton->test(run->data, nodes, call, false, states);
	return outcome;
}

static struct outcome run_test(struct run *run, guint32 states)
{
	struct outcome first, second;

	if (take(run, "!")) {
		first = run_test(run, states);
		return (struct outcome){ first.no, first.yes };
	}
	if (take(run, "&")) {
		first = run_test(run, states);
		second = run_test(run, first.yes);
		return (struct outcome){ second.yes, first.no | second.no };
	}
	if (take(run, "|")) {
		first = run_test(run, states);
		second = run_test(run, first.no);
		return (struct outcome){ first.yes | second.yes, second.no };
	}
	if (take(run, "k0"))
		return (struct outcome){ 0, states };
	if (take(run, "k1"))
		return (struct outcome){ states, 0 };
	if (take(run, "(")) {
		states = run_sequence(run, states);
		take(run, ")");
	}
	return test_value(run, states);
}

/* -- statements ----------------------------------------------------------------------------- */

static guint32 run_block(struct run *run, guint32 states)
{
	if (!take(run, "{"))
		return states;
	states = run_sequence(run, states);
	take(run, "}");
	return states;
}

static guint32 run_if(struct run *run, guint32 states)
{
	struct outcome outcome = run_test(run, states);
	guint32 yes = run_block(run, outcome.yes);

	return yes | run_block(run, outcome.no);
}

static guint32 run_loop(struct run *run, guint32 states)
{
	guint32 breaks = run->breaks, continues = run->continues, entered, left;
	char **start = run->at;

	do {
		entered = states;
		run->at = start;
		run->breaks = run->continues = 0;
		states |= run_block(run, states);
		states |= run->continues;
	} while (states != entered);
	left = run->breaks;
	run->breaks = breaks;
	run->continues = continues;
	return left;
}

static guint32 run_switch(struct run *run, guint32 states)
{
	guint32 breaks = run->breaks, cases = run->cases, left;
	bool has_default = run->has_default;

	run->breaks = 0;
	run->cases = states;
	run->has_default = false;
	left = run_block(run, 0);
	left |= run->breaks | (run->has_default ? 0 : states);
	run->breaks = breaks;
	run->cases = cases;
	run->has_default = has_default;
	return left;
}

static guint32 label_states(const struct run *run, const char *name)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(run->labels, name));
}

static void go_to(struct run *run, const char *name, guint32 states)
{
	guint32 known = label_states(run, name);

	if (!(states & ~known))
		return;
	g_hash_table_insert(run->labels, (gpointer)name, GUINT_TO_POINTER(known | states));
	run->again = true;
}

static guint32 happen(struct run *run, enum course_kind kind, int call, int target,
		      const GArray *nodes, guint32 states)
{
	struct course_event event = { kind, call, target, nodes };

	return states ? run->automaton->event(run->data, &event, states) : 0;
}

static guint32 run_call(struct run *run, const char *token, guint32 states)
{
	const char *rest;
	int call = read_number(run->course->calls, token + 1, &rest);

	if (call < 0)
		return states;
	states = happen(run, *token == 'c' ? COURSE_CALL : COURSE_DROP, call, -1, NULL, states);
	return graph_call(run->graph, call)->rule &&
		graph_call(run->graph, call)->rule->noreturn ? 0 : states;
}

static guint32 run_value(struct run *run, const char *token, guint32 states)
{
	g_autoptr(GArray) nodes = NULL;
	const char *rest = token + 1;
	int target = -1;

	if (*token != 'r')
		target = read_number(run->course->nodes, rest, &rest);
	nodes = read_nodes(run, rest);
	if (*token == 'r') {
		happen(run, COURSE_RETURN, -1, -1, nodes, states);
		return 0;
	}
	return happen(run, *token == 'z' ? COURSE_NULL : COURSE_ASSIGN, -1, target, nodes, states);
}

static guint32 run_jump(struct run *run, const char *token, guint32 states)
{
	switch (*token) {
	case 'b':
		run->breaks |= states;
		return 0;
	case 'n':
		run->continues |= states;
		return 0;
	case 'g':
		go_to(run, token + 1, states);
		return 0;
	case 'l':
		return states | label_states(run, token + 1);
	case 'D':
		run->has_default = true;
		return states | run->cases;
	default:
		return states | run->cases;
	}
}

static guint32 run_statement(struct run *run, const char *token, guint32 states)
{
	switch (*token) {
	case 'i':
		return run_if(run, states);
	case 'w':
		return run_loop(run, states);
	case 's':
		return run_switch(run, states);
	case 'c':
	case 'x':
		return run_call(run, token, states);
	case '=':
	case 'z':
	case 'r':
		return run_value(run, token, states);
	case '{':
		states = run_sequence(run, states);
		take(run, "}");
		return states;
	case 'b':
	case 'n':
	case 'g':
	case 'l':
	case 'k':
	case 'D':
		return run_jump(run, token, states);
	default:
		return states;
	}
}

static guint32 run_sequence(struct run *run, guint32 states)
{
	while (*run->at && strcmp(*run->at, "}") != 0 && strcmp(*run->at, ")") != 0) {
		const char *token = *run->at++;

		states = run_statement(run, token, states);
	}
	return states;
}

void course_run(const struct graph *graph, const struct course *course,
		const struct course_automaton *automaton, void *data, guint32 states)
{
	g_auto(GStrv) tokens = g_strsplit(course->text, " ", -1);
	g_autoptr(GHashTable) labels = g_hash_table_new(g_str_hash, g_str_equal);
	struct run run = {
		.graph = graph, .course = course, .automaton = automaton, .data = data,
		.labels = labels,
	};

	do {
		g_autoptr(GArray) nothing = g_array_new(FALSE, FALSE, sizeof(int));
		guint32 left;

		run.again = false;
		run.at = tokens;
		left = run_sequence(&run, states);
		happen(&run, COURSE_RETURN, -1, -1, nothing, left);
	} while (run.again);
}
