// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/work.h"

#include <string.h>

#include "tree/pch.h"

static void free_work(gpointer data)
{
	struct work *work = data;

	cached_unit_free(work->unit);
	g_free(work->own_file);
	g_free(work->own_flags);
	g_free(work);
}

struct work *variant_work_add(struct variant_work *variant, const char *file,
			      const struct unit *like)
{
	struct work *work = g_new0(struct work, 1);

	work->request = (struct extract_request){
		.file = file, .directory = variant->prepared->directory,
		.flags = (const char *const *)like->flags,
	};
	work->pch = like->pch;
	g_ptr_array_add(variant->units, work);
	return work;
}

static void add_header(struct variant_work *variant, const struct unit *like)
{
	struct work *work = variant_work_add(variant, NULL, like);

	work->own_file = pch_source(like->pch);
	work->request.file = work->own_file;
	work->request.pch = like->pch;
	work->request.is_header = true;
}

/* The headers that units do not see because a precompiled header has them are walked once. */
static void add_header_work(struct variant_work *variant, GHashTable *wanted)
{
	const struct prepared *prepared = variant->prepared;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; i < prepared->units->len; i++) {
		const struct unit *unit = g_ptr_array_index(prepared->units, i);

		if (unit->pch && g_hash_table_contains(wanted, unit->file) &&
		    g_hash_table_add(seen, (gpointer)unit->pch))
			add_header(variant, unit);
	}
}

struct variant_work *variant_work_new(const struct prepared *prepared, GHashTable *wanted)
{
	struct variant_work *variant = g_new0(struct variant_work, 1);

	variant->prepared = prepared;
	variant->units = g_ptr_array_new_with_free_func(free_work);
	variant->given_up = g_ptr_array_new_with_free_func(free_work);
	add_header_work(variant, wanted);
	for (unsigned int i = 0; i < prepared->units->len; i++) {
		const struct unit *unit = g_ptr_array_index(prepared->units, i);

		if (g_hash_table_contains(wanted, unit->file))
			variant_work_add(variant, unit->file, unit)->request.pch = unit->pch;
	}
	return variant;
}

void variant_work_free(gpointer data)
{
	struct variant_work *variant = data;

	g_ptr_array_unref(variant->units);
	g_ptr_array_unref(variant->given_up);
	g_free(variant);
}

bool variant_work_has(const struct variant_work *variant, const char *file)
{
	for (unsigned int i = 0; i < variant->units->len; i++) {
		const struct work *work = g_ptr_array_index(variant->units, i);

		if (strcmp(work->request.file, file) == 0)
			return true;
	}
	return false;
}
