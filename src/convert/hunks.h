/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_HUNKS_H
#define PTDESC_CONVERT_HUNKS_H

#include <glib.h>

/* Lines of one text that stand for lines of another; indices from 0. */
struct hunk {
	unsigned int before, before_count;
	unsigned int after, after_count;
};

/*
 * What differs between two texts as lines (NULL-terminated): an array of struct hunk in
 * order.  Meant for texts that differ in few places.
 */
GArray *hunks_new(char **before, char **after);

#endif
