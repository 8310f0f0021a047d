/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_STRINGS_H
#define PTDESC_BASE_STRINGS_H

#include <glib.h>

/* Sorts @strings, an array of char * without NULL, byte by byte. */
void strings_sort(GPtrArray *strings);

/* The order of two places in files: by file, line, column, as strcmp() tells it. */
int strings_compare_places(const char *file, unsigned int line, unsigned int column,
			   const char *other_file, unsigned int other_line,
			   unsigned int other_column);

#endif
