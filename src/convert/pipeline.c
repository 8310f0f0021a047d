// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/convert.h"

#include <string.h>

#include "base/file.h"
#include "convert/bins.h"
#include "convert/candidates.h"
#include "convert/clean.h"
#include "convert/diff.h"
#include "convert/problem.h"

/*
 * Files do not depend on each other, so each worker takes its share of them
 * through all of the pipeline.
 */
struct worker {
	const struct convert_request *request;
	struct workspace *workspace;
	GPtrArray *files;	/* borrowed */
	unsigned int number;
	gint *failed;		/* shared: one of the workers has an error */
	GHashTable *taken;	/* of @files: to whether the workspace has it */
	GPtrArray *problems;
	GPtrArray *steps;
	GString *log;
	GError *error;
};

static void step_free(gpointer data)
{
	struct conversion_step *step = data;

	g_free(step->file);
	g_free(step);
}

static bool take(struct worker *worker, char *file)
{
	gpointer known;

	if (g_hash_table_lookup_extended(worker->taken, file, NULL, &known))
		return GPOINTER_TO_INT(known);
	known = GINT_TO_POINTER(workspace_take(worker->workspace, file, worker->problems));
	g_hash_table_insert(worker->taken, file, known);
	return GPOINTER_TO_INT(known);
}

static GPtrArray *matching(struct worker *worker, const struct semantic_patch *patch)
{
	GPtrArray *files = g_ptr_array_new();

	for (unsigned int i = 0; i < worker->files->len; i++) {
		char *file = worker->files->pdata[i];

		if (candidate_matches(worker->workspace, file, patch, worker->request->spatch) &&
		    take(worker, file))
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

/* @semantic is patch number @patch, or its copy for one file. */
static bool run_over(struct worker *worker, unsigned int patch,
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
	add_steps(worker, patch, run.output->str);
	g_string_append(worker->log, run.errors->str);
	spatch_run_clear(&run);
	return ok;
}

/* @text is what @patch becomes with facts about @file. */
static bool run_instance(struct worker *worker, unsigned int patch, char *file, const char *text)
{
	struct semantic_patch instance = *(struct semantic_patch *)
		worker->request->patches->pdata[patch];
	g_autofree char *path = g_strdup_printf("%s/facts-%u.cocci", worker->workspace->directory,
						worker->number);
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	g_autoptr(GStrvBuilder) options = g_strv_builder_new();
	g_auto(GStrv) all = NULL;

	g_strv_builder_addv(options, (const char **)instance.options);
	g_strv_builder_add_many(options, "-D", "facts", NULL);
	instance.options = all = g_strv_builder_end(options);
	instance.path = path;
	g_ptr_array_add(files, file);
	return file_write(path, text, strlen(text), &worker->error) &&
	       run_over(worker, patch, &instance, files);
}

static bool run_facts(struct worker *worker, unsigned int patch, char *file)
{
	g_autoptr(GPtrArray) texts = facts_instances(worker->request->facts,
						     worker->request->patches->pdata[patch], file,
						     &worker->error);

	if (!texts || (texts->len && !take(worker, file)))
		return texts;
	for (unsigned int i = 0; i < texts->len; i++)
		if (!run_instance(worker, patch, file, texts->pdata[i]))
			return false;
	return true;
}

static bool run_patch(struct worker *worker, unsigned int patch)
{
	const struct semantic_patch *semantic = worker->request->patches->pdata[patch];
	g_autoptr(GPtrArray) files = matching(worker, semantic);

	if (files->len && !run_over(worker, patch, semantic, files))
		return false;
	for (unsigned int i = 0; worker->request->facts && i < worker->files->len; i++)
		if (!run_facts(worker, patch, worker->files->pdata[i]))
			return false;
	return true;
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

static void drop_steps(GPtrArray *steps, const char *file)
{
	for (unsigned int i = 0; i < steps->len;) {
		const struct conversion_step *step = steps->pdata[i];

		if (strcmp(step->file, file))
			i++;
		else
			g_ptr_array_remove_index(steps, i);
	}
}

/* The checks of clean.h on one file; what does not pass is as in the tree again. */
static bool clean_file(struct worker *worker, const char *file)
{
	size_t length = 0;
	g_autofree char *before = workspace_original(worker->workspace, file, &length,
						     &worker->error);
	g_autofree char *after = workspace_text(worker->workspace, file, NULL, &worker->error);
	g_autofree char *fault = NULL;
	g_autofree char *flowed = NULL;

	if (!before || !after)
		return false;
	fault = clean_fault(before, after);
	if (fault) {
		problems_add(worker->problems, "%s: %s", file, fault);
		drop_steps(worker->steps, file);
		return workspace_put(worker->workspace, file, before, length, &worker->error);
	}
	flowed = clean_reflow(before, after);
	return workspace_put(worker->workspace, file, flowed, strlen(flowed), &worker->error);
}

static void clean(struct worker *worker)
{
	for (unsigned int i = 0; i < worker->files->len && !worker->error; i++)
		if (workspace_changed(worker->workspace, worker->files->pdata[i]))
			clean_file(worker, worker->files->pdata[i]);
}

static void work_and_clean(void *item)
{
	struct worker *worker = item;

	work(worker);
	if (!g_atomic_int_get(worker->failed))
		clean(worker);
}

static void worker_free(gpointer data)
{
	struct worker *worker = data;

	g_hash_table_unref(worker->taken);
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

static bool run_workers(const struct convert_request *request, struct conversion *conversion,
			GPtrArray *problems, GError **error)
{
	g_autoptr(GPtrArray) bins = bins_fill(request->tree, request->files, request->jobs);
	gint failed = 0;
	g_autoptr(GPtrArray) workers = hire(request, conversion->workspace, bins, &failed);

	if (!bins_run(workers, request->jobs, work_and_clean, error) ||
	    !collect(workers, conversion, problems, request->log, error))
		return false;
	g_ptr_array_sort(conversion->steps, by_patch);
	problems_sort(problems);
	conversion->diffs = diff_workspace(conversion->workspace, error);
	return conversion->diffs;
}

struct conversion *convert_files(const struct convert_request *request, GPtrArray *problems,
				 GError **error)
{
	struct conversion *conversion = g_new0(struct conversion, 1);

	conversion->steps = g_ptr_array_new_with_free_func(step_free);
	conversion->workspace = workspace_new(request->tree, error);
	if (conversion->workspace && run_workers(request, conversion, problems, error))
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
