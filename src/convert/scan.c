// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/convert.h"

#include "convert/bins.h"
#include "convert/candidates.h"
#include "convert/entries.h"
#include "convert/problem.h"

/* A share of the files, for one process. */
struct scanner {
	const struct spatch *spatch;
	struct spatch_run run;
	GError *error;
};

static void scan(void *item)
{
	struct scanner *scanner = item;

	spatch_run(scanner->spatch, &scanner->run, &scanner->error);
}

static void scanner_free(gpointer data)
{
	struct scanner *scanner = data;

	spatch_run_clear(&scanner->run);
	g_clear_error(&scanner->error);
	g_free(scanner);
}

static GPtrArray *take_files(const struct convert_request *request,
			     const struct semantic_patch *patch, struct workspace *workspace,
			     GPtrArray *problems)
{
	GPtrArray *taken = g_ptr_array_new();

	for (unsigned int i = 0; i < request->files->len; i++) {
		char *file = request->files->pdata[i];

		if (candidate_matches(workspace, file, patch, request->spatch) &&
		    workspace_take(workspace, file, problems))
			g_ptr_array_add(taken, file);
	}
	return taken;
}

static GPtrArray *make_scanners(const struct spatch *spatch, const struct semantic_patch *patch,
				enum cocci_mode mode, struct workspace *workspace,
				const GPtrArray *bins)
{
	GPtrArray *scanners = g_ptr_array_new_with_free_func(scanner_free);

	for (unsigned int i = 0; i < bins->len; i++) {
		struct scanner *scanner = g_new0(struct scanner, 1);

		scanner->spatch = spatch;
		scanner->run.patch = patch;
		scanner->run.mode = mode;
		scanner->run.workspace = workspace;
		scanner->run.files = bins->pdata[i];
		scanner->run.number = i;
		g_ptr_array_add(scanners, scanner);
	}
	return scanners;
}

static char *collect(GPtrArray *scanners, const GPtrArray *files, GPtrArray *problems,
		     GString *log, GError **error)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) entries = entries_new();

	for (unsigned int i = 0; i < files->len; i++)
		g_hash_table_add(names, files->pdata[i]);
	for (unsigned int i = 0; i < scanners->len; i++) {
		struct scanner *scanner = scanners->pdata[i];

		if (scanner->error) {
			g_propagate_error(error, g_steal_pointer(&scanner->error));
			return NULL;
		}
		problems_move(problems, scanner->run.problems);
		entries_read(entries, scanner->run.output->str, names);
		if (log)
			g_string_append(log, scanner->run.errors->str);
	}
	problems_sort(problems);
	return entries_print(entries);
}

static char *scan_in(struct workspace *workspace, const struct convert_request *request,
		     enum cocci_mode mode, GPtrArray *problems, GError **error)
{
	const struct semantic_patch *patch = request->patches->pdata[0];
	g_autoptr(GPtrArray) files = take_files(request, patch, workspace, problems);
	g_autoptr(GPtrArray) bins = bins_fill(request->tree, files, request->jobs);
	g_autoptr(GPtrArray) scanners = make_scanners(request->spatch, patch, mode, workspace,
						      bins);

	if (!bins_run(scanners, request->jobs, scan, error))
		return NULL;
	return collect(scanners, files, problems, request->log, error);
}

char *convert_scan(const struct convert_request *request, enum cocci_mode mode,
		   GPtrArray *problems, GError **error)
{
	struct workspace *workspace = workspace_new(request->tree, request->base, error);
	char *text;

	if (!workspace)
		return NULL;
	text = scan_in(workspace, request, mode, problems, error);
	workspace_free(workspace);
	return text;
}
