/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_REACH_H
#define PTDESC_CHECKER_REACH_H

#include <stdbool.h>
#include <stdio.h>
#include <clang-c/Index.h>
#include <glib.h>
#include "checker/walk.h"
#include "tree/words.h"

/*
 * Which lines of a translation unit's files its walk has reached: those of the
 * definitions that were walked, less the branches the preprocessor left out, and those of
 * the macros that were expanded within.
 */
struct reach;

/* Whether lines of the file that @file_name calls @name matter. */
typedef bool (*reach_is_wanted)(const char *name, void *data);

/*
 * Macros are looked for where the text names one of @macros.  All arguments must outlive it;
 * @is_wanted is given @unit's data.  Free with reach_free().
 */
struct reach *reach_new(const struct walk_unit *unit, reach_is_wanted is_wanted,
			const struct words *macros);
void reach_free(struct reach *reach);

/* There is an error at @location: what is defined around it is not reached. */
void reach_add_error(struct reach *reach, CXSourceLocation location);

/* Adds the lines of the definition @cursor, which was walked; errors are to be known by then. */
void reach_add(struct reach *reach, CXCursor cursor);

/* Writes "W", the file and its lines ("3-10,12"), separated by tabs, for each file. */
void reach_print(const struct reach *reach, FILE *out);

#endif
