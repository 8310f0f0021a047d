// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/check_private.h"

#include <string.h>

#include "base/error.h"
#include "checker/alone.h"
#include "checker/sandbox.h"
#include "checker/suppress.h"
#include "tree/symbols.h"

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

/* The precompiled headers that hold a file of the overlay: useless for it. */
static GHashTable *stale_headers(const struct run *run, const struct variant_work *variant)
{
	GHashTable *stale = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; run->overlay && i < variant->units->len; i++) {
		const struct work *work = g_ptr_array_index(variant->units, i);

		if (work->request.is_header && check_reads_overlay(run, work))
			g_hash_table_add(stale, (gpointer)work->pch);
	}
	return stale;
}

/* -- the tree ------------------------------------------------------------------------------------------------ */

static bool store_batch(const struct run *run, const GPtrArray *chosen,
			struct variant_work *variant, const struct extract_batch *batch,
			GError **error)
{
	struct store *store = run->checker->store;
	g_autofree struct cached_unit **units = check_collect_units(run, variant, chosen, batch, NULL);

	if (!store_begin(store, error))
		return false;
	if (check_store_units(run, chosen, variant, units, batch, error))
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

	check_find_cached(run, variant);
	chosen = check_choose_work(run, variant, stale);
	if (!chosen->len)
		return true;
	variant->is_changed = true;
	check_add_damaged_headers(variant, chosen, stale);
	batch = check_extract_work(run, chosen, stale, error);
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

	if (variant->is_changed && !check_forget_others(run, variant, error))
		return false;
	variant->is_changed = false;
	for (unsigned int i = 0; i < variant->units->len; i++)
		units[i] = ((const struct work *)g_ptr_array_index(variant->units, i))->unit;
	return check_judge_variant(run, variant, units, error);
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
		return check_judge_variant(run, variant, units, error);
	if (!store_begin(store, error))
		return false;
	ok = check_store_units(run, chosen, variant, units, batch, error) &&
		check_judge_variant(run, variant, units, error);
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
	chosen = check_choose_work(run, variant, stale);
	check_add_damaged_headers(variant, chosen, stale);
	batch = check_extract_work(run, chosen, stale, error);
	if (batch) {
		units = check_collect_units(run, variant, chosen, batch, overlaid);
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
	checker->measured = rules_measured(options->rules);
	checker->guards = rules_guards(options->rules);
	checker->counted = rules_counted(options->rules);
	checker->cache = cache_new(checker->store, options->tree->path, checker->words,
				   checker->numbered, checker->measured, checker->guards,
				   checker->counted);
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
	g_free(checker->measured);
	g_free(checker->guards);
	g_free(checker->counted);
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
