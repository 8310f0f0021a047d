/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_CLEAN_H
#define PTDESC_CONVERT_CLEAN_H

/*
 * What spatch must not leave behind in a file.
 */

/*
 * Why @after may not replace @before, in words that follow "FILE: ", for the caller to
 * g_free(); NULL when it may.  A marker of ours (an identifier that starts with
 * "__PTDESC_") left, a comment lost or glued in, a preprocessor line lost or moved
 * behind other text.
 */
char *clean_fault(const char *before, const char *after);

/*
 * @after with the lines that @before does not have written as those around them are: the
 * backslashes of macros and comments behind code where they stood, no line over 100
 * columns, and none broken that fits; for the caller to g_free().
 */
char *clean_reflow(const char *before, const char *after);

#endif
