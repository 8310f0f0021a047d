/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_JUDGE_PRIVATE_H
#define PTDESC_CHECKER_JUDGE_PRIVATE_H

#include "checker/infer.h"
#include "checker/judge.h"

/*
 * The rules at work on the graph of one variant.
 */
struct judge {
	const struct graph *graph;	/* borrowed */
	const char *variant;		/* borrowed */
	GHashTable *inferences;		/* kind name -> struct inference * */
	GPtrArray *found;		/* of struct finding * */
	GHashTable *claims;		/* "rule file line column" where another rule says more */
};

/* What is inferred of the kind called @name; borrowed. */
const struct inference *judge_inference(struct judge *judge, const char *name);

/* The rule's message with its slots filled, for g_free(). */
char *judge_message(const struct rule *rule, const char *function, const char *member,
		    const char *linked);

/* A finding at @site, for judge_add(), which takes it. */
struct finding *judge_new_finding(const struct rule *rule, const struct site *site,
				  const char *function);
void judge_add(struct judge *judge, struct finding *finding);

/*
 * -- judge_life.c: memory of the kind and its allocators
 */
void judge_allocations(struct judge *judge, const struct rule *rule);
void judge_releases(struct judge *judge, const struct rule *rule);

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

#endif
