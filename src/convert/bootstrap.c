// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "convert/bootstrap_insert.h"
#include "convert/bootstrap_layout.h"
#include "convert/bootstrap_measure.h"
#include "convert/bootstrap_retire.h"
#include "convert/candidates.h"
#include "convert/diff.h"
#include "convert/problem.h"
#include "base/template.h"
#include "tree/outline.h"
#include "tree/symbols.h"

struct bootstrap {
	struct bootstrap_request request;
	struct bootstrap_series *series;
	GHashTable *symbols;	/* needed ones that its headers name */
	GHashTable *present;		/* names that need not be added */
	GHashTable *texts;		/* the files as they have become */
	GPtrArray *leading, *trailing;	/* of struct bootstrap_part * */
	GPtrArray *notes;
	const GPtrArray *prepared;
	GString *measured;		/* where the layout was measured */
};

/* -- what there is to do ------------------------------------------------------------- */

static void part_free(gpointer data)
{
	struct bootstrap_part *part = data;

	conversion_free(part->conversion);
	g_free(part->title);
	g_free(part->description);
	g_free(part);
}

struct bootstrap *bootstrap_new(const struct bootstrap_request *request, GError **error)
{
	struct bootstrap_series *series = bootstrap_series_read(request->rules_dir, error);
	GHashTable *present = series ? bootstrap_find_present(series, request->tree, error) : NULL;
	g_autofree const char **needs = NULL;
	struct bootstrap *bootstrap;

	if (!present) {
		bootstrap_series_free(series);
		return NULL;
	}
	bootstrap = g_new0(struct bootstrap, 1);
	bootstrap->request = *request;
	bootstrap->series = series;
	bootstrap->present = present;
	needs = bootstrap_series_needs(series);
	bootstrap->symbols = symbols_find(request->tree, needs);
	bootstrap->texts = edits_new();
	bootstrap->leading = g_ptr_array_new_with_free_func(part_free);
	bootstrap->trailing = g_ptr_array_new_with_free_func(part_free);
	bootstrap->notes = problems_new();
	bootstrap->measured = g_string_new(NULL);
	return bootstrap;
}

void bootstrap_free(struct bootstrap *bootstrap)
{
	if (!bootstrap)
		return;
	g_ptr_array_unref(bootstrap->leading);
	g_ptr_array_unref(bootstrap->trailing);
	g_ptr_array_unref(bootstrap->notes);
	g_hash_table_unref(bootstrap->texts);
	g_hash_table_unref(bootstrap->present);
	g_hash_table_unref(bootstrap->symbols);
	g_string_free(bootstrap->measured, TRUE);
	bootstrap_series_free(bootstrap->series);
	g_free(bootstrap);
}

static bool is_missing(const struct bootstrap *bootstrap, const struct bootstrap_add *add)
{
	return !g_hash_table_contains(bootstrap->present, add->name) &&
	       bootstrap_has(bootstrap->symbols, bootstrap->texts, add->needs,
			     add->needs_count);
}

static bool lacks_descriptor(const struct bootstrap *bootstrap,
			     const struct bootstrap_layout *layout)
{
	g_autofree char *name = layout ? g_strconcat("struct ", layout->descriptor, NULL) : NULL;

	return layout && !g_hash_table_contains(bootstrap->present, name);
}

bool bootstrap_is_needed(const struct bootstrap *bootstrap)
{
	for (unsigned int i = 0; i < bootstrap->series->before->len; i++) {
		const struct bootstrap_patch *patch = bootstrap->series->before->pdata[i];

		if (lacks_descriptor(bootstrap, patch->layout))
			return true;
		for (unsigned int k = 0; k < patch->add_count; k++)
			if (is_missing(bootstrap, &patch->add[k]))
				return true;
	}
	return false;
}

char *bootstrap_variants(const struct bootstrap *bootstrap)
{
	const struct bootstrap_layout *layout = bootstrap_series_layout(bootstrap->series);
	GString *list = g_string_new(NULL);

	for (unsigned int i = 0; layout && i < layout->variants_count; i++)
		g_string_append_printf(list, "%s%s", i ? "," : "", layout->variants[i]);
	return g_string_free(list, FALSE);
}

GHashTable *bootstrap_texts(const struct bootstrap *bootstrap)
{
	return bootstrap->texts;
}

const GPtrArray *bootstrap_leading(const struct bootstrap *bootstrap)
{
	return bootstrap->leading;
}

const GPtrArray *bootstrap_trailing(const struct bootstrap *bootstrap)
{
	return bootstrap->trailing;
}

const GPtrArray *bootstrap_notes(const struct bootstrap *bootstrap)
{
	return bootstrap->notes;
}

/* -- the descriptor -------------------------------------------------------------------- */

static struct measure measure_of(const struct bootstrap *bootstrap)
{
	return (struct measure){
		.tree = bootstrap->request.tree, .prepared = bootstrap->prepared,
		.jobs = bootstrap->request.jobs, .problems = bootstrap->request.problems,
		.notes = bootstrap->notes,
	};
}

