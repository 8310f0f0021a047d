// SPDX-License-Identifier: GPL-2.0-or-later
/* Findings as a compiler prints them: what, then why. */
#include "report/report.h"

#include <string.h>

static void print_finding(FILE *out, const struct finding *finding)
{
	g_ptr_array_add(finding->variants, NULL);
	{
		g_autofree char *variants = g_strjoinv(", ", (char **)finding->variants->pdata);

		fprintf(out, "%s:%u:%u: %s: %s [%s]\n", finding->file, finding->line,
			finding->column, finding->rule->severity, finding->message,
			finding->rule->id);
		fprintf(out, "  in %s() on %s\n", finding->function, variants);
	}
	g_ptr_array_set_size(finding->variants, (int)finding->variants->len - 1);
	for (unsigned int i = 0; i < finding->trace->len; i++) {
		const struct finding_step *step = g_ptr_array_index(finding->trace, i);

		fprintf(out, "  %s:%u: %s\n", step->file, step->line, step->message);
	}
	if (finding->rule->fix)
		fprintf(out, "  fix: cocci/%s\n", finding->rule->fix);
	fputc('\n', out);
}

static void print_problem(FILE *out, const char *what, const struct check_problem *problem)
{
	fprintf(out, "%s: %s%s%s%s: %s\n", what, problem->file ? problem->file : "",
		problem->file && problem->variant ? " on " : "",
		problem->variant ? problem->variant : "",
		problem->file || problem->variant ? "" : "tree", problem->reason);
}

static void print_text(FILE *out, const struct check_result *result)
{
	GPtrArray *findings = findings_sorted(result->findings);

	for (unsigned int i = 0; i < findings->len; i++)
		print_finding(out, g_ptr_array_index(findings, i));
	for (unsigned int i = 0; i < result->problems->len; i++)
		print_problem(out, "incomplete", g_ptr_array_index(result->problems, i));
	for (unsigned int i = 0; i < result->skipped->len; i++)
		print_problem(out, "skipped", g_ptr_array_index(result->skipped, i));
	fprintf(out, "findings: %u; translation units: %u, with errors: %u; files skipped: %u\n",
		findings->len, result->units, result->units_with_errors, result->skipped->len);
}

const struct report_format report_text = { "text", print_text };
