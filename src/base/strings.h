/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_STRINGS_H
#define PTDESC_BASE_STRINGS_H

#include <glib.h>

/* Sorts @strings, an array of char * without NULL, byte by byte. */
void strings_sort(GPtrArray *strings);

#endif
