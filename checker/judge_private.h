/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_JUDGE_PRIVATE_H
#define PTDESC_CHECKER_JUDGE_PRIVATE_H

#include "checker/infer.h"
#include "checker/judge.h"

/*
 * What the files that judge share.
 */
struct judge {
	const struct graph *graph;
	const char *variant;
	struct findings *findings;
	GHashTable *inferences;		/* kind name -> struct inference * */
	GHashTable *list_places;	/* "file line column" where a list rule spoke */
	GPtrArray *interfaces;		/* of GPatternSpec *: functions that a rule's calls name */
	GHashTable *implements;		/* interned name -> whether it is one of these, once asked */
};

/* -- judge.c: what all of them need -- */

/* The message of @rule with its slots filled, for g_free(). */
char *judge_message(const struct rule *rule, const char *function, const char *member,
		    const char *linked);

/* What is inferred of the kind called @name; borrowed. */
const struct inference *judge_inference(struct judge *judge, const char *name);

/*
 * The value that says that @node is of the kind: itself, or the one that @node, an expression,
 * is made of and of nothing else.  -1: nothing does.
 */
int judge_value(const struct inference *inference, int node);

/* Adds @finding (taken) with the reason why @node is of the kind. */
void judge_convict(struct judge *judge, struct finding *finding,
		   const struct inference *inference, int node);

/*
 * Whether @function, interned, is not to be judged: it implements a kind, or it is what a
 * rule names, so that who calls it with what is judged.
 */
bool judge_is_exempt(struct judge *judge, const char *function);

/* -- judge_calls.c: something of the kind is passed to a function -- */

void judge_calls(struct judge *judge, const struct rule *rule);

/* -- judge_layout.c: records that lie over others, and constants -- */

void judge_layout(struct judge *judge, const struct rule *rule);
void judge_constants(struct judge *judge, const struct rule *rule);

/* -- judge_origin.c: the kind's descriptor of memory that has none -- */

void judge_descriptor(struct judge *judge, const struct rule *rule);

#endif
