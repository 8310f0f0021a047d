// SPDX-License-Identifier: GPL-2.0-or-later
/* Findings as a compiler prints them: what, then why. */
#include "report/report.h"

#include <string.h>

void report_print_trace(FILE *out, const struct finding *finding)
{
	for (unsigned int i = 0; i < finding->trace->len; i++) {
		const struct finding_step *step = g_ptr_array_index(finding->trace, i);

		fprintf(out, "  %s:%u: %s\n", step->file, step->line, step->message);
	}
}

static void print_finding(FILE *out, const struct finding *finding)
{
	g_ptr_array_add(finding->variants, NULL);
	{
		g_autofree char *variants = g_strjoinv(", ", (char **)finding->variants->pdata);

		fprintf(out, "%s:%u:%u: %s: %s [%s]\n", finding->file, finding->line,
			finding->column, finding->rule->severity, finding->message,
			finding->rule->id);
		if (*finding->function)
			fprintf(out, "  in %s() on %s\n", finding->function, variants);
		else
			fprintf(out, "  on %s\n", variants);
	}
	g_ptr_array_set_size(finding->variants, (int)finding->variants->len - 1);
	report_print_trace(out, finding);
	if (finding->rule->fix)
		fprintf(out, "  fix: cocci/%s\n", finding->rule->fix);
	fputc('\n', out);
}

void report_print_problem(FILE *out, const struct check_problem *problem)
{
	fprintf(out, "incomplete: %s%s%s%s: %s\n", problem->file ? problem->file : "",
		problem->file && problem->variant ? " on " : "",
		problem->variant ? problem->variant : "",
		problem->file || problem->variant ? "" : "tree", problem->reason);
}

static void print_gap(FILE *out, const struct coverage_gap *gap, unsigned int more)
{
	static const char *const forms[] = {
		[COVERAGE_FUNCTION] = "%s()", [COVERAGE_DATA] = "initialiser of %s",
		[COVERAGE_MACRO] = "macro %s",
	};

	fprintf(out, "%s:%u: ", gap->file, gap->line);
	if (gap->name)
		fprintf(out, forms[gap->kind], gap->name);
	if (more)
		fprintf(out, " and %u more", more);
	fprintf(out, "%s%s\n", gap->name ? ": " : "", gap->reason);
}

static bool belong_together(const struct coverage_gap *a, const struct coverage_gap *b)
{
	return a->name && a->kind == b->kind && strcmp(a->file, b->file) == 0 &&
		strcmp(a->reason, b->reason) == 0;
}

static void print_gaps(FILE *out, const GPtrArray *gaps)
{
	for (unsigned int i = 0, next; i < gaps->len; i = next) {
		const struct coverage_gap *gap = g_ptr_array_index(gaps, i);

		for (next = i + 1; next < gaps->len; next++)
			if (!belong_together(gap, g_ptr_array_index(gaps, next)))
				break;
		print_gap(out, gap, next - i - 1);
	}
}

static void print_coverage(FILE *out, const struct coverage *coverage, bool list)
{
	struct coverage_counts counts = coverage_count(coverage);

	if (list)
		print_gaps(out, coverage_gaps(coverage));
	fprintf(out, "coverage: %u of %u selected files; %u %s not analysed%s\n",
		counts.files_read, counts.files, counts.gaps,
		counts.gaps == 1 ? "place" : "places",
		counts.gaps && !list ? " (--coverage lists them)" : "");
}

static void print_text(FILE *out, const struct check_result *result, bool list)
{
	GPtrArray *findings = findings_sorted(result->findings);

	for (unsigned int i = 0; i < findings->len; i++)
		print_finding(out, g_ptr_array_index(findings, i));
	for (unsigned int i = 0; i < result->problems->len; i++)
		report_print_problem(out, g_ptr_array_index(result->problems, i));
	if (result->coverage)
		print_coverage(out, result->coverage, list);
	if (result->allowed)
		fprintf(out, "allowed by comments: %u\n", result->allowed);
	if (result->in_baseline)
		fprintf(out, "in the baseline: %u\n", result->in_baseline);
	fprintf(out, "findings: %u; translation units: %u, with errors: %u\n",
		findings->len, result->units, result->units_with_errors);
}

const struct report_format report_text = { "text", print_text, layout_report_text };
