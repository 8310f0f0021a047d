/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_ERROR_H
#define PTDESC_BASE_ERROR_H

#include <glib.h>

/*
 * Errors travel upward as GError in the domain PTDESC_ERROR; the message says
 * what is wrong, where, and what to do, in one line without a final newline.
 * Only src/cmd prints it, once.  The code decides the exit status.
 */
#define PTDESC_ERROR (ptdesc_error_quark())
GQuark ptdesc_error_quark(void);

enum ptdesc_error {
	PTDESC_ERROR_USAGE,		/* bad option, tree, rule, patch */
	PTDESC_ERROR_INTERNAL,		/* system call or library failed */
	PTDESC_ERROR_INCOMPLETE,	/* something could not be analysed */
	PTDESC_ERROR_DAMAGED,		/* what we keep is not what we wrote: make it anew */
};

/* Exit statuses of every command. */
enum ptdesc_exit {
	PTDESC_EXIT_CLEAN = 0,
	PTDESC_EXIT_FINDINGS = 1,
	PTDESC_EXIT_TROUBLE = 2,
	PTDESC_EXIT_INCOMPLETE = 3,
};

/* The exit status that @error asks for. */
enum ptdesc_exit ptdesc_error_exit(const GError *error);

#endif
