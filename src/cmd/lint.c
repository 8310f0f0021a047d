// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"
#include "cmd/session.h"
#include "lint/introduced.h"
#include "lint/submission.h"
#include "report/report.h"
#include "tree/index.h"

static const char summary[] =
	"Reports what a patch or mailbox (a file, or standard input) introduces.  It is applied\n"
	"in memory: nothing is written to the tree, nothing of it is run, and what it\n"
	"changes is parsed in a sandbox.  Without --arch a patch that stays within one\n"
	"architecture is checked on that one, any other on all.";

struct lint_command {
	struct session session;
	char *format;
	gboolean no_sandbox;
	const struct report_format *report;
	struct submission *submission;
	GHashTable *overlay;	/* path -> text that stands for the file after the patch */
	const char **words;
};

/* What parsing finds in place of a file that is gone. */
#define REMOVED_HEADER "#error the patch removes this file\n"
#define REMOVED_UNIT ""

/* -- what to look at ------------------------------------------------------------------------- */

/* The files the patch leaves behind, and what is to be read for those it removes. */
static GHashTable *make_overlay(const struct submission *submission)
{
	GHashTable *overlay = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTableIter iterator;
	gpointer file, text;

	g_hash_table_iter_init(&iterator, submission->files);
	while (g_hash_table_iter_next(&iterator, &file, &text))
		g_hash_table_insert(overlay, file, text);
	for (unsigned int i = 0; i < submission->removed->len; i++) {
		file = g_ptr_array_index(submission->removed, i);
		g_hash_table_insert(overlay, file, g_str_has_suffix(file, ".h") ?
				    (gpointer)REMOVED_HEADER : (gpointer)REMOVED_UNIT);
	}
	return overlay;
}

/*
 * A header may change what a unit means by any identifier the rules know; a unit
 * that the index does not choose is not looked at before or after.
 */
static const char **header_words(const struct lint_command *command)
{
	const struct rules *rules = command->session.rules;
	GPtrArray *words = g_ptr_array_new();
	GHashTableIter iterator;
	gpointer name;

	for (const char **word = command->words; *word; word++)
		g_ptr_array_add(words, (gpointer)*word);
	g_hash_table_iter_init(&iterator, rules->functions);
	while (g_hash_table_iter_next(&iterator, &name, NULL))
		g_ptr_array_add(words, name);
	for (unsigned int i = 0; i < rules->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(rules->rules, i);

		for (unsigned int k = 0; rule->member && k < rule->member->members_count; k++)
			g_ptr_array_add(words, rule->member->members[k]);
	}
	g_ptr_array_add(words, NULL);
	return (const char **)g_ptr_array_free(words, FALSE);
}

/* Whether @file holds one of @words before the patch or after it, as @text. */
static bool holds_words(const struct lint_command *command, const char *file, const char *text,
			const char *const *words)
{
	g_autofree char *path = g_build_filename(command->session.tree->path, file, NULL);
	g_autofree char *before = NULL;
	gsize length = 0;

	return index_text_matches(text, strlen(text), words) ||
		(g_file_get_contents(path, &before, &length, NULL) &&
		 index_text_matches(before, length, words));
}

/* Whether the patch touches anything that can change a finding. */
static bool concerns_us(const struct lint_command *command)
{
	g_autofree const char **of_headers = header_words(command);
	GHashTableIter iterator;
	gpointer file, text;

	/* Who includes a header that goes does not compile, whatever it held. */
	for (unsigned int i = 0; i < command->submission->removed->len; i++)
		if (g_str_has_suffix(g_ptr_array_index(command->submission->removed, i), ".h"))
			return true;
	g_hash_table_iter_init(&iterator, command->overlay);
	while (g_hash_table_iter_next(&iterator, &file, &text))
		if ((g_str_has_suffix(file, ".c") &&
		     holds_words(command, file, text, command->words)) ||
		    (g_str_has_suffix(file, ".h") &&
		     holds_words(command, file, text, of_headers)))
			return true;
	return false;
}

/* "arch/x86/mm/init.c" -> "x86"; NULL for generic code. */
static char *arch_of(const char *file)
{
	g_auto(GStrv) parts = g_strsplit(file, "/", 3);

	return strcmp(parts[0], "arch") == 0 && parts[1] && parts[2] ? g_strdup(parts[1]) : NULL;
}

/* The architectures a patch stays within, comma-separated; NULL: it touches generic code. */
static char *touched_archs(GHashTable *overlay)
{
	g_autoptr(GHashTable) archs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char **names = NULL;
	GHashTableIter iterator;
	gpointer file;

	g_hash_table_iter_init(&iterator, overlay);
	while (g_hash_table_iter_next(&iterator, &file, NULL)) {
		char *arch = arch_of(file);

		if (!arch && file_is_source(file))
			return NULL;
		if (arch)
			g_hash_table_add(archs, arch);
	}
	names = (char **)g_hash_table_get_keys_as_array(archs, NULL);
	return names[0] ? g_strjoinv(",", names) : NULL;
}

