/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_SCRATCH_H
#define PTDESC_BASE_SCRATCH_H

#include <glib.h>

/*
 * Directories that do not outlive the program: one is removed by scratch_remove(), or by
 * the janitor where the program is ended before that.
 */

/* A new one under $TMPDIR, empty; its absolute path is for scratch_remove(). */
char *scratch_make(GError **error);

/* The same beside @path, which is absolute, and so on the same file system. */
char *scratch_make_beside(const char *path, GError **error);

/* Removes @path with all below it, if it is still there, and frees it; NULL is fine. */
void scratch_remove(char *path);

#endif
