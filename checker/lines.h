/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_LINES_H
#define PTDESC_CHECKER_LINES_H

#include <stdbool.h>
#include <glib.h>

/* Lines of files that the walk of a unit reached, as reach.h prints them. */
struct line_range {
	unsigned int first, last;
};

/* Takes the lines of @file, an array of struct line_range, borrowed. */
typedef void (*lines_take)(const char *file, GArray *lines, void *data);

/* Calls @take for each file of @text: "mm/init.c<TAB>3-10,12" a line. */
void lines_read(const char *text, lines_take take, void *data);

/* Whether @lines holds any line from @first to @last. */
bool lines_hold_any(const GArray *lines, unsigned int first, unsigned int last);

#endif
