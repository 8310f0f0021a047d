/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_BLOCKS_H
#define PTDESC_CHECKER_BLOCKS_H

#include <stdbool.h>
#include <glib.h>
#include "checker/graph.h"

/*
 * Who allocates blocks of pages, and who frees them, with which order: a function that is
 * told the order by its callers does so for each of them.
 */

struct block_point {
	int call;		/* of the graph: of the allocator, or of who is told the order */
	int node;		/* the block */
	struct number order, flags;
};

struct blocks {
	const struct graph *graph;	/* borrowed */
	const char *family;		/* of allocators; borrowed */
	int *courses;			/* a call -> the course it is in, -1: none */
	GHashTable *calls;		/* callee node -> GArray of int: calls */
};

/* @graph and @family must outlive @blocks, which is for blocks_clear(). */
void blocks_init(struct blocks *blocks, const struct graph *graph, const char *family);
void blocks_clear(struct blocks *blocks);

/* Whether @number is a constant. */
bool number_is_known(struct number number);

/* Whether argument @index of @call goes back to the allocator of @family. */
bool call_gives_back(const struct call *call, unsigned int index, const char *family);

/* With which flags @call allocates, which the rules say it does. */
struct number blocks_flags(const struct call *call);

/*
 * Whatever allocates, as far as it is known, for g_array_unref(): array of struct block_point.
 * Order and flags are told of the family alone.
 */
GArray *blocks_allocations(const struct blocks *blocks);

/* The frees by the family's allocator whose order is known, likewise. */
GArray *blocks_releases(const struct blocks *blocks);

/* Whether the function that makes @call gets nothing but 0 as its parameter @index. */
bool blocks_always_0(const struct blocks *blocks, int call, guint64 index);

#endif
