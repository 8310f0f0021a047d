/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_SETTLE_H
#define PTDESC_CONVERT_SETTLE_H

#include <stdbool.h>
#include "convert/convert.h"

/*
 * What must not stay of a conversion is taken back, a file at a time, and with it what
 * depends on it in other files: what semantic patches change together, and what frees memory
 * that another file no longer allocates as page tables.  Private to the conversion.
 */
struct settlement {
	const struct convert_request *request;
	struct conversion *conversion;
	GPtrArray *problems;
};

/*
 * Puts @file back as it was, with all that depends on it, and names it: "FILE: REASON".
 * Nothing when it is as it was.
 */
bool settle_put_back(const struct settlement *settlement, const char *file, const char *reason,
		     GError **error);

/* Puts back what frees memory that @file allocates, for what @file allocates is as it was. */
bool settle_ends_of(const struct settlement *settlement, const char *file, GError **error);

/*
 * Patch number @patch left @file out, which is named: what others made of @file is put back,
 * so that it is not half converted, and so is what depends on what the patch does to it.
 */
bool settle_left_out(const struct settlement *settlement, unsigned int patch, const char *file,
		     GError **error);

/*
 * Looks at every changed file (clean.h): lines are flowed anew, and what is damaged, or no
 * longer parses with spatch, is put back.
 */
bool settle_files(const struct settlement *settlement, GError **error);

#endif
