// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/cmd.h"

#include <stdio.h>
#include <sys/resource.h>

#include "base/error.h"
#include "cmd/session.h"
#include "report/baseline.h"
#include "report/report.h"

static const char summary[] =
	"Finds page tables that are treated as struct page, with the reason.  Every chosen\n"
	"variant is analysed whole; PATHs narrow what is reported.";

struct check_command {
	struct session session;
	char *format, *facts, *baseline_path, *new_baseline;
	struct baseline *baseline;
	gboolean stats, coverage;
	const struct report_format *report;
};

/* The paths of the command line, relative to the tree; NULL with @error. */
static GPtrArray *tree_paths(const struct tree *tree, char **paths, GError **error)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);

	for (; *paths; paths++) {
		char *path = tree_relative(tree, *paths, error);

		if (!path)
			return NULL;
		g_ptr_array_add(list, path);
	}
	g_ptr_array_add(list, NULL);
	return g_steal_pointer(&list);
}

static struct check_result *check_tree(const struct check_command *command, GError **error)
{
	struct check_options options = session_check_options(&command->session);
	struct check_result *result = NULL;
	struct checker *checker;

	options.coverage = true;
	checker = checker_new(&options, error);
	if (checker)
		result = checker_run(checker, NULL, error);
	if (result && command->facts && !checker_export(checker, command->facts, error))
		g_clear_pointer(&result, check_result_free);
	checker_free(checker);
	return result;
}

/* For "make bench": to standard error, for it differs from run to run. */
static void print_stats(const struct check_result *result)
{
	struct rusage self, children;

	getrusage(RUSAGE_SELF, &self);
	getrusage(RUSAGE_CHILDREN, &children);
	fprintf(stderr, "{\"units\":%u,\"parsed\":%u,\"extracted\":%u,\"without_pch\":%u,"
		"\"parse_cpu\":%.2f,\"own_cpu\":%.2f,\"own_peak_kib\":%ld,\"worker_peak_kib\":%ld}\n",
		result->units, result->units_parsed, result->extracted, result->units_without_pch,
		result->extract_cpu, (double)self.ru_utime.tv_sec + (double)self.ru_stime.tv_sec +
		(double)(self.ru_utime.tv_usec + self.ru_stime.tv_usec) / 1e6,
		self.ru_maxrss, children.ru_maxrss);
}

/* Takes the findings from @result that are known. */
static bool settle_baseline(const struct check_command *command, const char *const *paths,
			    struct check_result *result, GError **error)
{
	const struct session *session = &command->session;
	struct baseline_scope scope = { session->tree, session->rules, session->prepared, paths };

	if (command->new_baseline)
		return baseline_write(command->new_baseline, result, session->prepared, error);
	if (command->baseline)
		baseline_apply(command->baseline, result, &scope);
	return true;
}

static bool open_baseline(struct check_command *command, GError **error)
{
	if (!command->baseline_path)
		return true;
	if (command->new_baseline) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "give --baseline or --write-baseline, not both");
		return false;
	}
	command->baseline = baseline_read(command->baseline_path, error);
	return command->baseline;
}

static bool run(struct check_command *command, char **arguments, int *status, GError **error)
{
	struct session *session = &command->session;
	g_autoptr(GPtrArray) paths = NULL;
	const char *const *chosen;
	struct check_result *result;

	command->report = report_choose(command->format, error);
	if (!command->report || !open_baseline(command, error) || !session_open(session, error))
		return false;
	paths = tree_paths(session->tree, arguments, error);
	if (!paths || !session_prepare(session, error))
		return false;
	result = check_tree(command, error);
	if (!result)
		return false;
	session_add_failures(session, result);
	chosen = (const char *const *)paths->pdata;
	findings_restrict(result->findings, chosen);
	coverage_restrict(result->coverage, chosen);
	if (!settle_baseline(command, chosen, result, error)) {
		check_result_free(result);
		return false;
	}
	command->report->print(stdout, result, command->coverage);
	if (command->stats)
		print_stats(result);
	*status = check_result_exit(result);
	check_result_free(result);
	return true;
}

int cmd_check(int argc, char **argv)
{
	struct check_command command = { 0 };
	const GOptionEntry entries[] = {
		{ "format", 0, 0, G_OPTION_ARG_STRING, &command.format, "text (default) or json",
		  "NAME" },
		{ "facts", 0, 0, G_OPTION_ARG_FILENAME, &command.facts,
		  "copy the facts to FILE, an SQLite database", "FILE" },
		{ "baseline", 0, 0, G_OPTION_ARG_FILENAME, &command.baseline_path,
		  "say nothing of the findings that FILE lists", "FILE" },
		{ "write-baseline", 0, 0, G_OPTION_ARG_FILENAME, &command.new_baseline,
		  "list the findings in FILE, for --baseline", "FILE" },
		{ "coverage", 0, 0, G_OPTION_ARG_NONE, &command.coverage,
		  "list what was not analysed, with the reason", NULL },
		{ "stats", 0, 0, G_OPTION_ARG_NONE, &command.stats,
		  "tell on standard error what it took", NULL },
		{ NULL }
	};
	GError *error = NULL;
	int status = PTDESC_EXIT_CLEAN;

	if (!session_parse(&command.session, entries, "[PATH...]", summary, &argc, &argv, &error) ||
	    !run(&command, argv + 1, &status, &error))
		status = cmd_fail("check", error);
	session_clear(&command.session);
	g_free(command.format);
	g_free(command.facts);
	g_free(command.baseline_path);
	g_free(command.new_baseline);
	baseline_free(command.baseline);
	return status;
}
