/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_TAKEN_H
#define PTDESC_CHECKER_TAKEN_H

#include "checker/infer.h"

/*
 * Whether on every way to @call (of the graph) its function has taken what is in @node, an
 * argument, for the kind before: as a value of a type that only the kind has, or for a
 * constructor or destructor.  False where @node comes from several places.
 */
bool taken_before(const struct inference *inference, int call, int node);

#endif
