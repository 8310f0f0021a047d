// SPDX-License-Identifier: GPL-2.0-or-later
/* What of a variant is parsed anew, and what is kept of it. */
#include "checker/check_private.h"

#include "tree/macros.h"
#include "tree/pch.h"

static const char *const *watched_macros(struct checker *checker)
{
	if (!checker->watched)
		checker->watched = macros_find(checker->options->tree, checker->options->files,
					       checker->words);
	return (const char *const *)checker->watched->pdata;
}

bool check_reads_overlay(const struct run *run, const struct work *work)
{
	const struct cached_unit *unit = work->unit;

	if (g_hash_table_contains(run->overlay->files, work->request.file))
		return true;
	for (unsigned int i = 0; unit && i < unit->stored.includes->len; i++)
		if (g_hash_table_contains(run->overlay->files,
					  g_ptr_array_index(unit->stored.includes, i)))
			return true;
	return false;
}

static char *work_key(const struct run *run, const struct variant_work *variant,
		      const struct work *work)
{
	const char *under = work->request.pch ?
		g_hash_table_lookup(variant->prepared->pch_sums, work->request.pch) : NULL;

	return cache_key(run->checker->cache, &work->request, under);
}

void check_find_cached(const struct run *run, const struct variant_work *variant)
{
	const char *name = variant->prepared->variant->name;

	for (unsigned int i = 0; i < variant->units->len; i++) {
		struct work *work = g_ptr_array_index(variant->units, i);

		if (!work->unit)
			work->unit = cache_find(run->checker->cache, name, work->request.file,
						work_key(run, variant, work));
	}
}

/* What has to be parsed: what the cache does not have, then what reads the overlay. */
GPtrArray *check_choose_work(const struct run *run, const struct variant_work *variant,
			     GHashTable *stale)
{
	GPtrArray *chosen = g_ptr_array_new();

	for (unsigned int i = 0; i < variant->units->len; i++) {
		struct work *work = g_ptr_array_index(variant->units, i);
		bool is_stale = work->pch && g_hash_table_contains(stale, work->pch);

		if (!work->unit || is_stale || (run->overlay && check_reads_overlay(run, work)))
			g_ptr_array_add(chosen, work);
	}
	return chosen;
}

/* Precompiled headers that were damaged are done without as well. */
void check_add_damaged_headers(const struct variant_work *variant, const GPtrArray *chosen,
			       GHashTable *stale)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; i < chosen->len; i++) {
		const struct work *work = g_ptr_array_index(chosen, i);
		const char *pch = work->request.pch;

		if (pch && g_hash_table_add(seen, (gpointer)pch) &&
		    !pch_is_intact(pch, g_hash_table_lookup(variant->prepared->pch_sums, pch)))
			g_hash_table_add(stale, (gpointer)pch);
	}
}

struct extract_batch *check_extract_work(const struct run *run, const GPtrArray *chosen,
					 GHashTable *stale, GError **error)
{
	const struct check_options *options = run->checker->options;
	struct extract_options extract = {
		.tree = options->tree->path, .files = run->checker->files,
		.numbered = run->checker->numbered,
		.measured = run->checker->measured,
		.guards = run->checker->guards,
		.counted = run->checker->counted,
		.watched = chosen->len ? watched_macros(run->checker) : NULL,
		.overlay = run->overlay, .jobs = options->jobs, .timeout = options->timeout,
		.sandbox = options->sandbox,
	};
	g_autofree struct extract_request *requests = g_new0(struct extract_request,
							     chosen->len + 1);
	struct extract_batch *batch;

	for (unsigned int i = 0; i < chosen->len; i++) {
		const struct work *work = g_ptr_array_index(chosen, i);

		requests[i] = work->request;
		if (work->pch && g_hash_table_contains(stale, work->pch))
			requests[i].pch = NULL;
	}
	batch = extract_run(&extract, requests, chosen->len, error);
	for (unsigned int i = 0; batch && i < chosen->len; i++)
		run->result->extract_cpu += batch->results[i].cpu;
	run->result->extracted += chosen->len;
	return batch;
}

/*
 * The units of this run, in order: those just extracted and the others as they were.
 * Owned by the work when they are of the plain tree, else by @overlaid.
 */
struct cached_unit **check_collect_units(const struct run *run,
					 const struct variant_work *variant,
					 const GPtrArray *chosen,
					 const struct extract_batch *batch, GPtrArray *overlaid)
{
	const char *name = variant->prepared->variant->name;
	struct cached_unit **units = g_new0(struct cached_unit *, variant->units->len + 1);

	for (unsigned int i = 0, k = 0; i < variant->units->len; i++) {
		struct work *work = g_ptr_array_index(variant->units, i);

		if (k >= chosen->len || g_ptr_array_index(chosen, k) != work) {
			units[i] = work->unit;
			continue;
		}
		units[i] = cache_take(name, work->request.file, &batch->results[k++]);
		if (run->overlay)
			g_ptr_array_add(overlaid, units[i]);
		else
			work->unit = units[i];
	}
	for (unsigned int i = 0; i < variant->units->len && !run->overlay; i++)
		if (!units[i]->stored.key)
			units[i]->stored.key = work_key(run, variant,
							g_ptr_array_index(variant->units, i));
	return units;
}

bool check_store_units(const struct run *run, const GPtrArray *chosen,
		       const struct variant_work *variant, struct cached_unit **units,
		       const struct extract_batch *batch, GError **error)
{
	bool ok = true;

	for (unsigned int i = 0, k = 0; ok && i < variant->units->len && k < chosen->len; i++)
		if (g_ptr_array_index(chosen, k) == g_ptr_array_index(variant->units, i))
			ok = cache_store(run->checker->cache, units[i], &batch->results[k++],
					 !run->overlay, error);
	return ok;
}

static void add_keys(GHashTable *keys, const GPtrArray *units)
{
	for (unsigned int i = 0; i < units->len; i++) {
		const struct work *work = g_ptr_array_index(units, i);

		g_hash_table_add(keys, (gpointer)work->unit->stored.key);
	}
}

bool check_forget_others(const struct run *run, const struct variant_work *variant,
			 GError **error)
{
	g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
	struct store *store = run->checker->store;
	bool ok;

	add_keys(keys, variant->units);
	add_keys(keys, variant->given_up);
	if (!store_begin(store, error))
		return false;
	ok = store_keep_units(store, variant->prepared->variant->name, keys, error);
	return store_end(store, ok, ok ? error : NULL) && ok;
}
