/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_SCRATCH_H
#define PTDESC_BASE_SCRATCH_H

#include <glib.h>

/*
 * Directories under $TMPDIR that do not outlive the program: one is removed by
 * scratch_remove(), by the signal that ends the program (interrupt.h), or, where that
 * was SIGKILL, by the next program that makes one.
 */

/* A new one, empty but for a mark with a dot name; its absolute path is for scratch_remove(). */
char *scratch_make(GError **error);

/* Removes @path with all below it and frees it; NULL is fine. */
void scratch_remove(char *path);

#endif
