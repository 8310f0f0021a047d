/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_REPORT_REPORT_H
#define PTDESC_REPORT_REPORT_H

#include <stdbool.h>
#include <stdio.h>
#include "checker/check.h"
#include "report/layout.h"

/* One output format; one file each. */
struct report_format {
	const char *name;
	/* With @list also each place that was not looked at. */
	void (*print)(FILE *out, const struct check_result *result, bool list);
	void (*print_layout)(const struct layout_report *report, FILE *out);
};

extern const struct report_format report_text, report_json;

/* A line on something that could not be analysed, as report_text has it. */
void report_print_problem(FILE *out, const struct check_problem *problem);

/* "  FILE:LINE: MESSAGE" for each step of @finding's trace, likewise. */
void report_print_trace(FILE *out, const struct finding *finding);

/* The format called @name (NULL: text).  NULL with PTDESC_ERROR_USAGE listing what there is. */
const struct report_format *report_choose(const char *name, GError **error);

#endif
