// SPDX-License-Identifier: GPL-2.0-or-later
/* Runs the check for what it knows of variables. */
#include "cmd/convert_facts.h"

#include <string.h>

#include "base/file.h"
#include "base/strings.h"
#include "checker/check.h"
#include "convert/problem.h"

/* The kind of memory that the semantic patches convert to. */
#define KIND "ptdesc"

static void add_problems(GPtrArray *problems, const struct check_result *result)
{
	for (unsigned int i = 0; i < result->problems->len; i++) {
		const struct check_problem *problem = g_ptr_array_index(result->problems, i);

		problems_add(problems, "%s%s%s%s%s", problem->file ? problem->file : "",
			     problem->file ? ": " : "", problem->variant ? problem->variant : "",
			     problem->variant ? ": " : "", problem->reason);
	}
}

/* The files that some variant did not see whole. */
static GHashTable *unsure_files(const struct check_result *result)
{
	GHashTable *files = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; i < result->problems->len; i++) {
		const struct check_problem *problem = g_ptr_array_index(result->problems, i);

		if (problem->file)
			g_hash_table_add(files, (gpointer)g_intern_string(problem->file));
	}
	return files;
}

static void add_kinds(const struct graph *graph, const char *variant, void *data)
{
	kinds_add(data, graph, variant);
}

static bool run_check(struct session *session, struct kinds *kinds, struct facts **facts,
		      GPtrArray *problems, GError **error)
{
	struct check_options options = session_check_options(session);
	struct check_inspection inspection = { .look = add_kinds, .data = kinds };
	struct check_result *result = NULL;
	struct checker *checker;

	options.inspection = &inspection;
	checker = checker_new(&options, error);
	if (checker)
		result = checker_run(checker, NULL, error);
	if (result) {
		g_autoptr(GHashTable) unsure = unsure_files(result);

		session_add_failures(session, result);
		add_problems(problems, result);
		*facts = facts_new(kinds, session->tree, unsure);
	}
	check_result_free(result);
	checker_free(checker);
	return *facts;
}

static bool prepare(struct session *session, const char *list, GError **error)
{
	return session_choose(session, list, error) && session_prepare(session, error);
}

struct kinds *convert_facts_collect(struct session *session, const char *list,
				    struct facts **facts, GPtrArray *problems)
{
	struct kinds *kinds = kinds_new(KIND);
	g_autoptr(GError) error = NULL;

	if (prepare(session, list, &error) && run_check(session, kinds, facts, problems, &error))
		return kinds;
	problems_add(problems, "converted without facts about variables: %s", error->message);
	kinds_free(kinds);
	return NULL;
}

/* -- where ------------------------------------------------------------------------------- */

/* "arch/x86/mm" -> "x86"; NULL for what is not below one architecture. */
static char *architecture_of(const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", 3);

	return !strcmp(parts[0], "arch") && parts[1] && *parts[1] ? g_strdup(parts[1]) : NULL;
}

char *convert_facts_variants(const char *const *areas, const char *const *paths)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	if (areas)
		return g_strv_contains(areas, "generic") ? NULL : g_strjoinv(",", (char **)areas);
	for (const char *const *path = paths; path && *path; path++) {
		char *name = architecture_of(*path);

		if (!name)
			return NULL;
		g_ptr_array_add(names, name);
	}
	g_ptr_array_add(names, NULL);
	return paths ? g_strjoinv(",", (char **)names->pdata) : NULL;
}

static bool is_below(const char *file, const char *const *paths)
{
	for (; *paths; paths++) {
		size_t length = strlen(*paths);

		if (!strcmp(*paths, ".") ||
		    (!strncmp(file, *paths, length) && (!file[length] || file[length] == '/')))
			return true;
	}
	return false;
}

void convert_facts_add_files(const struct facts *facts, GPtrArray *files,
			     const char *const *paths)
{
	g_autoptr(GPtrArray) known = facts_files(facts);

	for (unsigned int i = 0; i < known->len; i++)
		if (is_below(known->pdata[i], paths) &&
		    !g_ptr_array_find_with_equal_func(files, known->pdata[i], g_str_equal, NULL))
			g_ptr_array_add(files, g_strdup(known->pdata[i]));
	strings_sort(files);
}

/* -- for people ------------------------------------------------------------------------------ */

bool convert_facts_write(struct kinds *kinds, const char *path, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	GPtrArray *facts = kinds_facts(kinds);

	for (unsigned int i = 0; i < facts->len; i++) {
		const struct kind_fact *fact = g_ptr_array_index(facts, i);

		if (!fact->somewhere)
			continue;
		g_string_append_printf(text, "%s:%u:%u\t%s\t%s\t%s\t%s\t%s\n", fact->file,
				       fact->line, fact->column, fact->function,
				       kind_role_name(fact->role), fact->name, fact->type,
				       kind_fact_is_proven(fact) ? "proven" :
				       (char *)g_ptr_array_index(fact->doubts, 0));
	}
	return file_write(path, text->str, text->len, error);
}
