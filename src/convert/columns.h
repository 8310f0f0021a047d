/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_COLUMNS_H
#define PTDESC_CONVERT_COLUMNS_H

#include <stddef.h>
#include <glib.h>

/* Columns of text on a screen, counted from 0, with a tab stop at each eighth. */

/* The column after the first @length bytes of @line. */
unsigned int columns_after(const char *line, size_t length);

/* The width of @line. */
unsigned int columns_of(const char *line);

/* Appends blanks to @text, whose last line ends at @from, up to column @to: tabs, then spaces. */
void columns_pad(GString *text, unsigned int from, unsigned int to);

#endif