/* "x86_64, i386, also without memory control groups" */
static void note_measured(struct bootstrap *bootstrap, const GPtrArray *observations)
{
	g_autoptr(GHashTable) modes = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GString) also = g_string_new(NULL);

	for (unsigned int i = 0; i < observations->len; i++) {
		const struct observation *observation = observations->pdata[i];

		if (!observation->mode)
			g_string_append_printf(bootstrap->measured, "%s%s",
					       bootstrap->measured->len ? ", " : "",
					       observation->variant);
		else if (g_hash_table_add(modes, (gpointer)observation->mode))
			g_string_append_printf(also, "%s%s", also->len ? ", " : ", also ",
					       observation->mode);
	}
	g_string_append(bootstrap->measured, also->str);
}

/* The text of the item that covers @offset of @text, for g_free(), or NULL. */
static char *item_text(const char *text, size_t offset)
{
	struct outline *outline = outline_new(text, strlen(text), NULL);
	const struct outline_item *item = outline_at(outline, offset);
	char *found = item ? g_strndup(text + item->start, item->end - item->start) : NULL;

	outline_free(outline);
	return found;
}

static char *declare(const struct bootstrap *bootstrap, const struct bootstrap_layout *layout,
		     const GPtrArray *observations, const char *file, size_t offset,
		     GError **error)
{
	g_autofree char *text = edits_get(bootstrap->texts, bootstrap->request.tree, file, error);
	g_autofree char *definition = text ? item_text(text, offset) : NULL;
	struct members *members = definition ? members_read(definition) : NULL;
	char *declaration = members ?
		bootstrap_declare(layout, members, observations, error) : NULL;

	if (text && !definition)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "%s: cannot tell where struct %s ends", file, layout->record);
	members_free(members);
	return declaration;
}

static bool add_descriptor(struct bootstrap *bootstrap, const struct bootstrap_layout *layout,
			   GError **error)
{
	const struct measure measure = measure_of(bootstrap);
	g_autoptr(GPtrArray) observations = measure_layout(&measure, layout, error);
	const struct layout *first = observations ?
		((const struct observation *)observations->pdata[0])->layout : NULL;
	const char *file = first ? file_below(bootstrap->request.tree->path, first->file) : NULL;
	g_autofree char *declaration = NULL;

	if (!first)
		return false;
	if (!file) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "struct %s is defined outside of the tree, in %s", layout->record,
			    first->file);
		return false;
	}
	declaration = declare(bootstrap, layout, observations, file, first->start, error);
	if (!declaration ||
	    !bootstrap_insert_behind(file, first->start, declaration, bootstrap->request.tree,
				     bootstrap->texts, error))
		return false;
	note_measured(bootstrap, observations);
	return measure_prove(&measure, layout, observations, bootstrap->texts, error);
}

/* -- semantic patches ---------------------------------------------------------------------- */

static GPtrArray *read_semantic(const struct bootstrap *bootstrap,
				const struct bootstrap_semantic *semantic, GError **error)
{
	g_autofree char *path = g_build_filename(bootstrap->request.cocci_dir, semantic->patch,
						 NULL);
	struct semantic_patch *patch = semantic_patch_read(path, error);
	GPtrArray *patches;

	if (!patch)
		return NULL;
	patches = g_ptr_array_new_with_free_func((GDestroyNotify)semantic_patch_free);
	g_ptr_array_add(patches, patch);
	if (!spatch_too_old(bootstrap->request.spatch, patch))
		return patches;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
		    "%s requires spatch %s or newer", path, patch->requires);
	g_ptr_array_unref(patches);
	return NULL;
}

static bool take_texts(struct bootstrap *bootstrap, const struct conversion *conversion,
		       GError **error)
{
	for (unsigned int i = 0; i < conversion->diffs->len; i++) {
		const struct file_diff *diff = conversion->diffs->pdata[i];
		char *text = workspace_text(conversion->workspace, diff->file, NULL, error);

		if (!text)
			return false;
		edits_put(bootstrap->texts, diff->file, text);
	}
	return true;
}

static bool run_semantic(struct bootstrap *bootstrap, const struct bootstrap_semantic *semantic,
			 GError **error)
{
	const struct bootstrap_request *own = &bootstrap->request;
	g_autoptr(GPtrArray) patches = read_semantic(bootstrap, semantic, error);
	g_autoptr(GPtrArray) files = patches ?
		candidates_find(own->tree, patches, NULL, own->problems, error) : NULL;
	struct convert_request request = {
		.tree = own->tree, .base = bootstrap->texts, .spatch = own->spatch,
		.patches = patches, .files = files, .jobs = own->jobs,
	};
	struct conversion *conversion;
	bool ok;

	if (!files)
		return false;
	conversion = convert_files(&request, own->problems, error);
	ok = conversion && take_texts(bootstrap, conversion, error);
	conversion_free(conversion);
	return ok;
}

/* -- patches ---------------------------------------------------------------------------------- */

