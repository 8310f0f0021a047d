/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CMD_EXPLAIN_H
#define PTDESC_CMD_EXPLAIN_H

#include <stdbool.h>
#include <glib.h>
#include "cmd/session.h"

/* The two things that "ptdesc explain" explains.  Each prints to standard output. */

/* The rule called @id (NULL: lists all of them).  False with @error. */
bool explain_rule(const struct session *session, const char *id, GError **error);

/* Whether @text is FILE:LINE or FILE:LINE:COLUMN. */
bool explain_is_line(const char *text);

/*
 * That line (its column does not matter), of the tree that @session names or that the
 * file lies in; the exit status goes to *@status.  False with @error.
 */
bool explain_line(struct session *session, const char *text, int *status, GError **error);

#endif
