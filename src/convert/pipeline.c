// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/convert.h"

#include <string.h>

#include "convert/bins.h"
#include "convert/candidates.h"
#include "convert/diff.h"
#include "convert/problem.h"
#include "convert/settle.h"
#include "convert/worker.h"

static void step_free(gpointer data)
{
	struct conversion_step *step = data;

	g_free(step->file);
	g_free(step);
}

static void leave_out(struct worker *worker, unsigned int patch, char *file)
{
	struct left_out left_out = { patch, file };

	g_array_append_val(worker->left_out, left_out);
	g_hash_table_insert(worker->taken, file, GINT_TO_POINTER(false));
}

bool worker_take(struct worker *worker, unsigned int patch, char *file)
{
	gpointer taken;

	if (!g_hash_table_lookup_extended(worker->taken, file, NULL, &taken)) {
		taken = GINT_TO_POINTER(workspace_take(worker->workspace, file, worker->problems));
		g_hash_table_insert(worker->taken, file, taken);
	}
	if (!GPOINTER_TO_INT(taken))
		leave_out(worker, patch, file);
	return GPOINTER_TO_INT(taken);
}

static GPtrArray *matching(struct worker *worker, unsigned int patch, const GPtrArray *among)
{
	const struct semantic_patch *semantic = worker->request->patches->pdata[patch];
	GPtrArray *files = g_ptr_array_new();

	for (unsigned int i = 0; i < among->len; i++) {
		char *file = among->pdata[i];

		if (candidate_matches(worker->workspace, file, semantic, worker->request->spatch) &&
		    worker_take(worker, patch, file))
			g_ptr_array_add(files, file);
	}
	return files;
}

static void add_step(struct worker *worker, unsigned int patch, const char *file,
		     unsigned int hunks)
{
	struct conversion_step *step = g_new(struct conversion_step, 1);

	step->patch = patch;
	step->file = g_strdup(file);
	step->hunks = hunks;
	g_ptr_array_add(worker->steps, step);
}

/* spatch prints a diff of each file that it rewrites: what a run did. */
static void add_steps(struct worker *worker, unsigned int patch, const char *diff)
{
	g_auto(GStrv) lines = g_strsplit(diff, "\n", -1);
	const char *file = NULL;
	unsigned int hunks = 0;

	for (char **line = lines; *line; line++)
		if (g_str_has_prefix(*line, "--- ") && line[1] &&
		    g_str_has_prefix(line[1], "+++ ")) {
			if (file)
				add_step(worker, patch, file, hunks);
			file = *line + 4;
			hunks = 0;
		} else if (g_str_has_prefix(*line, "@@ ")) {
			hunks++;
		}
	if (file)
		add_step(worker, patch, file, hunks);
}

bool worker_run_over(struct worker *worker, unsigned int patch,
		     const struct semantic_patch *semantic, const GPtrArray *files)
{
	struct spatch_run run = {
		.patch = semantic,
		.mode = COCCI_PATCH,
		.workspace = worker->workspace,
		.files = files,
		.number = worker->number,
	};
	bool ok;

	ok = spatch_run(worker->request->spatch, &run, &worker->error);
	problems_move(worker->problems, run.problems);
	for (unsigned int i = 0; i < files->len; i++)
		if (g_hash_table_contains(run.left_out, files->pdata[i]))
			leave_out(worker, patch, files->pdata[i]);
	add_steps(worker, patch, run.output->str);
	g_string_append(worker->log, run.errors->str);
	spatch_run_clear(&run);
	return ok;
}

bool worker_run_plain(struct worker *worker, unsigned int patch, const GPtrArray *files)
{
	const struct semantic_patch *semantic = worker->request->patches->pdata[patch];
	g_autoptr(GPtrArray) candidates = matching(worker, patch, files);

	return !candidates->len || worker_run_over(worker, patch, semantic, candidates);
}

static bool run_patch(struct worker *worker, unsigned int patch)
{
	return worker_run_plain(worker, patch, worker->files) &&
	       (!worker->request->facts || worker_run_facts(worker, patch));
}

static void work(void *item)
{
	struct worker *worker = item;

	for (unsigned int i = 0; i < worker->request->patches->len; i++)
		if (g_atomic_int_get(worker->failed) || !run_patch(worker, i))
			break;
	if (worker->error)
		g_atomic_int_set(worker->failed, 1);
}

void worker_drop_steps(struct worker *worker, const char *file, unsigned int first)
{
	for (unsigned int i = 0; i < worker->steps->len;) {
		const struct conversion_step *step = worker->steps->pdata[i];

		if (step->patch < first || strcmp(step->file, file))
			i++;
		else
			g_ptr_array_remove_index(worker->steps, i);
	}
}

static void worker_free(gpointer data)
{
	struct worker *worker = data;

	g_hash_table_unref(worker->taken);
	g_hash_table_unref(worker->before_ends);
	g_ptr_array_unref(worker->unpaired);
	g_array_unref(worker->left_out);
	g_ptr_array_unref(worker->problems);
	g_ptr_array_unref(worker->steps);
	g_string_free(worker->log, TRUE);
	g_clear_error(&worker->error);
	g_free(worker);
}

