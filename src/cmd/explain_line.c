// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/explain.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "checker/explain.h"
#include "report/report.h"

/* The line in question. */
struct place {
	struct session *session;
	char *file;		/* relative to the tree */
	unsigned int line;
	char *text;		/* of the line, without the blanks around it */
};

/* -- which line ------------------------------------------------------------------------ */

/* Where "12" of "x.c:12" or "x.c:12:3" begins in @text, or NULL. */
static const char *number_of(const char *text)
{
	g_autoptr(GRegex) regex = g_regex_new("^.+?:([0-9]+)(:[0-9]+)?$", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	int start;

	if (!g_regex_match(regex, text, 0, &match) || !g_match_info_fetch_pos(match, 1, &start, NULL))
		return NULL;
	return text + start;
}

bool explain_is_line(const char *text)
{
	return number_of(text);
}

static bool open_tree(struct session *session, const char *file, GError **error)
{
	if (!session->tree_path)
		session->tree_path = tree_around(file);
	if (session->tree_path)
		return session_open_tree(session, error);
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
		    "%s is in no kernel tree: which one is meant? give --tree DIR", file);
	return false;
}

static bool read_line(struct place *place, GError **error)
{
	g_autofree char *text = tree_read(place->session->tree, place->file, NULL, error);
	g_auto(GStrv) lines = text ? g_strsplit(text, "\n", -1) : NULL;
	unsigned int count = lines ? g_strv_length(lines) : 0;

	if (!text)
		return false;
	if (count && !*lines[count - 1])
		count--;
	if (!place->line || place->line > count) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s has %u lines: no line %u",
			    place->file, count, place->line);
		return false;
	}
	place->text = g_strstrip(g_strdup(lines[place->line - 1]));
	return true;
}

static bool find_place(struct place *place, const char *text, GError **error)
{
	const char *number = number_of(text);
	g_autofree char *file = g_strndup(text, (size_t)(number - 1 - text));
	guint64 line = g_ascii_strtoull(number, NULL, 10);

	if (!open_tree(place->session, file, error))
		return false;
	place->file = tree_relative(place->session->tree, file, error);
	place->line = (unsigned int)MIN(line, G_MAXUINT);
	return place->file && read_line(place, error);
}

/* -- what is known of it ---------------------------------------------------------------- */

/* "x86" of "arch/x86/mm/init.c", for g_free(); NULL of other code. */
static char *arch_of(const char *file)
{
	g_auto(GStrv) parts = g_strsplit(file, "/", 3);

	return strcmp(parts[0], "arch") == 0 && parts[1] && parts[2] ? g_strdup(parts[1]) : NULL;
}

static bool prepare(const struct place *place, GError **error)
{
	struct session *session = place->session;
	g_autofree char *arch = arch_of(place->file);

	return session_open_rules(session, error) &&
		session_choose(session, session->arch ? session->arch : arch, error) &&
		session_prepare(session, error);
}

static void look(const struct graph *graph, const char *variant, void *data)
{
	explanation_add(data, graph, variant);
}

static struct check_result *check(const struct place *place, struct explanation *explanation,
				  GError **error)
{
	struct check_options options = session_check_options(place->session);
	struct check_inspection inspection = { look, explanation, place->file };
	struct check_result *result = NULL;
	struct checker *checker;

	options.inspection = &inspection;
	options.coverage = true;
	checker = checker_new(&options, error);
	if (checker)
		result = checker_run(checker, NULL, error);
	if (result)
		session_add_failures(place->session, result);
	checker_free(checker);
	return result;
}

/* Why nothing is known of the line, for g_free(); NULL when it was looked at. */
static char *unseen_reason(const struct place *place, const struct check_result *result)
{
	const struct session *session = place->session;

	if (!file_is_source(place->file))
		return g_strdup("only .c and .h files are");
	if (!g_hash_table_contains(session->wanted, place->file) &&
	    !g_hash_table_contains(result->read, place->file))
		return g_strdup("the file names nothing by which files are chosen");
	return coverage_line_reason(result->coverage, session->tree, place->file, place->line);
}

/* -- output -------------------------------------------------------------------------------- */

static char *join(GPtrArray *names)
{
	g_autofree char **list = g_new0(char *, names->len + 1);

	memcpy(list, names->pdata, names->len * sizeof(*list));
	return g_strjoinv(", ", list);
}

static void print_values(const GPtrArray *values)
{
	for (unsigned int i = 0; i < values->len; i++) {
		const struct explained_value *value = g_ptr_array_index(values, i);
		g_autofree char *variants = join(value->variants);

		printf("\n%s\n  on %s\n", value->text, variants);
		report_print_trace(stdout, value->trace);
	}
}

static void print_findings(const struct place *place, const struct check_result *result)
{
	const GPtrArray *findings = findings_sorted(result->findings);

	for (unsigned int i = 0; i < findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(findings, i);
		g_autofree char *variants = NULL;

		if (finding->line != place->line || strcmp(finding->file, place->file) != 0)
			continue;
		variants = join(finding->variants);
		printf("\n%s: %s [%s]\n  on %s\n", finding->rule->severity, finding->message,
		       finding->rule->id, variants);
	}
}

static void print_problems(const struct check_result *result)
{
	if (result->problems->len)
		printf("\n");
	for (unsigned int i = 0; i < result->problems->len; i++)
		report_print_problem(stdout, g_ptr_array_index(result->problems, i));
}

/* The exit status. */
static int print(const struct place *place, const struct check_result *result,
		 struct explanation *explanation)
{
	const GPtrArray *values = explanation_values(explanation);
	g_autofree char *reason = values->len ? NULL : unseen_reason(place, result);

	printf("%s:%u: %s\n", place->file, place->line, place->text);
	print_values(values);
	print_findings(place, result);
	if (reason)
		printf("\nnot analysed: %s\n", reason);
	else if (!values->len)
		printf("\nno value that is followed is used here\n");
	print_problems(result);
	return reason || result->problems->len ? PTDESC_EXIT_INCOMPLETE : PTDESC_EXIT_CLEAN;
}

bool explain_line(struct session *session, const char *text, int *status, GError **error)
{
	struct place place = { .session = session };
	struct explanation *explanation = NULL;
	struct check_result *result = NULL;
	bool ok;

	if (find_place(&place, text, error) && prepare(&place, error)) {
		explanation = explanation_new(place.file, place.line);
		result = check(&place, explanation, error);
	}
	ok = result;
	if (ok)
		*status = print(&place, result, explanation);
	explanation_free(explanation);
	g_free(place.file);
	g_free(place.text);
	check_result_free(result);
	return ok;
}
