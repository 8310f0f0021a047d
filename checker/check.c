// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/check.h"

#include <string.h>
#include <xxhash.h>

#include "base/error.h"
#include "checker/alone.h"
#include "checker/cache.h"
#include "checker/graph.h"
#include "checker/judge.h"
#include "checker/sandbox.h"
#include "checker/store.h"
#include "checker/suppress.h"
#include "checker/work.h"
#include "tree/macros.h"
#include "tree/pch.h"
#include "tree/symbols.h"

struct checker {
	const struct check_options *options;
	const char **files;	/* as in struct extract_options */
	const char **words;	/* rules_words() */
	GPtrArray *watched;	/* macros_find(), NULL until something is parsed */
	const char **numbered;	/* rules_numbered() */
	struct store *store;
	struct cache *cache;
	GPtrArray *active;	/* rules whose needs the tree meets */
	GPtrArray *variants;	/* of struct variant_work * */
};

/* One run: what is parsed anew. */
struct run {
	struct checker *checker;
	const struct extract_overlay *overlay;
	struct suppress *suppress;
	struct check_result *result;
};

/* -- results ----------------------------------------------------------------------------- */

static void free_problem(gpointer data)
{
	struct check_problem *problem = data;

	g_free(problem->variant);
	g_free(problem->file);
	g_free(problem->reason);
	g_free(problem);
}

void check_add_problem(GPtrArray *list, const char *variant, const char *file,
		       const char *reason)
{
	struct check_problem *problem = g_new0(struct check_problem, 1);

	problem->variant = g_strdup(variant);
	problem->file = g_strdup(file);
	problem->reason = g_strdup(reason);
	g_ptr_array_add(list, problem);
}

static struct check_result *result_new(void)
{
	struct check_result *result = g_new0(struct check_result, 1);

	result->findings = findings_new();
	result->problems = g_ptr_array_new_with_free_func(free_problem);
	result->read = g_hash_table_new(g_str_hash, g_str_equal);
	return result;
}

int check_result_exit(const struct check_result *result)
{
	if (result->problems->len)
		return PTDESC_EXIT_INCOMPLETE;
	return findings_sorted(result->findings)->len ? PTDESC_EXIT_FINDINGS : PTDESC_EXIT_CLEAN;
}

void check_result_free(struct check_result *result)
{
	if (!result)
		return;
	findings_free(result->findings);
	g_ptr_array_unref(result->problems);
	g_hash_table_unref(result->read);
	coverage_free(result->coverage);
	g_free(result);
}

/* -- which files, which rules -------------------------------------------------------------- */

/* "arch/x86/mm/init.c" -> "arch/x86/mm/", interned. */
static const char *directory_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	g_autofree char *directory = g_strndup(file, slash ? (size_t)(slash - file) + 1 : 0);

	return g_intern_string(directory);
}

/*
 * The files whose functions count, NULL-terminated; for g_free().  A header beside a
 * chosen source file is a part of it, whatever its own words are.
 */
static const char **wanted_files(const GPtrArray *files)
{
	GPtrArray *list = g_ptr_array_new();

	for (unsigned int i = 0; i < files->len; i++) {
		const char *file = g_ptr_array_index(files, i);
		const char *directory = directory_of(file);

		g_ptr_array_add(list, (gpointer)file);
		if (!g_str_has_suffix(file, ".h") && !g_ptr_array_find(list, directory, NULL))
			g_ptr_array_add(list, (gpointer)directory);
	}
	g_ptr_array_add(list, NULL);
	return (const char **)g_ptr_array_free(list, FALSE);
}

static const char *const *watched_macros(struct checker *checker)
{
	if (!checker->watched)
		checker->watched = macros_find(checker->options->tree, checker->options->files,
					       checker->words);
	return (const char *const *)checker->watched->pdata;
}

static bool meets_needs(const struct rule *rule, GHashTable *symbols)
{
	for (unsigned int i = 0; i < rule->needs_count; i++)
		if (!g_hash_table_contains(symbols, rule->needs[i]))
			return false;
	return true;
}

