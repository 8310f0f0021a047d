/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_JUDGE_PRIVATE_H
#define PTDESC_CHECKER_JUDGE_PRIVATE_H

#include <stdbool.h>

#include "checker/infer.h"
#include "checker/judge.h"
#include "checker/patterns.h"

/*
 * The rules at work on the graph of one variant.
 */
struct judge {
	const struct graph *graph;	/* borrowed */
	const char *variant;		/* borrowed */
	GHashTable *inferences;		/* kind name -> struct inference * */
	GPtrArray *found;		/* of struct finding * */
	GHashTable *claims;		/* "rule file line column" where another rule says more */
	struct patterns *called;	/* functions that a rule's calls name */
};

/* What is inferred of the kind called @name; borrowed. */
const struct inference *judge_inference(struct judge *judge, const char *name);

/*
 * The value that says that @node is of the kind: itself, or the one that @node, an expression,
 * is made of and of nothing else.  -1: nothing does.
 */
int judge_value(const struct inference *inference, int node);

/*
 * Whether @function, interned, is not to be judged: it implements a kind, or it is what a
 * rule names, so that who calls it with what is judged.
 */
bool judge_is_exempt(struct judge *judge, const char *function);

/* The node of the function with the key @owner (struct node), -1: nobody mentions it. */
int judge_function(const struct graph *graph, const char *owner);

/* Whether @function, a node, is used as a value: others may have a say in its parameters. */
bool judge_is_value(const struct graph *graph, int function);

/* The rule's message with its slots filled, for g_free(). */
char *judge_message(const struct rule *rule, const char *function, const char *member,
		    const char *linked);

/* A finding at @site, for judge_add(), which takes it. */
struct finding *judge_new_finding(const struct rule *rule, const struct site *site,
				  const char *function);
void judge_add(struct judge *judge, struct finding *finding);

/* Adds @finding (taken) with the reason why @node is of the kind. */
void judge_convict(struct judge *judge, struct finding *finding,
		   const struct inference *inference, int node);

/*
 * -- judge_members.c: lists, members, stores that a loop repeats
 */
void judge_lists(struct judge *judge, const struct rule *rule);
void judge_members(struct judge *judge, const struct rule *rule);
void judge_stuck(struct judge *judge, const struct rule *rule);

/*
 * -- judge_life.c: memory of the kind and its allocators
 */
void judge_allocations(struct judge *judge, const struct rule *rule);
void judge_releases(struct judge *judge, const struct rule *rule);

/*
 * -- judge_order.c: blocks of the kind and their order
 */
void judge_blocks(struct judge *judge, const struct rule *rule);

/*
 * -- judge_unread.c: parameters that a conversion left behind
 */
void judge_unread(struct judge *judge, const struct rule *rule);

/*
 * -- judge_interface.c: functions that take or return the kind as something else
 */
void judge_interface(struct judge *judge, const struct rule *rule);

/*
 * -- judge_clobber.c: members on the same bytes, both in use
 */
void judge_clobber(struct judge *judge, const struct rule *rule);

/*
 * -- judge_ways.c: what goes wrong on a way through a function
 */
void judge_ways(struct judge *judge, const struct rule *rule);

/*
 * -- judge_nulls.c: NULL on its way to functions that do not expect it
 */
void judge_nulls(struct judge *judge, const struct rule *rule);

/*
 * -- judge_pairs.c: constructors and destructors of a level
 */
void judge_pairs(struct judge *judge, const struct rule *rule);

/*
 * -- judge_calls.c: something of the kind is passed to a function
 */
void judge_calls(struct judge *judge, const struct rule *rule);
/*
 * Adds to @called what functions @rule names; those that only arguments of some type matter to
 * (@typed: they, too) are functions like any other.
 */
void judge_add_called(struct patterns *called, const struct rule *rule, bool typed);

/*
 * -- judge_layout.c: records that lie over others, and constants
 */
void judge_layout(struct judge *judge, const struct rule *rule);
void judge_constants(struct judge *judge, const struct rule *rule);

/*
 * -- judge_origin.c: the kind's descriptor of memory that has none
 */
void judge_descriptor(struct judge *judge, const struct rule *rule);

#endif
