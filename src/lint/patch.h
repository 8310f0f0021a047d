/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_LINT_PATCH_H
#define PTDESC_LINT_PATCH_H

#include <stdbool.h>
#include <glib.h>

/*
 * The headers of a patch, as far as we have to know them before git-apply(1) does
 * the work.  A patch is bytes: nothing here asks for UTF-8.
 */

/* Whether @text holds a diff at all; a cover letter does not. */
bool patch_has_diff(const char *text);

/*
 * Every file name that the headers of @patch give, old and new, without the first
 * component ("a/", "linux.orig/") that git-apply(1) strips, too, and with git's
 * quoting undone.  Array of char *, owned.  Lines of hunks that look like headers may
 * give a name too many.
 */
GPtrArray *patch_names(const char *patch);

/* Takes the carriage returns of mail programs from @patch, in place, when its headers have them. */
void patch_strip_returns(char *patch);

#endif