static GHashTable *copy_texts(GHashTable *texts)
{
	GHashTable *copy = edits_new();
	GHashTableIter iterator;
	gpointer file, text;

	g_hash_table_iter_init(&iterator, texts);
	while (g_hash_table_iter_next(&iterator, &file, &text))
		edits_put(copy, file, g_strdup(text));
	return copy;
}

/* The description, then which tool made the patch and from what. */
static char *describe(const struct bootstrap *bootstrap, const struct bootstrap_patch *patch,
		      bool measured)
{
	g_auto(GStrv) paragraphs = g_strsplit(patch->description, "\n\n", -1);
	g_autofree char *origin = g_strdup_printf("This patch was generated by ptdesc convert "
		"--bootstrap from its rules/bootstrap/%s%s%s%s.", patch->file,
		measured ? ". The layout is that of " : "",
		measured ? bootstrap->measured->str : "",
		patch->convert_count ? " and the semantic patches that it names" : "");
	GString *text = g_string_new(NULL);

	for (char **paragraph = paragraphs; *paragraph; paragraph++) {
		template_fill(text, "", "", *paragraph);
		g_string_append_c(text, '\n');
	}
	template_fill(text, "", "", origin);
	return g_string_free(text, FALSE);
}

static bool add_part(struct bootstrap *bootstrap, const struct bootstrap_patch *patch,
		     bool measured, GHashTable *before, GPtrArray *parts, GError **error)
{
	struct conversion *conversion = conversion_of_texts(bootstrap->request.tree, before,
		bootstrap->texts, bootstrap->request.problems, error);
	struct bootstrap_part *part;

	if (!conversion || !conversion->diffs->len) {
		conversion_free(conversion);
		return conversion;
	}
	part = g_new0(struct bootstrap_part, 1);
	part->title = g_strdup(patch->title);
	part->description = describe(bootstrap, patch, measured);
	part->conversion = conversion;
	g_ptr_array_add(parts, part);
	return true;
}

static bool add_declarations(struct bootstrap *bootstrap, const struct bootstrap_patch *patch,
			     GError **error)
{
	for (unsigned int i = 0; i < patch->add_count; i++) {
		const struct bootstrap_add *add = &patch->add[i];

		if (!is_missing(bootstrap, add))
			continue;
		if (!bootstrap_insert(add, bootstrap->request.tree, bootstrap->texts, error))
			return false;
		/* Another way to add the same is not needed any more. */
		g_hash_table_add(bootstrap->present, g_strdup(add->name));
	}
	return true;
}

static bool run_semantics(struct bootstrap *bootstrap, const struct bootstrap_patch *patch,
			  GError **error)
{
	for (unsigned int i = 0; i < patch->convert_count; i++) {
		const struct bootstrap_semantic *semantic = &patch->convert[i];

		if (bootstrap_has(bootstrap->symbols, bootstrap->texts, semantic->needs,
				  semantic->needs_count) &&
		    !run_semantic(bootstrap, semantic, error))
			return false;
	}
	return true;
}

/* Says which patch it is that does not compile. */
static bool check(const struct bootstrap *bootstrap, const struct bootstrap_patch *patch,
		  GHashTable *before, GError **error)
{
	const struct measure measure = measure_of(bootstrap);

	if (!patch->check ||
	    measure_check(&measure, patch->check, before, bootstrap->texts, error))
		return true;
	g_prefix_error(error, "\"%s\" would break the tree: ", patch->title);
	return false;
}

static bool make_patch(struct bootstrap *bootstrap, const struct bootstrap_patch *patch,
		       GError **error)
{
	bool measured = lacks_descriptor(bootstrap, patch->layout);
	g_autoptr(GHashTable) before = copy_texts(bootstrap->texts);

	return (!measured || add_descriptor(bootstrap, patch->layout, error)) &&
	       add_declarations(bootstrap, patch, error) &&
	       run_semantics(bootstrap, patch, error) &&
	       check(bootstrap, patch, before, error) &&
	       add_part(bootstrap, patch, measured, before, bootstrap->leading, error);
}

bool bootstrap_before(struct bootstrap *bootstrap, const GPtrArray *prepared, GError **error)
{
	bootstrap->prepared = prepared;
	for (unsigned int i = 0; i < bootstrap->series->before->len; i++)
		if (!make_patch(bootstrap, bootstrap->series->before->pdata[i], error))
			return false;
	return true;
}

bool bootstrap_after(struct bootstrap *bootstrap, const struct conversion *conversion,
		     GError **error)
{
	if (!take_texts(bootstrap, conversion, error))
		return false;
	for (unsigned int i = 0; i < bootstrap->series->after->len; i++) {
		const struct bootstrap_patch *patch = bootstrap->series->after->pdata[i];
		g_autoptr(GHashTable) before = copy_texts(bootstrap->texts);

		if (!bootstrap_retire(patch, bootstrap->request.tree, bootstrap->texts,
				      bootstrap->notes, error) ||
		    !add_part(bootstrap, patch, false, before, bootstrap->trailing, error))
			return false;
	}
	return true;
}
