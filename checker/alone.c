// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/alone.h"

#include <string.h>

/* The text of such a unit: all of it comes from -include. */
#define EMPTY_FILE "/dev/null"

GPtrArray *alone_find(const GPtrArray *files, const GPtrArray *variants)
{
	g_autoptr(GHashTable) read = g_hash_table_new(NULL, NULL);
	GPtrArray *headers = g_ptr_array_new();

	for (unsigned int i = 0; i < variants->len; i++) {
		const struct variant_work *variant = g_ptr_array_index(variants, i);

		for (unsigned int k = 0; k < variant->units->len; k++) {
			const struct work *work = g_ptr_array_index(variant->units, k);
			const GPtrArray *includes = work->unit->stored.includes;

			for (unsigned int n = 0; n < includes->len; n++)
				g_hash_table_add(read, g_ptr_array_index(includes, n));
		}
	}
	for (unsigned int i = 0; i < files->len; i++) {
		char *file = g_ptr_array_index(files, i);

		if (g_str_has_suffix(file, ".h") &&
		    !g_hash_table_contains(read, g_intern_string(file)))
			g_ptr_array_add(headers, file);
	}
	return headers;
}

static bool may_include(const struct variant_work *variant, const char *header)
{
	g_autofree char *own = g_strdup_printf("arch/%s/", variant->prepared->variant->arch);

	return !g_str_has_prefix(header, "arch/") || g_str_has_prefix(header, own);
}

static const char **own_flags(const char *const *flags, const char *header)
{
	const char *const last[] = { "-include", header, "-x", "c" };
	GPtrArray *list = g_ptr_array_new();

	for (; *flags; flags++)
		g_ptr_array_add(list, (gpointer)*flags);
	for (size_t i = 0; i < G_N_ELEMENTS(last); i++)
		g_ptr_array_add(list, (gpointer)last[i]);
	g_ptr_array_add(list, NULL);
	return (const char **)g_ptr_array_free(list, FALSE);
}

static void add_unit(struct variant_work *variant, const struct unit *like,
		     const struct tree *tree, const char *header)
{
	struct work *work = variant_work_add(variant, EMPTY_FILE, like);

	work->alone = header;
	work->own_file = g_build_filename(tree->path, header, NULL);
	work->own_flags = own_flags((const char *const *)like->flags, work->own_file);
	work->request.flags = (const char *const *)work->own_flags;
}

void alone_add(struct variant_work *variant, const struct tree *tree, const GPtrArray *headers)
{
	const struct unit *like = prepared_unit_like(variant->prepared, "mm/memory.c");

	for (unsigned int i = 0; like && i < headers->len; i++)
		if (may_include(variant, g_ptr_array_index(headers, i)))
			add_unit(variant, like, tree, g_ptr_array_index(headers, i));
}

static const char *first_error(const struct store_unit *unit)
{
	if (unit->failure)
		return unit->failure;
	return unit->errors->len ? g_ptr_array_index(unit->errors, 0) : NULL;
}

void alone_sort_out(struct variant_work *variant, GPtrArray *headers,
		    struct coverage *coverage)
{
	for (unsigned int i = 0; i < variant->units->len;) {
		struct work *work = g_ptr_array_index(variant->units, i);
		const char *error = work->alone ? first_error(&work->unit->stored) : NULL;

		if (!error) {
			if (work->alone)
				g_ptr_array_remove(headers, (gpointer)work->alone);
			i++;
			continue;
		}
		if (coverage)
			coverage_add_header(coverage, work->alone, variant->prepared->variant->name,
					    error);
		g_ptr_array_add(variant->given_up, g_ptr_array_steal_index(variant->units, i));
	}
}
