/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_SANDBOX_H
#define PTDESC_CHECKER_SANDBOX_H

#include <stdbool.h>

/* Whether this machine's kernel can do what sandbox_enter() needs. */
bool sandbox_is_available(void);

/*
 * Gives up every right a parser of strangers' code does not need: from here on this
 * process can read @tree, @more (a directory, or NULL) and the compiler's own
 * headers, write to the files it has open, and nothing else.  By Landlock and
 * seccomp (landlock(7), seccomp(2)).  False, with nothing given up for certain,
 * where the kernel cannot do it.
 */
bool sandbox_enter(const char *tree, const char *more);

#endif
