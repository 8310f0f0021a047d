/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BINS_H
#define PTDESC_CONVERT_BINS_H

#include <stdbool.h>
#include <glib.h>
#include "tree/tree.h"

/*
 * Shares @files of @tree (borrowed) out to at most @jobs lists of about the same size
 * in bytes, each sorted.  An array of arrays; none is empty.
 */
GPtrArray *bins_fill(const struct tree *tree, const GPtrArray *files, unsigned int jobs);

/* What @files weigh for the sharing out: their bytes, with something added for each. */
guint64 bins_weigh(const struct tree *tree, const GPtrArray *files);

/*
 * Calls @work(item) for each of @items in up to @jobs threads, or as many as make's
 * jobserver grants, and waits.
 * False with @error when a thread cannot be started.
 */
bool bins_run(const GPtrArray *items, unsigned int jobs, void (*work)(void *item),
	      GError **error);

/* The same without waiting: g_thread_pool_free(POOL, FALSE, TRUE) does.  NULL: as above. */
GThreadPool *bins_start(const GPtrArray *items, unsigned int jobs, void (*work)(void *item),
			GError **error);

#endif
