// SPDX-License-Identifier: GPL-2.0-or-later
/* Semantic patches with what is known of each file. */
#include "convert/worker.h"

#include <string.h>

#include "base/file.h"
#include "convert/problem.h"

static const struct semantic_patch *patch_number(const struct worker *worker, unsigned int patch)
{
	return worker->request->patches->pdata[patch];
}

/* @text is what @patch becomes with facts about @file. */
static bool run_instance(struct worker *worker, unsigned int patch, char *file, const char *text)
{
	struct semantic_patch instance = *patch_number(worker, patch);
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
	       worker_run_over(worker, patch, &instance, files);
}

/* -- both ends or none ------------------------------------------------------------------ */

/* What to go back to when not all of them convert. */
static bool remember(struct worker *worker, char *file)
{
	char *text;

	if (g_hash_table_contains(worker->before_ends, file))
		return true;
	text = workspace_text(worker->workspace, file, NULL, &worker->error);
	if (text)
		g_hash_table_insert(worker->before_ends, file, text);
	return text;
}

static unsigned int first_of_ends(const struct worker *worker)
{
	unsigned int patch = 0;

	while (patch_number(worker, patch)->facts != COCCI_FACTS_ENDS)
		patch++;
	return patch;
}

static bool is_last_of_ends(const struct worker *worker, unsigned int patch)
{
	if (patch_number(worker, patch)->facts != COCCI_FACTS_ENDS)
		return false;
	while (++patch < worker->request->patches->len)
		if (patch_number(worker, patch)->facts == COCCI_FACTS_ENDS)
			return false;
	return true;
}

/* Goes back to @text and does without what is known. */
static bool convert_without(struct worker *worker, char *file, const char *text,
			    unsigned int last)
{
	unsigned int first = first_of_ends(worker);
	g_autoptr(GPtrArray) files = g_ptr_array_new();

	g_ptr_array_add(files, file);
	g_ptr_array_add(worker->unpaired, file);
	worker_drop_steps(worker, file, first + 1);
	if (!workspace_put(worker->workspace, file, text, strlen(text), &worker->error))
		return false;
	for (unsigned int patch = first + 1; patch <= last; patch++)
		if (!worker_run_plain(worker, patch, files))
			return false;
	return true;
}

static bool settle_ends(struct worker *worker, unsigned int last)
{
	const struct facts_ends *ends = facts_ends(worker->request->facts);

	for (unsigned int i = 0; i < worker->files->len; i++) {
		char *file = worker->files->pdata[i];
		const char *before = g_hash_table_lookup(worker->before_ends, file);
		g_autofree char *after = NULL;

		if (!before)
			continue;
		after = workspace_text(worker->workspace, file, NULL, &worker->error);
		if (!after)
			return false;
		if (!facts_ends_are_converted(ends, file, after) &&
		    !convert_without(worker, file, before, last))
			return false;
	}
	return true;
}

/* -- all ---------------------------------------------------------------------------------- */

static bool run_file(struct worker *worker, unsigned int patch, char *file)
{
	const struct semantic_patch *semantic = patch_number(worker, patch);
	g_autoptr(GPtrArray) texts = facts_instances(worker->request->facts, semantic, file,
						     &worker->error);

	if (!texts || !texts->len || !worker_take(worker, patch, file))
		return texts;
	if (semantic->facts == COCCI_FACTS_ENDS && !remember(worker, file))
		return false;
	for (unsigned int i = 0; i < texts->len; i++)
		if (!run_instance(worker, patch, file, texts->pdata[i]))
			return false;
	return true;
}

bool worker_run_facts(struct worker *worker, unsigned int patch)
{
	for (unsigned int i = 0; i < worker->files->len; i++)
		if (!run_file(worker, patch, worker->files->pdata[i]))
			return false;
	return !is_last_of_ends(worker, patch) || settle_ends(worker, patch);
}
