// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/prepare.h"

#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/jobserver.h"
#include "tree/compiler.h"
#include "tree/fingerprint.h"
#include "tree/kbuild.h"
#include "tree/pch.h"
#include "tree/units.h"
#include "tree/objtree.h"

/* Rounds of preparing what other runs, of a tree that is being edited, made otherwise. */
#define MAX_ROUNDS 5

/* The preparation of one variant, by one thread. */
struct job {
	struct objtree objtree;	/* its borrowed members, until it is opened */
	guint64 common;
	struct prepared *prepared;	/* the result, or NULL with @error */
	char *seal;			/* what was there when it was done */
	GError *error;
};

static void free_unit(gpointer data)
{
	struct unit *unit = data;

	g_free(unit->flags);
	g_free(unit);
}

static void free_prepared(gpointer data)
{
	struct prepared *prepared = data;

	g_ptr_array_unref(prepared->units);
	g_ptr_array_unref(prepared->notes);
	g_ptr_array_unref(prepared->gaps);
	g_hash_table_unref(prepared->pch_sums);
	g_string_chunk_free(prepared->strings);
	g_free(prepared->directory);
	if (prepared->use >= 0)
		close(prepared->use);
	g_free(prepared);
}

static struct prepared *new_prepared(const struct objtree *objtree)
{
	struct prepared *prepared = g_new0(struct prepared, 1);

	prepared->variant = objtree->variant;
	prepared->directory = g_strdup(objtree->directory);
	prepared->units = g_ptr_array_new_with_free_func(free_unit);
	prepared->notes = g_ptr_array_ref(objtree->notes);
	prepared->gaps = g_ptr_array_new_with_free_func(g_free);
	prepared->pch_sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	prepared->strings = g_string_chunk_new(4096);
	prepared->use = -1;
	return prepared;
}

static void add_sums(struct prepared *prepared, const json_t *pch)
{
	json_t *sums = json_object_get(pch, "sums");
	const char *path;
	json_t *sum;

	json_object_foreach(sums, path, sum)
		g_hash_table_insert(prepared->pch_sums, g_strdup(path),
				    g_strdup(json_string_value(sum)));
}

/* A directory that has nothing to compile for this variant is no failure of it. */
static void add_extra(struct objtree *objtree, const json_t *pchs, struct prepared *prepared)
{
	const char *const *goal = objtree->options->extra;

	for (; goal && *goal; goal++) {
		g_autoptr(GError) error = NULL;
		json_t *units = units_get(objtree, *goal, &error);

		if (units)
			units_add(units, pchs, prepared);
		else
			g_ptr_array_add(prepared->notes,
					g_strdup_printf("%s: %s", prepared->variant->name,
							error->message));
		json_decref(units);
	}
}

static struct prepared *collect(struct objtree *objtree, GError **error)
{
	json_t *units = units_get(objtree, NULL, error);
	json_t *pch, *pchs;
	struct prepared *prepared;

	if (!units)
		return NULL;
	pch = objtree->options->no_pch ? NULL : pch_get(objtree, units);
	pchs = json_object_get(pch, "pchs");
	prepared = new_prepared(objtree);
	add_sums(prepared, pch);
	units_add(units, pchs, prepared);
	add_extra(objtree, pchs, prepared);
	units_sort(prepared);
	json_decref(pch);
	json_decref(units);
	return prepared;
}

static void run_job(gpointer data, gpointer unused)
{
	struct job *job = data;
	struct objtree *objtree = &job->objtree;

	(void)unused;
	/* Before the lock: who holds one waits for nothing. */
	objtree->jobs = jobserver_take(objtree->jobs);
	if (objtree_open(objtree, job->common, &job->error) &&
	    kbuild_prepare(objtree, &job->error))
		job->prepared = collect(objtree, &job->error);
	if (job->prepared)
		job->seal = objtree_seal(objtree->directory, !objtree->options->no_pch);
	objtree_close(objtree);
	jobserver_give(objtree->jobs);
}

/* The processors are shared out among the variants that run at the same time. */
static bool run_jobs(struct job *jobs, guint count, unsigned int processors, GError **error)
{
	guint parallel = CLAMP(processors, 1, MAX(count, 1));
	g_autoptr(GError) cause = NULL;
	GThreadPool *pool = g_thread_pool_new(run_job, NULL, (gint)parallel, TRUE, &cause);

	if (!pool) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot start threads to prepare variants: %s", cause->message);
		return false;
	}
	for (guint i = 0; i < count; i++) {
		jobs[i].objtree.jobs = (processors + parallel - 1) / parallel;
		g_thread_pool_push(pool, &jobs[i], NULL);
	}
	g_thread_pool_free(pool, FALSE, TRUE);
	return true;
}

static struct job *new_jobs(const struct tree *tree, const GPtrArray *variants,
			    const struct prepare_options *options, const struct compiler *compiler)
{
	struct job *jobs = g_new0(struct job, variants->len);
	guint64 common = fingerprint_common(tree);

	for (guint i = 0; i < variants->len; i++) {
		jobs[i].common = common;
		jobs[i].objtree = (struct objtree) {
			.tree = tree,
			.variant = variants->pdata[i],
			.options = options,
			.compiler = compiler,
			.lock = -1,
		};
	}
	return jobs;
}