static void choose_rules(struct checker *checker)
{
	const GPtrArray *rules = checker->options->rules->rules;
	g_autofree const char **needs = rules_needs(checker->options->rules);
	g_autoptr(GHashTable) symbols = symbols_find(checker->options->tree, needs);

	checker->active = g_ptr_array_new();
	for (unsigned int i = 0; i < rules->len; i++)
		if (meets_needs(g_ptr_array_index(rules, i), symbols))
			g_ptr_array_add(checker->active, g_ptr_array_index(rules, i));
}

/* -- what an overlay changes ----------------------------------------------------------------------- */

static bool exists_in_tree(const struct run *run, const char *file)
{
	g_autofree char *path = g_build_filename(run->checker->options->tree->path, file, NULL);

	return g_file_test(path, G_FILE_TEST_EXISTS);
}

/* A file of the overlay that the index had not chosen, or that is new, is parsed as well. */
static void add_overlay_work(const struct run *run, struct variant_work *variant)
{
	GHashTableIter iterator;
	gpointer file;

	g_hash_table_iter_init(&iterator, run->overlay->files);
	while (g_hash_table_iter_next(&iterator, &file, NULL)) {
		const struct unit *like = variant_work_like(variant->prepared, file);
		struct work *work;

		if (!g_str_has_suffix(file, ".c") || !like || variant_work_has(variant, file) ||
		    (strcmp(like->file, file) != 0 && exists_in_tree(run, file)))
			continue;
		work = variant_work_add(variant, NULL, like);
		work->own_file = g_strdup(file);
		work->request.file = work->own_file;
		work->request.pch = like->pch;
	}
}

static bool reads_overlay(const struct run *run, const struct work *work)
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

/* The precompiled headers that hold a file of the overlay: useless for it. */
static GHashTable *stale_headers(const struct run *run, const struct variant_work *variant)
{
	GHashTable *stale = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; run->overlay && i < variant->units->len; i++) {
		const struct work *work = g_ptr_array_index(variant->units, i);

		if (work->request.is_header && reads_overlay(run, work))
			g_hash_table_add(stale, (gpointer)work->pch);
	}
	return stale;
}

/* -- extraction ---------------------------------------------------------------------------------------- */

static char *work_key(const struct run *run, const struct variant_work *variant,
		      const struct work *work)
{
	const char *under = work->request.pch ?
		g_hash_table_lookup(variant->prepared->pch_sums, work->request.pch) : NULL;

	return cache_key(run->checker->cache, &work->request, under);
}

static void find_cached(const struct run *run, const struct variant_work *variant)
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
static GPtrArray *choose_work(const struct run *run, const struct variant_work *variant,
			      GHashTable *stale)
{
	GPtrArray *chosen = g_ptr_array_new();

	for (unsigned int i = 0; i < variant->units->len; i++) {
		struct work *work = g_ptr_array_index(variant->units, i);
		bool is_stale = work->pch && g_hash_table_contains(stale, work->pch);

		if (!work->unit || is_stale || (run->overlay && reads_overlay(run, work)))
			g_ptr_array_add(chosen, work);
	}
	return chosen;
}

