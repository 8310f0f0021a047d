/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_LEVELS_H
#define PTDESC_CHECKER_LEVELS_H

#include <glib.h>
#include "checker/graph.h"

/*
 * Who makes the tables of a level (struct rule_level), and who ends them: between the two
 * they are in entries, which nobody follows.
 */
struct level {
	int maker, ender;	/* nodes: the one's result, the other's parameter */
};

/* All pairs whose parameter takes the kind called @kind: array of struct level, to unref. */
GArray *levels_new(const struct graph *graph, const char *kind);

#endif