static GPtrArray *present_variants(const struct tree *tree, const GPtrArray *variants)
{
	GPtrArray *present = g_ptr_array_new();

	for (guint i = 0; i < variants->len; i++) {
		if (variant_fits(variants->pdata[i], tree->path))
			g_ptr_array_add(present, variants->pdata[i]);
	}
	return present;
}

/*
 * Holds on to what was prepared, so that it stays as it is while it is read.  False when
 * another run got in between and changed it.
 */
static bool hold(struct job *job)
{
	struct prepared *prepared = job->prepared;
	g_autofree char *seal = NULL;

	prepared->use = objtree_use(prepared->directory, &job->error);
	if (prepared->use < 0) {
		g_clear_pointer(&job->prepared, free_prepared);
		return true;
	}
	seal = objtree_seal(prepared->directory, !job->objtree.options->no_pch);
	return !strcmp(seal, job->seal);
}

static bool hold_all(struct job *jobs, guint count)
{
	bool held = true;

	for (guint i = 0; i < count; i++)
		held &= !jobs[i].prepared || hold(&jobs[i]);
	return held;
}

static void free_jobs(struct job *jobs, guint count)
{
	for (guint i = 0; i < count; i++) {
		g_clear_pointer(&jobs[i].prepared, free_prepared);
		g_free(jobs[i].seal);
		g_clear_error(&jobs[i].error);
	}
	g_free(jobs);
}

static void add_gaps(const struct prepared *prepared, GPtrArray *failures)
{
	for (guint i = 0; i < prepared->gaps->len; i++)
		g_ptr_array_add(failures, g_strdup_printf("%s: %s", prepared->variant->name,
							  (char *)prepared->gaps->pdata[i]));
}

/* Hands the results over; the first error that the tree is not to blame for is returned. */
static GError *take_results(struct job *jobs, guint count, GPtrArray *done, GPtrArray *failures)
{
	GError *error = NULL;

	for (guint i = 0; i < count; i++) {
		struct job *job = &jobs[i];

		if (job->prepared) {
			add_gaps(job->prepared, failures);
			g_ptr_array_add(done, g_steal_pointer(&job->prepared));
			continue;
		}
		g_prefix_error(&job->error, "%s: ", job->objtree.variant->name);
		g_ptr_array_add(failures, g_strdup(job->error->message));
		if (!error && !g_error_matches(job->error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE))
			error = g_steal_pointer(&job->error);
	}
	return error;
}

/* One try at all of @variants; *@held tells whether they can be relied upon. */
static GPtrArray *prepare_once(const struct tree *tree, const GPtrArray *variants,
			       const struct prepare_options *options,
			       const struct compiler *compiler, bool *held, GPtrArray *failures,
			       GError **error)
{
	struct job *jobs = new_jobs(tree, variants, options, compiler);
	GPtrArray *done = NULL;
	GError *cause;

	if (run_jobs(jobs, variants->len, options->jobs, error)) {
		done = g_ptr_array_new_with_free_func(free_prepared);
		*held = hold_all(jobs, variants->len);
		cause = take_results(jobs, variants->len, done, failures);
		if (cause && !done->len) {
			g_clear_pointer(&done, g_ptr_array_unref);
			g_propagate_error(error, g_steal_pointer(&cause));
		}
		g_clear_error(&cause);
	}
	free_jobs(jobs, variants->len);
	return done;
}

GPtrArray *prepare_variants(const struct tree *tree, const GPtrArray *variants,
			    const struct prepare_options *options,
			    GPtrArray *failures, GError **error)
{
	struct compiler *compiler = compiler_find(error);
	g_autoptr(GPtrArray) present = present_variants(tree, variants);
	GPtrArray *done = NULL;
	bool held = false;

	if (!compiler)
		return NULL;
	for (int round = 0; !held && round < MAX_ROUNDS; round++) {
		g_clear_pointer(&done, g_ptr_array_unref);
		g_ptr_array_set_size(failures, 0);
		done = prepare_once(tree, present, options, compiler, &held, failures, error);
		if (!done)
			break;
	}
	if (done && !held) {
		g_clear_pointer(&done, g_ptr_array_unref);
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "other runs keep preparing %s otherwise: is it being edited all the time?",
			    tree->path);
	}
	compiler_free(compiler);
	return done;
}

const struct unit *prepared_common_unit(const struct prepared *prepared)
{
	for (unsigned int i = 0; i < prepared->units->len; i++) {
		const struct unit *unit = g_ptr_array_index(prepared->units, i);

		if (g_str_has_prefix(unit->file, "mm/"))
			return unit;
	}
	return prepared->units->len ? g_ptr_array_index(prepared->units, 0) : NULL;
}

const struct unit *prepared_unit_like(const struct prepared *prepared, const char *file)
{
	g_autofree char *directory = g_path_get_dirname(file);
	const struct unit *neighbour = NULL;

	for (unsigned int i = 0; i < prepared->units->len; i++) {
		const struct unit *unit = g_ptr_array_index(prepared->units, i);
		g_autofree char *other = g_path_get_dirname(unit->file);

		if (strcmp(unit->file, file) == 0)
			return unit;
		if (!neighbour && strcmp(other, directory) == 0)
			neighbour = unit;
	}
	return neighbour;
}