/* Precompiled headers that were damaged are done without as well. */
static void add_damaged_headers(const struct variant_work *variant, const GPtrArray *chosen,
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

static struct extract_batch *extract_work(const struct run *run, const GPtrArray *chosen,
					  GHashTable *stale, GError **error)
{
	const struct check_options *options = run->checker->options;
	struct extract_options extract = {
		.tree = options->tree->path, .files = run->checker->files,
		.numbered = run->checker->numbered,
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
static struct cached_unit **collect_units(const struct run *run,
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

static bool store_units(const struct run *run, const GPtrArray *chosen,
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

static bool forget_others(const struct run *run, const struct variant_work *variant,
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

/* -- judgement --------------------------------------------------------------------------------------------- */

static char *describe_errors(const GPtrArray *errors)
{
	const char *first = g_ptr_array_index(errors, 0);

	if (errors->len == 1)
		return g_strdup(first);
	return g_strdup_printf("%s (and %u more errors)", first, errors->len - 1);
}

static void note_unit(struct run *run, const struct work *work, const struct cached_unit *unit)
{
	const struct store_unit *stored = &unit->stored;
	struct check_result *total = run->result;
	bool is_unit = !work->request.is_header && !work->alone;
	g_autofree char *reason = NULL;

	total->units += is_unit;
	total->units_parsed += unit->parsed && is_unit;
	total->units_without_pch += unit->without_pch;
	if (total->coverage)
		coverage_add_unit(total->coverage, stored);
	suppress_note_unit(run->suppress, stored);
	g_hash_table_add(total->read, (gpointer)g_intern_string(stored->file));
	for (unsigned int i = 0; i < stored->includes->len; i++)
		g_hash_table_add(total->read, g_ptr_array_index(stored->includes, i));
	if (stored->failure)
		reason = g_strdup(stored->failure);
	else if (stored->errors->len)
		reason = describe_errors(stored->errors);
	if (!reason)
		return;
	total->units_with_errors++;
	check_add_problem(total->problems, stored->variant, stored->file, reason);
}

/* Each chunk once, in the order of the units, so that output never depends on timing. */
static GArray *distinct_chunks(const struct variant_work *variant, struct cached_unit **units)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	GArray *chunks = g_array_new(FALSE, FALSE, sizeof(gint64));

	for (unsigned int i = 0; i < variant->units->len; i++)
		for (unsigned int k = 0; k < units[i]->stored.chunks->len; k++) {
			gint64 id = g_array_index(units[i]->stored.chunks, gint64, k);

			if (g_hash_table_add(seen, g_memdup2(&id, sizeof(id))))
				g_array_append_val(chunks, id);
		}
	return chunks;
}

/* Findings depend on the facts, the rules that apply and the program alone. */
static char *judgement_digest(const struct checker *checker, const GArray *chunks)
{
	XXH3_state_t *state = XXH3_createState();
	char *digest;

	XXH3_64bits_reset(state);
	XXH3_64bits_update(state, CHECKER_VERSION, strlen(CHECKER_VERSION));
	XXH3_64bits_update(state, &checker->options->rules->digest, sizeof(guint64));
	for (unsigned int i = 0; i < checker->active->len; i++) {
		const struct rule *rule = g_ptr_array_index(checker->active, i);

		XXH3_64bits_update(state, rule->id, strlen(rule->id) + 1);
	}
	XXH3_64bits_update(state, chunks->data, chunks->len * sizeof(gint64));
	digest = g_strdup_printf("%016" G_GINT64_MODIFIER "x", (guint64)XXH3_64bits_digest(state));
	XXH3_freeState(state);
	return digest;
}

static struct graph *load_graph(const struct checker *checker, const GArray *chunks,
				GError **error)
{
	struct graph *graph = graph_new(checker->options->rules);
	bool ok = true;

	for (unsigned int i = 0; ok && i < chunks->len; i++)
		ok = graph_add_chunk(graph, checker->store, g_array_index(chunks, gint64, i), error);
	if (ok)
		graph_link(graph);
	else
		g_clear_pointer(&graph, graph_free);
	return graph;
}

static bool remember_judgement(struct store *store, const char *variant, const char *digest,
			       struct findings *findings, GError **error)
{
	g_autofree char *text = findings_dump(findings);

	return store_add_judgement(store, variant, digest, text, error);
}

static bool judge_anew(struct run *run, const struct graph *graph, const char *variant,
		       const char *digest, GError **error)
{
	const struct checker *checker = run->checker;
	struct findings *findings = findings_new();
	bool ok;

	judge_graph(graph, checker->active, variant, findings);
	ok = run->overlay || remember_judgement(checker->store, variant, digest, findings, error);
	findings_move(run->result->findings, findings, variant);
	return ok;
}

/* Whether somebody wants to see the graph of @units. */
static bool is_inspected(const struct run *run, const struct variant_work *variant,
			 struct cached_unit **units)
{
	const struct check_inspection *inspection = run->checker->options->inspection;
	const char *file = inspection ? g_intern_string(inspection->file) : NULL;

	for (unsigned int i = 0; file && i < variant->units->len; i++)
		if (g_ptr_array_find(units[i]->stored.includes, file, NULL))
			return true;
	return inspection && !file;
}

static bool judge_variant(struct run *run, const struct variant_work *variant,
			  struct cached_unit **units, GError **error)
{
	const struct checker *checker = run->checker;
	const struct check_inspection *inspection = checker->options->inspection;
	const char *name = variant->prepared->variant->name;
	g_autoptr(GArray) chunks = distinct_chunks(variant, units);
	g_autofree char *digest = judgement_digest(checker, chunks);
	g_autofree char *known = store_find_judgement(checker->store, name, digest);
	bool inspected = is_inspected(run, variant, units), ok = true;
	struct graph *graph;

	for (unsigned int i = 0; i < variant->units->len; i++)
		note_unit(run, g_ptr_array_index(variant->units, i), units[i]);
	if (known)
		findings_load(run->result->findings, known, checker->options->rules, name);
	if (known && !inspected)
		return true;
	graph = load_graph(checker, chunks, error);
	if (!graph)
		return false;
	if (!known)
		ok = judge_anew(run, graph, name, digest, error);
	if (inspected)
		inspection->look(graph, name, inspection->data);
	graph_free(graph);
	return ok;
}

/* -- the tree ------------------------------------------------------------------------------------------------ */

static bool store_batch(const struct run *run, const GPtrArray *chosen,
			struct variant_work *variant, const struct extract_batch *batch,
			GError **error)
{
	struct store *store = run->checker->store;
	g_autofree struct cached_unit **units = collect_units(run, variant, chosen, batch, NULL);

	if (!store_begin(store, error))
		return false;
	if (store_units(run, chosen, variant, units, batch, error))
		return store_end(store, true, error);
	store_end(store, false, NULL);
	return false;
}

/* Extracts what of @variant is not known yet. */
static bool extract_variant(struct run *run, struct variant_work *variant, GError **error)
{
	g_autoptr(GHashTable) stale = stale_headers(run, variant);
	g_autoptr(GPtrArray) chosen = NULL;
	struct extract_batch *batch;
	bool ok;

	find_cached(run, variant);
	chosen = choose_work(run, variant, stale);
	if (!chosen->len)
		return true;
	variant->is_changed = true;
	add_damaged_headers(variant, chosen, stale);
	batch = extract_work(run, chosen, stale, error);
	ok = batch && store_batch(run, chosen, variant, batch, error);
	extract_batch_free(batch);
	return ok;
}

/* Headers that no unit includes, on the first variant on which they compile. */
static bool extract_alone(struct run *run, GError **error)
{
	const struct checker *checker = run->checker;
	g_autoptr(GPtrArray) headers = alone_find(checker->options->files, checker->variants);
	bool ok = true;

	for (unsigned int i = 0; ok && i < checker->variants->len && headers->len; i++) {
		struct variant_work *variant = g_ptr_array_index(checker->variants, i);

		alone_add(variant, checker->options->tree, headers);
		ok = extract_variant(run, variant, error);
		if (ok)
			alone_sort_out(variant, headers, run->result->coverage);
	}
	return ok;
}

static bool judge_tree(struct run *run, struct variant_work *variant, GError **error)
{
	g_autofree struct cached_unit **units = g_new0(struct cached_unit *, variant->units->len + 1);

	if (variant->is_changed && !forget_others(run, variant, error))
		return false;
	variant->is_changed = false;
	for (unsigned int i = 0; i < variant->units->len; i++)
		units[i] = ((const struct work *)g_ptr_array_index(variant->units, i))->unit;
	return judge_variant(run, variant, units, error);
}

static bool check_tree(struct run *run, GError **error)
{
	const GPtrArray *variants = run->checker->variants;
	bool ok = true;

	for (unsigned int i = 0; ok && i < variants->len; i++)
		ok = extract_variant(run, g_ptr_array_index(variants, i), error);
	if (ok && run->result->coverage)
		ok = extract_alone(run, error);
	for (unsigned int i = 0; ok && i < variants->len; i++)
		ok = judge_tree(run, g_ptr_array_index(variants, i), error);
	return ok;
}

/* -- an overlay ---------------------------------------------------------------------------------------------- */

/* What an overlay gives is put into the store for the judgement and taken back. */
static bool store_and_judge(struct run *run, const struct variant_work *variant,
			    const GPtrArray *chosen, struct cached_unit **units,
			    const struct extract_batch *batch, GError **error)
{
	struct store *store = run->checker->store;
	bool ok;

	if (!chosen->len)
		return judge_variant(run, variant, units, error);
	if (!store_begin(store, error))
		return false;
	ok = store_units(run, chosen, variant, units, batch, error) &&
		judge_variant(run, variant, units, error);
	return store_end(store, false, ok ? error : NULL) && ok;
}

static void free_unit(gpointer unit)
{
	cached_unit_free(unit);
}

static bool check_overlay(struct run *run, struct variant_work *variant, GError **error)
{
	unsigned int before = variant->units->len;
	g_autoptr(GPtrArray) overlaid = g_ptr_array_new_with_free_func(free_unit);
	g_autoptr(GHashTable) stale = NULL;
	g_autoptr(GPtrArray) chosen = NULL;
	g_autofree struct cached_unit **units = NULL;
	struct extract_batch *batch;
	bool ok = false;

	add_overlay_work(run, variant);
	stale = stale_headers(run, variant);
	chosen = choose_work(run, variant, stale);
	add_damaged_headers(variant, chosen, stale);
	batch = extract_work(run, chosen, stale, error);
	if (batch) {
		units = collect_units(run, variant, chosen, batch, overlaid);
		ok = store_and_judge(run, variant, chosen, units, batch, error);
	}
	extract_batch_free(batch);
	g_ptr_array_set_size(variant->units, (int)before);
	return ok;
}

/* -- all ------------------------------------------------------------------------------------------------ */

/* "arch/x86/mm/init.c" belongs to an architecture; only a chosen one's files count. */
static bool is_of_chosen_arch(const struct checker *checker, const char *file)
{
	if (!g_str_has_prefix(file, "arch/"))
		return true;
	for (unsigned int i = 0; i < checker->variants->len; i++) {
		const struct variant_work *work = g_ptr_array_index(checker->variants, i);
		g_autofree char *prefix = g_strdup_printf("arch/%s/", work->prepared->variant->arch);

		if (g_str_has_prefix(file, prefix))
			return true;
	}
	return false;
}

static void note_unreadable(struct run *run)
{
	const GPtrArray *unreadable = run->checker->options->unreadable;

	for (unsigned int i = 0; i < unreadable->len; i++)
		check_add_problem(run->result->problems, NULL, g_ptr_array_index(unreadable, i),
				  "cannot be read");
}

static void add_variants(struct checker *checker)
{
	const struct check_options *options = checker->options;

	for (unsigned int i = 0; i < options->prepared->len; i++)
		g_ptr_array_add(checker->variants,
				variant_work_new(g_ptr_array_index(options->prepared, i),
						 options->wanted));
}

struct checker *checker_new(const struct check_options *options, GError **error)
{
	struct checker *checker;

	if (options->sandbox && !sandbox_is_available()) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "this kernel has no Landlock to parse a stranger's code in: "
			    "give --no-sandbox to do without");
		return NULL;
	}
	checker = g_new0(struct checker, 1);
	checker->options = options;
	checker->variants = g_ptr_array_new_with_free_func(variant_work_free);
	checker->store = store_new(options->facts, error);
	if (!checker->store) {
		checker_free(checker);
		return NULL;
	}
	checker->files = wanted_files(options->files);
	checker->words = rules_words(options->rules);
	checker->numbered = rules_numbered(options->rules);
	checker->cache = cache_new(checker->store, options->tree->path, checker->words,
				   checker->numbered);
	choose_rules(checker);
	add_variants(checker);
	return checker;
}

void checker_free(struct checker *checker)
{
	if (!checker)
		return;
	g_ptr_array_unref(checker->variants);
	g_clear_pointer(&checker->active, g_ptr_array_unref);
	cache_free(checker->cache);
	g_clear_pointer(&checker->watched, g_ptr_array_unref);
	g_free(checker->files);
	g_free(checker->words);
	g_free(checker->numbered);
	store_free(checker->store);
	g_free(checker);
}

bool checker_export(struct checker *checker, const char *path, GError **error)
{
	return store_export(checker->store, path, error);
}

/* Of the files of other architectures nothing was expected. */
static void judge_coverage(struct run *run)
{
	const struct checker *checker = run->checker;
	const struct check_options *options = checker->options;
	g_autoptr(GPtrArray) files = g_ptr_array_new();

	for (unsigned int i = 0; i < options->files->len; i++)
		if (is_of_chosen_arch(checker, g_ptr_array_index(options->files, i)))
			g_ptr_array_add(files, g_ptr_array_index(options->files, i));
	coverage_judge(run->result->coverage, options->tree, files, checker->words);
}

/* The comments that allow findings, in what may be looked at. */
static struct suppress *read_suppressions(const struct run *run)
{
	const struct checker *checker = run->checker;
	const struct check_options *options = checker->options;
	GHashTable *overlay = run->overlay ? run->overlay->files : NULL;
	struct suppress *suppress = suppress_new(options->rules, checker->active, options->tree, overlay);
	GHashTableIter iterator;
	gpointer file;

	for (unsigned int i = 0; i < options->files->len; i++)
		if (is_of_chosen_arch(checker, g_ptr_array_index(options->files, i)))
			suppress_read(suppress, g_ptr_array_index(options->files, i));
	if (overlay)
		g_hash_table_iter_init(&iterator, overlay);
	while (overlay && g_hash_table_iter_next(&iterator, &file, NULL))
		if (!g_hash_table_contains(options->wanted, file))
			suppress_read(suppress, file);
	return suppress;
}

static void judge_findings(struct run *run)
{
	struct check_result *result = run->result;
	g_autoptr(GHashTable) allowed = suppress_judge(run->suppress, result->findings);

	findings_fingerprint(result->findings, run->checker->options->tree->path,
			     run->overlay ? run->overlay->files : NULL);
	findings_remove(result->findings, allowed);
	result->allowed = g_hash_table_size(allowed);
}

static struct check_result *run_once(struct checker *checker,
				     const struct extract_overlay *overlay, GError **error)
{
	struct run run = { .checker = checker, .overlay = overlay, .result = result_new() };
	bool ok = true;

	run.suppress = read_suppressions(&run);
	if (checker->options->coverage)
		run.result->coverage = coverage_new();
	if (!overlay)
		ok = check_tree(&run, error);
	for (unsigned int i = 0; overlay && ok && i < checker->variants->len; i++)
		ok = check_overlay(&run, g_ptr_array_index(checker->variants, i), error);
	if (ok) {
		note_unreadable(&run);
		if (run.result->coverage)
			judge_coverage(&run);
		judge_findings(&run);
	}
	suppress_free(run.suppress);
	if (!ok)
		g_clear_pointer(&run.result, check_result_free);
	return run.result;
}

/* With an empty store, and for an overlay the tree below it anew. */
static bool start_over(struct checker *checker, bool overlay, GError **error)
{
	struct check_result *result;

	g_ptr_array_set_size(checker->variants, 0);
	add_variants(checker);
	if (!store_renew(checker->store, error))
		return false;
	if (!overlay)
		return true;
	result = run_once(checker, NULL, error);
	check_result_free(result);
	return result != NULL;
}

struct check_result *checker_run(struct checker *checker, const struct extract_overlay *overlay,
				 GError **error)
{
	GError *cause = NULL;
	struct check_result *result = run_once(checker, overlay, &cause);

	if (g_error_matches(cause, PTDESC_ERROR, PTDESC_ERROR_DAMAGED)) {
		g_clear_error(&cause);
		if (start_over(checker, overlay != NULL, &cause))
			result = run_once(checker, overlay, &cause);
	}
	if (cause)
		g_propagate_error(error, cause);
	return result;
}