static GPtrArray *hire(const struct convert_request *request, struct workspace *workspace,
		       const GPtrArray *bins, gint *failed)
{
	GPtrArray *workers = g_ptr_array_new_with_free_func(worker_free);

	for (unsigned int i = 0; i < bins->len; i++) {
		struct worker *worker = g_new0(struct worker, 1);

		worker->request = request;
		worker->workspace = workspace;
		worker->files = bins->pdata[i];
		worker->number = i;
		worker->failed = failed;
		worker->taken = g_hash_table_new(g_str_hash, g_str_equal);
		worker->before_ends = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
		worker->unpaired = g_ptr_array_new();
		worker->left_out = g_array_new(FALSE, FALSE, sizeof(struct left_out));
		worker->problems = problems_new();
		worker->steps = g_ptr_array_new_with_free_func(step_free);
		worker->log = g_string_new(NULL);
		g_ptr_array_add(workers, worker);
	}
	return workers;
}

static bool collect(GPtrArray *workers, struct conversion *conversion, GPtrArray *problems,
		    GString *log, GError **error)
{
	for (unsigned int i = 0; i < workers->len; i++) {
		struct worker *worker = workers->pdata[i];

		if (worker->error) {
			g_propagate_error(error, g_steal_pointer(&worker->error));
			return false;
		}
		problems_move(problems, worker->problems);
		if (log)
			g_string_append(log, worker->log->str);
		while (worker->steps->len)
			g_ptr_array_add(conversion->steps,
					g_ptr_array_steal_index(worker->steps, 0));
	}
	return true;
}

static int by_patch(gconstpointer a, gconstpointer b)
{
	const struct conversion_step *const *left = a, *const *right = b;

	if ((*left)->patch != (*right)->patch)
		return (*left)->patch < (*right)->patch ? -1 : 1;
	return strcmp((*left)->file, (*right)->file);
}

static bool settle_worker(const struct settlement *settlement, const struct worker *worker,
			  GError **error)
{
	for (unsigned int i = 0; i < worker->unpaired->len; i++)
		if (!settle_ends_of(settlement, worker->unpaired->pdata[i], error))
			return false;
	for (unsigned int i = 0; i < worker->left_out->len; i++) {
		const struct left_out *one = &g_array_index(worker->left_out, struct left_out, i);

		if (!settle_left_out(settlement, one->patch, one->file, error))
			return false;
	}
	return true;
}

static bool settle(const struct settlement *settlement, const GPtrArray *workers,
		   GError **error)
{
	for (unsigned int i = 0; i < workers->len; i++)
		if (!settle_worker(settlement, workers->pdata[i], error))
			return false;
	return settle_files(settlement, error);
}

static bool compare(struct conversion *conversion, GError **error)
{
	if (conversion->diffs)
		g_ptr_array_unref(conversion->diffs);
	conversion->diffs = diff_workspace(conversion->workspace, error);
	return conversion->diffs;
}

bool conversion_put_back(struct conversion *conversion, const struct convert_request *request,
			 const char *file, const char *reason, GPtrArray *problems,
			 GError **error)
{
	struct settlement settlement = { request, conversion, problems };

	return settle_put_back(&settlement, file, reason, error) && compare(conversion, error);
}

static bool run_workers(const struct convert_request *request, struct conversion *conversion,
			GPtrArray *problems, GError **error)
{
	g_autoptr(GPtrArray) bins = bins_fill(request->tree, request->files, request->jobs);
	gint failed = 0;
	g_autoptr(GPtrArray) workers = hire(request, conversion->workspace, bins, &failed);
	struct settlement settlement = { request, conversion, problems };

	if (!bins_run(workers, request->jobs, work, error) ||
	    !collect(workers, conversion, problems, request->log, error) ||
	    !settle(&settlement, workers, error))
		return false;
	g_ptr_array_sort(conversion->steps, by_patch);
	problems_sort(problems);
	return compare(conversion, error);
}

struct conversion *convert_files(const struct convert_request *request, GPtrArray *problems,
				 GError **error)
{
	struct conversion *conversion = g_new0(struct conversion, 1);

	conversion->steps = g_ptr_array_new_with_free_func(step_free);
	conversion->workspace = workspace_new(request->tree, request->base, error);
	if (conversion->workspace && run_workers(request, conversion, problems, error))
		return conversion;
	conversion_free(conversion);
	return NULL;
}

static bool put_texts(struct workspace *workspace, GHashTable *texts, GPtrArray *problems,
		      GError **error)
{
	GHashTableIter iterator;
	gpointer file, text;

	g_hash_table_iter_init(&iterator, texts);
	while (g_hash_table_iter_next(&iterator, &file, &text))
		if (workspace_take(workspace, file, problems) &&
		    !workspace_put(workspace, file, text, strlen(text), error))
			return false;
	return true;
}

struct conversion *conversion_of_texts(const struct tree *tree, GHashTable *base,
				       GHashTable *texts, GPtrArray *problems, GError **error)
{
	struct conversion *conversion = g_new0(struct conversion, 1);

	conversion->steps = g_ptr_array_new_with_free_func(step_free);
	conversion->workspace = workspace_new(tree, base, error);
	if (conversion->workspace && put_texts(conversion->workspace, texts, problems, error))
		conversion->diffs = diff_workspace(conversion->workspace, error);
	if (conversion->diffs)
		return conversion;
	conversion_free(conversion);
	return NULL;
}

void conversion_free(struct conversion *conversion)
{
	if (!conversion)
		return;
	workspace_free(conversion->workspace);
	g_ptr_array_unref(conversion->steps);
	if (conversion->diffs)
		g_ptr_array_unref(conversion->diffs);
	g_free(conversion);
}

char *conversion_diff(const struct conversion *conversion)
{
	GString *text = g_string_new(NULL);

	for (unsigned int i = 0; i < conversion->diffs->len; i++) {
		const struct file_diff *diff = conversion->diffs->pdata[i];

		g_string_append(text, diff->text);
	}
	return g_string_free(text, FALSE);
}
