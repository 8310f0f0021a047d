/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_REPORT_LAYOUT_H
#define PTDESC_REPORT_LAYOUT_H

#include <stdio.h>
#include <glib.h>
#include "checker/overlay.h"

/*
 * What "ptdesc layout" prints: the overlays (overlay.h) of all variants.
 */
struct layout_report {
	char *tree;			/* absolute */
	GPtrArray *variants;		/* of struct layout_variant * */
	GPtrArray *problems;		/* of char *: what could not be measured */
};

struct layout_variant {
	char *name;
	GPtrArray *overlays;		/* of struct overlay *, owned */
};

struct layout_report *layout_report_new(const char *tree);
void layout_report_free(struct layout_report *report);

/* Adds what was measured on the variant called @name; @overlays is taken. */
void layout_report_add(struct layout_report *report, const char *name, GPtrArray *overlays);

/* Variants that agree share a table. */
void layout_report_text(const struct layout_report *report, FILE *out);

/* One object a line for each overlay of each variant, the last line a summary. */
void layout_report_json(const struct layout_report *report, FILE *out);

/* The exit status it asks for: incomplete, findings (missing or broken assertions) or clean. */
int layout_report_exit(const struct layout_report *report);

#endif
