// SPDX-License-Identifier: GPL-2.0-or-later
/* The facts of a variant become findings. */
#include "checker/check_private.h"

#include <string.h>
#include <xxhash.h>

#include "checker/graph.h"
#include "checker/judge.h"

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

bool check_judge_variant(struct run *run, const struct variant_work *variant,
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
