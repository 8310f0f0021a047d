/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CMD_COCCINELLE_H
#define PTDESC_CMD_COCCINELLE_H

#include <stdbool.h>
#include <glib.h>

/* What the commands that run semantic patches share. */

/* Sets a PTDESC_ERROR_USAGE; always false. */
G_GNUC_PRINTF(2, 3)
bool coccinelle_usage(GError **error, const char *format, ...);

/*
 * Parses @entries out of @argv, where nothing else may stand; @parameters and @description go into
 * --help.
 */
bool coccinelle_parse(const GOptionEntry *entries, const char *parameters,
		      const char *description, int argc, char **argv, GError **error);

/*
 * The number of at least @least that @text says, to *@number; NULL and "" leave it.
 * False with PTDESC_ERROR_USAGE that calls the option @name.
 */
bool coccinelle_read_number(const char *text, unsigned int least, const char *name,
			    unsigned int *number, GError **error);

/*
 * Prints @problems (convert/problem.h) to standard error, sorted.  The exit status of
 * the command, which is named @command.
 */
int coccinelle_report(const char *command, GPtrArray *problems);

#endif
