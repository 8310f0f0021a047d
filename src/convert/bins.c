// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bins.h"

#include <string.h>
#include <sys/stat.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/jobserver.h"
#include "base/strings.h"

/* Fewer files than this do not pay for the half second a process takes to start. */
#define BIN_MIN 4
/* What opening and parsing even an empty file costs, in bytes of others. */
#define FILE_OVERHEAD 8192

struct weight {
	char *file;
	guint64 size;
};

static int by_size(gconstpointer a, gconstpointer b)
{
	const struct weight *left = a, *right = b;

	if (left->size != right->size)
		return left->size < right->size ? 1 : -1;
	return strcmp(left->file, right->file);
}

static guint64 weigh_one(const struct tree *tree, const char *file)
{
	g_autofree char *path = g_build_filename(tree->path, file, NULL);
	struct stat status;

	return FILE_OVERHEAD + (g_stat(path, &status) ? 0 : (guint64)status.st_size);
}

guint64 bins_weigh(const struct tree *tree, const GPtrArray *files)
{
	guint64 sum = 0;

	for (unsigned int i = 0; i < files->len; i++)
		sum += weigh_one(tree, files->pdata[i]);
	return sum;
}

static struct weight *weigh(const struct tree *tree, const GPtrArray *files)
{
	struct weight *weights = g_new(struct weight, files->len);

	for (unsigned int i = 0; i < files->len; i++) {
		weights[i].file = files->pdata[i];
		weights[i].size = weigh_one(tree, files->pdata[i]);
	}
	qsort(weights, files->len, sizeof(*weights), by_size);
	return weights;
}

static unsigned int lightest(const guint64 *loads, unsigned int count)
{
	unsigned int best = 0;

	for (unsigned int i = 1; i < count; i++)
		if (loads[i] < loads[best])
			best = i;
	return best;
}

GPtrArray *bins_fill(const struct tree *tree, const GPtrArray *files, unsigned int jobs)
{
	GPtrArray *bins = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
	unsigned int count = MIN(jobs, (files->len + BIN_MIN - 1) / BIN_MIN);
	g_autofree guint64 *loads = g_new0(guint64, count);
	g_autofree struct weight *weights = NULL;

	if (!files->len)
		return bins;
	weights = weigh(tree, files);
	for (unsigned int i = 0; i < count; i++)
		g_ptr_array_add(bins, g_ptr_array_new());
	for (unsigned int i = 0; i < files->len; i++) {
		unsigned int bin = lightest(loads, count);

		loads[bin] += weights[i].size;
		g_ptr_array_add(bins->pdata[bin], weights[i].file);
	}
	for (unsigned int i = 0; i < count; i++)
		strings_sort(bins->pdata[i]);
	return bins;
}

static void call(gpointer item, gpointer work)
{
	jobserver_take(1);
	((void (*)(void *))work)(item);
	jobserver_give(1);
}

GThreadPool *bins_start(const GPtrArray *items, unsigned int jobs, void (*work)(void *item),
			GError **error)
{
	g_autoptr(GError) cause = NULL;
	GThreadPool *pool = g_thread_pool_new(call, (gpointer)work, jobs ? (int)jobs : 1, TRUE,
					      &cause);

	if (!pool) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot start threads: %s", cause->message);
		return NULL;
	}
	for (unsigned int i = 0; i < items->len; i++)
		g_thread_pool_push(pool, items->pdata[i], NULL);
	return pool;
}

bool bins_run(const GPtrArray *items, unsigned int jobs, void (*work)(void *item), GError **error)
{
	GThreadPool *pool = bins_start(items, jobs, work, error);

	if (pool)
		g_thread_pool_free(pool, FALSE, TRUE);
	return pool;
}
