/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_PROBLEM_H
#define PTDESC_CONVERT_PROBLEM_H

#include <glib.h>

/*
 * What could not be looked at or converted, each a line for the user:
 * "arch/x86/mm/init.c:12: what happened (ctor.cocci)".  One entry makes a
 * result incomplete.
 */

/* An empty list, which owns its lines; free with g_ptr_array_unref(). */
GPtrArray *problems_new(void);

G_GNUC_PRINTF(2, 3)
void problems_add(GPtrArray *problems, const char *format, ...);

/* Moves every line of @from, which is left empty, to @problems. */
void problems_move(GPtrArray *problems, GPtrArray *from);

/* By file and line, each line once. */
void problems_sort(GPtrArray *problems);

#endif
