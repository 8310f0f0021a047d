/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_JUDGE_H
#define PTDESC_CHECKER_JUDGE_H

#include "checker/finding.h"
#include "checker/graph.h"

/*
 * Applies every rule in @active (array of struct rule *) to the linked @graph of
 * @variant and adds what they find to @findings.
 */
void judge_graph(const struct graph *graph, const GPtrArray *active, const char *variant,
		 struct findings *findings);

#endif
