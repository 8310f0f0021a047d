/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_STATEMENT_H
#define PTDESC_CONVERT_STATEMENT_H

#include <stdbool.h>
#include <glib.h>

/*
 * The shape of statements on lines, as the kernel writes them: at most 80 columns where
 * that reads well, never more than 100; what goes on stands below the parenthesis it
 * belongs to.
 */

/*
 * @line, which is too long, as several lines joined by newlines; itself where there is
 * nowhere to break it.  For the caller to g_free().
 */
char *statement_break(const char *line);

/*
 * @line and what it @continues as one line, for g_free(); NULL when they do not belong
 * together or do not fit.
 */
char *statement_join(const char *line, const char *continues);

/*
 * The declarations of one pointer each, "T *a;" and "T *b;", as "T *a, *b;", for g_free(); NULL
 * when they are something else, or when that is too long.
 */
char *declarations_join(const char *line, const char *next);

/* Whether @line declares several pointers, "T *a, *b;". */
bool declares_several(const char *line);

#endif
