// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/settle.h"

#include <string.h>

#include "convert/clean.h"
#include "convert/parse.h"
#include "convert/problem.h"

/* -- going back ------------------------------------------------------------------------- */

static bool has_step(const struct settlement *settlement, unsigned int patch, const char *file)
{
	const GPtrArray *steps = settlement->conversion->steps;

	for (unsigned int i = 0; i < steps->len; i++) {
		const struct conversion_step *step = steps->pdata[i];

		if (step->patch == patch && !strcmp(step->file, file))
			return true;
	}
	return false;
}

/* The semantic patches that changed @file and others together with it. */
static GArray *shared_patches(const struct settlement *settlement, const char *file)
{
	const GPtrArray *patches = settlement->request->patches;
	GArray *shared = g_array_new(FALSE, FALSE, sizeof(unsigned int));

	for (unsigned int patch = 0; patch < patches->len; patch++)
		if (((struct semantic_patch *)patches->pdata[patch])->together &&
		    has_step(settlement, patch, file))
			g_array_append_val(shared, patch);
	return shared;
}

static void drop_steps(const struct settlement *settlement, const char *file)
{
	GPtrArray *steps = settlement->conversion->steps;

	for (unsigned int i = 0; i < steps->len;)
		if (strcmp(((struct conversion_step *)steps->pdata[i])->file, file))
			i++;
		else
			g_ptr_array_remove_index(steps, i);
}

/* The files other than @file that patch number @patch changed, owned. */
static GPtrArray *changed_by(const struct settlement *settlement, unsigned int patch,
			     const char *file)
{
	const GPtrArray *steps = settlement->conversion->steps;
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	for (unsigned int i = 0; i < steps->len; i++) {
		const struct conversion_step *step = steps->pdata[i];

		if (step->patch == patch && strcmp(step->file, file))
			g_ptr_array_add(files, g_strdup(step->file));
	}
	return files;
}

static bool put_back_together(const struct settlement *settlement, unsigned int patch,
			      const char *file, GError **error)
{
	const struct semantic_patch *semantic = settlement->request->patches->pdata[patch];
	g_autoptr(GPtrArray) files = changed_by(settlement, patch, file);
	g_autofree char *reason = g_strdup_printf("%s changes it together with %s: not converted",
						  semantic->name, file);

	for (unsigned int i = 0; i < files->len; i++)
		if (!settle_put_back(settlement, files->pdata[i], reason, error))
			return false;
	return true;
}

bool settle_ends_of(const struct settlement *settlement, const char *file, GError **error)
{
	const struct facts *facts = settlement->request->facts;
	g_autoptr(GPtrArray) freeing = facts ? facts_ends_freeing(facts_ends(facts), file) : NULL;
	g_autofree char *reason = g_strdup_printf("frees what %s allocates, which could not be "
						  "converted: not converted", file);

	for (unsigned int i = 0; freeing && i < freeing->len; i++)
		if (!settle_put_back(settlement, freeing->pdata[i], reason, error))
			return false;
	return true;
}

bool settle_put_back(const struct settlement *settlement, const char *file, const char *reason,
		     GError **error)
{
	struct workspace *workspace = settlement->conversion->workspace;
	g_autoptr(GArray) shared = NULL;
	g_autofree char *before = NULL;
	size_t length = 0;

	if (!workspace_changed(workspace, file))
		return true;
	shared = shared_patches(settlement, file);
	before = workspace_original(workspace, file, &length, error);
	if (!before || !workspace_put(workspace, file, before, length, error))
		return false;
	problems_add(settlement->problems, "%s: %s", file, reason);
	drop_steps(settlement, file);
	for (unsigned int i = 0; i < shared->len; i++)
		if (!put_back_together(settlement, g_array_index(shared, unsigned int, i), file,
				       error))
			return false;
	return settle_ends_of(settlement, file, error);
}

bool settle_left_out(const struct settlement *settlement, unsigned int patch, const char *file,
		     GError **error)
{
	const struct semantic_patch *semantic = settlement->request->patches->pdata[patch];

	return settle_put_back(settlement, file, "put back as a whole: not converted", error) &&
	       (!semantic->together || put_back_together(settlement, patch, file, error)) &&
	       settle_ends_of(settlement, file, error);
}

/* -- each file ------------------------------------------------------------------------------ */

static bool settle_file(const struct settlement *settlement, const char *file, GError **error)
{
	struct workspace *workspace = settlement->conversion->workspace;
	g_autofree char *before = workspace_original(workspace, file, NULL, error);
	g_autofree char *after = before ? workspace_text(workspace, file, NULL, error) : NULL;
	g_autofree char *fault = NULL;
	g_autofree char *flowed = NULL;

	if (!after)
		return false;
	fault = clean_fault(before, after);
	if (fault)
		return settle_put_back(settlement, file, fault, error);
	flowed = clean_reflow(before, after);
	if (!workspace_put(workspace, file, flowed, strlen(flowed), error))
		return false;
	fault = parse_fault(settlement->request->spatch, workspace, file, error);
	if (!fault)
		return false;
	return !*fault || settle_put_back(settlement, file, fault, error);
}

bool settle_files(const struct settlement *settlement, GError **error)
{
	const GPtrArray *files = settlement->request->files;

	for (unsigned int i = 0; i < files->len; i++)
		if (workspace_changed(settlement->conversion->workspace, files->pdata[i]) &&
		    !settle_file(settlement, files->pdata[i], error))
			return false;
	return true;
}
