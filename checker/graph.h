/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_GRAPH_H
#define PTDESC_CHECKER_GRAPH_H

#include <stdbool.h>
#include <glib.h>
#include "checker/rules.h"
#include "checker/store.h"

/*
 * The value-flow graph of one variant: the facts of all its units, linked by key and
 * read with the knowledge of the rules.  Private to the checker.
 */

struct site {
	const char *file;	/* interned; "" for nowhere */
	unsigned int line, column;
};

struct node {
	const char *key, *name, *type, *canonical;	/* interned */
	const char *function;	/* plain name of the function it belongs to, or "" */
	const char *owner;	/* the same as key, "" for what all functions share */
	struct site site;
	bool local;		/* a local variable or part of an expression */
	bool entry;		/* a table entry by value */
	bool unread;		/* a parameter nobody reads (facts.h) */
	bool blocked;		/* what it holds is not followed: entries, some integers, what is
				 * foreign */
	int same;		/* the same variable under another condition; all of them form a
				 * ring, a single one is its own */
};

enum edge_kind {
	EDGE_FLOW,		/* assignment, initialiser, cast, return statement */
	EDGE_BASE,		/* pointer to descriptors -> one of them by its index */
	EDGE_CONVERT,		/* argument -> result of a converting function */
	EDGE_MEMBER,		/* x -> &x->member, the same memory */
	EDGE_CONTAINER,		/* &x->member -> x */
	EDGE_LOAD,		/* list -> what its links lead to */
	EDGE_LINK,		/* entry -> list */
	EDGE_CALL,		/* argument -> parameter */
	EDGE_RETURN,		/* returned value -> result of a call */
	EDGE_SUMMARY,		/* argument -> result, through the called function's body */
};

struct edge {
	int source, target;
	enum edge_kind kind;
	int call;		/* index of the call for EDGE_CALL and later, -1: none */
	const char *note;	/* member, function or macro involved; interned */
	struct site site;
};

/* A member of a descriptor used through a pointer. */
struct use {
	int base, result;
	const char *record, *member, *macro, *function, *owner;	/* interned */
	char how;		/* enum fact_how */
	struct site site;
};

struct call {
	int callee;		/* node, -1: unknown */
	int result;		/* node, -1: none worth following */
	const char *name;	/* of the function or member called; interned */
	const char *spelled;	/* what the source calls there: a macro, or the same as @name */
	const char *function;	/* the caller's plain name; interned */
	const struct rule_function *rule;	/* what the rules say of it, or NULL */
	struct site site;
	GArray *arguments;	/* of struct argument */
	GArray *numbers;	/* of struct number, NULL: none */
};

/* What is known of an integer argument. */
struct number {
	unsigned int index;
	char how;		/* FACT_BITS, FACT_PARAMETER, 0: it is @value */
	guint64 value;
};

struct argument {
	unsigned int index;
	int node;
};

/* In which order a function does what it does (facts.h). */
struct course {
	const char *label;	/* the function's plain name; interned */
	const char *key;	/* "name" or "file:name"; interned */
	const char *text;
	GArray *nodes, *calls;	/* of int: what the numbers in @text stand for */
};

struct graph {
	const struct rules *rules;	/* borrowed */
	GArray *nodes;		/* of struct node */
	GArray *edges;		/* of struct edge */
	GArray *uses;		/* of struct use */
	GArray *calls;		/* of struct call */
	GArray *courses;	/* of struct course */
	GHashTable *ids;	/* key -> id + 1 */
	GStringChunk *strings;
	/* After graph_link(): the edges of node n are out[out_start[n] .. out_start[n + 1]). */
	int *out, *out_start, *in, *in_start;
	struct graph_builder *builder;
};

#define graph_node(graph, id) (&g_array_index((graph)->nodes, struct node, (id)))
#define graph_edge(graph, id) (&g_array_index((graph)->edges, struct edge, (id)))
#define graph_use(graph, id) (&g_array_index((graph)->uses, struct use, (id)))
#define graph_call(graph, id) (&g_array_index((graph)->calls, struct call, (id)))

#define graph_course(graph, id) (&g_array_index((graph)->courses, struct course, (id)))

struct graph *graph_new(const struct rules *rules);
void graph_free(struct graph *graph);

/* Adds the facts of chunk @id of @store. */
bool graph_add_chunk(struct graph *graph, struct store *store, gint64 id, GError **error);

/* Whether nobody outside of its file knows @node: of locals true, of parameters by linkage. */
bool graph_is_internal(const struct node *node);

/* Whether @node is, or points at, what leads to other memory: one of the rules' "lists". */
bool graph_is_list(const struct graph *graph, int node);

/* Whether @node is a record or an array with a name: no allocator made it. */
bool graph_is_object(const struct graph *graph, const struct node *node);

/* Whether @node is declared to point at a descriptor, under any name. */
bool graph_is_descriptor_pointer(const struct graph *graph, const struct node *node);

/* Resolves calls and makes the adjacency arrays.  Once, after the last chunk. */
void graph_link(struct graph *graph);

#endif