/* A goal for make is a directory the tree has, not any word a patch calls its files. */
static bool is_extra(const struct tree *tree, const char *file, const char *directory)
{
	g_autofree char *path = g_build_filename(tree->path, directory, NULL);

	return g_str_has_suffix(file, ".c") && !g_str_has_prefix(file, "mm/") &&
		!g_str_has_prefix(file, "arch/") && !g_str_has_prefix(file, "tools/") &&
		!g_str_has_prefix(file, "scripts/") && strcmp(directory, ".") != 0 &&
		g_file_test(path, G_FILE_TEST_IS_DIR);
}

/* Directories beyond mm/ and arch/ whose flags are needed, as Kbuild goals. */
static GPtrArray *extra_goals(const struct lint_command *command)
{
	GPtrArray *goals = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iterator;
	gpointer file;

	g_hash_table_iter_init(&iterator, command->submission->files);
	while (g_hash_table_iter_next(&iterator, &file, NULL)) {
		g_autofree char *directory = g_path_get_dirname(file);
		char *goal = g_strconcat(directory, "/", NULL);

		if (!is_extra(command->session.tree, file, directory) ||
		    g_ptr_array_find_with_equal_func(goals, goal, g_str_equal, NULL))
			g_free(goal);
		else
			g_ptr_array_add(goals, goal);
	}
	strings_sort(goals);
	g_ptr_array_add(goals, NULL);
	return goals;
}

static bool prepare(struct lint_command *command, GError **error)
{
	struct session *session = &command->session;
	g_autofree char *archs = touched_archs(command->overlay);
	g_autoptr(GPtrArray) goals = extra_goals(command);
	bool ok;

	if (!session->arch && archs && !session_choose(session, archs, error))
		return false;
	session->extra = (const char *const *)goals->pdata;
	ok = session_prepare(session, error);
	session->extra = NULL;
	return ok;
}

/* -- before and after --------------------------------------------------------------------------- */

static struct check_result *check_both(const struct lint_command *command, GError **error)
{
	struct check_options options = session_check_options(&command->session);
	struct extract_overlay overlay = { command->overlay };
	struct check_result *before = NULL, *after = NULL;
	struct checker *checker;

	options.sandbox = !command->no_sandbox;
	checker = checker_new(&options, error);
	if (checker)
		before = checker_run(checker, NULL, error);
	if (before)
		after = checker_run(checker, &overlay, error);
	if (after) {
		introduced_restrict(after, before, command->submission);
		introduced_note_unseen(after, command->submission, command->words);
		session_add_failures(&command->session, after);
	}
	check_result_free(before);
	checker_free(checker);
	return after;
}

/* A clean patch deserves no noise; other formats are read by programs. */
static void print_clean(const struct lint_command *command)
{
	struct check_result result = {
		.findings = findings_new(), .problems = g_ptr_array_new(),
	};

	if (command->report != &report_text)
		command->report->print(stdout, &result, false);
	findings_free(result.findings);
	g_ptr_array_unref(result.problems);
}

static bool run(struct lint_command *command, const char *patch, int *status, GError **error)
{
	struct session *session = &command->session;
	struct check_result *result;

	command->report = report_choose(command->format, error);
	if (!command->report || !session_open(session, error))
		return false;
	command->submission = submission_read(session->tree, patch, error);
	if (!command->submission)
		return false;
	command->overlay = make_overlay(command->submission);
	command->words = rules_words(session->rules);
	if (!concerns_us(command)) {
		print_clean(command);
		return true;
	}
	if (!prepare(command, error))
		return false;
	result = check_both(command, error);
	if (!result)
		return false;
	*status = check_result_exit(result);
	if (*status != PTDESC_EXIT_CLEAN || command->report != &report_text)
		command->report->print(stdout, result, false);
	check_result_free(result);
	return true;
}

int cmd_lint(int argc, char **argv)
{
	struct lint_command command = { 0 };
	const GOptionEntry entries[] = {
		{ "format", 0, 0, G_OPTION_ARG_STRING, &command.format, "text (default) or json",
		  "NAME" },
		{ "no-sandbox", 0, 0, G_OPTION_ARG_NONE, &command.no_sandbox,
		  "parse without a sandbox, where the kernel has no Landlock", NULL },
		{ NULL }
	};
	GError *error = NULL;
	int status = PTDESC_EXIT_CLEAN;

	if (!session_parse(&command.session, entries, "[PATCH|MBOX|-]", summary, &argc, &argv,
			   &error) ||
	    !run(&command, argc > 1 ? argv[1] : "-", &status, &error))
		status = cmd_fail("lint", error);
	g_clear_pointer(&command.overlay, g_hash_table_unref);
	submission_free(command.submission);
	g_free(command.words);
	g_free(command.format);
	session_clear(&command.session);
	return status;
}
