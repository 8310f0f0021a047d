// SPDX-License-Identifier: GPL-2.0-or-later
/* One JSON object a line: the findings, then a summary. */
#include "report/report.h"

#include <jansson.h>

#include "base/json.h"

static void print_line(FILE *out, json_t *object)
{
	g_autofree char *line = json_take_line(object);

	fputs(line, out);
}

/* JSON is UTF-8; source code and file names need not be. */
static json_t *json_text(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);

	return json_string(valid);
}

static json_t *text_or_null(const char *text)
{
	return text ? json_text(text) : json_null();
}

static json_t *json_trace(const struct finding *finding)
{
	json_t *trace = json_array();

	for (unsigned int i = 0; i < finding->trace->len; i++) {
		const struct finding_step *step = g_ptr_array_index(finding->trace, i);

		json_array_append_new(trace, json_pack("{s:o,s:i,s:i,s:o}", "file", json_text(step->file),
				      "line", (int)step->line, "column", (int)step->column,
				      "message", json_text(step->message)));
	}
	return trace;
}

static json_t *json_variants(const struct finding *finding)
{
	json_t *variants = json_array();

	for (unsigned int i = 0; i < finding->variants->len; i++)
		json_array_append_new(variants,
				      json_string(g_ptr_array_index(finding->variants, i)));
	return variants;
}

static json_t *json_finding(const struct finding *finding)
{
	return json_pack("{s:s,s:s,s:s,s:o,s:i,s:i,s:o,s:o,s:o,s:o,s:o,s:s}",
			 "type", "finding", "rule", finding->rule->id,
			 "severity", finding->rule->severity, "file", json_text(finding->file),
			 "line", (int)finding->line, "column", (int)finding->column,
			 "function", json_text(finding->function), "variants", json_variants(finding),
			 "message", json_text(finding->message), "trace", json_trace(finding),
			 "fix", text_or_null(finding->rule->fix),
			 "fingerprint", finding->fingerprint);
}

static json_t *json_problems(const GPtrArray *problems)
{
	json_t *list = json_array();

	for (unsigned int i = 0; i < problems->len; i++) {
		const struct check_problem *problem = g_ptr_array_index(problems, i);

		json_array_append_new(list, json_pack("{s:o,s:o,s:o}", "file",
				      text_or_null(problem->file), "variant",
				      text_or_null(problem->variant), "reason",
				      json_text(problem->reason)));
	}
	return list;
}

static json_t *json_gap(const struct coverage_gap *gap)
{
	static const char *const kinds[] = {
		[COVERAGE_FILE] = "file", [COVERAGE_FUNCTION] = "function",
		[COVERAGE_DATA] = "initialiser", [COVERAGE_MACRO] = "macro",
	};

	return json_pack("{s:s,s:o,s:i,s:s,s:o,s:o}", "type", "uncovered",
			 "file", json_text(gap->file), "line", (int)gap->line,
			 "kind", kinds[gap->kind], "name", text_or_null(gap->name),
			 "reason", json_text(gap->reason));
}

static json_t *json_coverage(const struct coverage *coverage)
{
	struct coverage_counts counts = coverage_count(coverage);

	return json_pack("{s:i,s:i,s:i}", "files", (int)counts.files, "files_analysed",
			 (int)counts.files_read, "uncovered", (int)counts.gaps);
}

static void print_gaps(FILE *out, const GPtrArray *gaps)
{
	for (unsigned int i = 0; i < gaps->len; i++)
		print_line(out, json_gap(g_ptr_array_index(gaps, i)));
}

static void print_json(FILE *out, const struct check_result *result, bool list)
{
	GPtrArray *findings = findings_sorted(result->findings);
	json_t *summary;

	for (unsigned int i = 0; i < findings->len; i++)
		print_line(out, json_finding(g_ptr_array_index(findings, i)));
	if (list && result->coverage)
		print_gaps(out, coverage_gaps(result->coverage));
	summary = json_pack("{s:s,s:i,s:i,s:i,s:i,s:i,s:o}", "type", "summary",
			    "findings", (int)findings->len,
			    "allowed", (int)result->allowed,
			    "in_baseline", (int)result->in_baseline,
			    "units", (int)result->units,
			    "units_with_errors", (int)result->units_with_errors,
			    "problems", json_problems(result->problems));
	if (result->coverage)
		json_object_set_new(summary, "coverage", json_coverage(result->coverage));
	print_line(out, summary);
}

const struct report_format report_json = { "json", print_json, layout_report_json };
