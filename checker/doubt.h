/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_DOUBT_H
#define PTDESC_CHECKER_DOUBT_H

#include <stdbool.h>
#include "checker/flow.h"
#include "checker/infer.h"

/*
 * What may be in a value, all ways considered: a value is proven when something of the
 * kind comes to it and nothing else does.  Private to the checker.
 */
enum colour {
	COLOUR_KIND,		/* memory of the kind */
	COLOUR_UNKNOWN,		/* anything: nobody knows where it is from */
	COLOUR_STATIC,		/* an object with a name */
	COLOUR_ELSEWHERE,	/* memory of an allocator that keeps descriptors of its own, or none */
	COLOUR_ORDINARY,	/* the page allocator's, or nobody knows where it is from */
	COLOURS,
};

struct doubts {
	const struct inference *inference;	/* borrowed */
	struct flow *flows[COLOURS];		/* NULL: not followed */
};

/* Follows all colours through the graph of @inference.  Free with doubts_free(). */
struct doubts *doubts_new(const struct inference *inference);
void doubts_free(struct doubts *doubts);

/* Follows only what tells where memory is from: for doubts_origin().  Free with doubts_free(). */
struct doubts *doubts_of_origin(const struct inference *inference);

/*
 * Where all that may be in @node is from when none of it has descriptors of its own, for
 * g_free(): "memory of memblock_alloc() at mm/x.c:12".  NULL when some of it may have.
 */
char *doubts_origin(const struct doubts *doubts, int node);

/* Whether @node is of the kind on some way. */
bool doubts_is_of_kind(const struct doubts *doubts, int node);

/*
 * Why @node may be something else, for g_free(): "it may come from kmalloc() at
 * mm/x.c:12".  NULL when it is proven.
 */
char *doubts_reason(const struct doubts *doubts, int node);

#endif
