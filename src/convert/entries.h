/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_ENTRIES_H
#define PTDESC_CONVERT_ENTRIES_H

#include <glib.h>

/*
 * What spatch prints in report, org and context modes, cut into entries: a
 * message with the lines that belong to it, or the diff of one file.
 */

/* No entries yet; free with g_ptr_array_unref(). */
GPtrArray *entries_new(void);

/*
 * Adds those of @output, spatch's standard output over @files (a set of names).  The
 * names of scratch files in diffs give way to a/FILE and b/FILE.
 */
void entries_read(GPtrArray *entries, const char *output, GHashTable *files);

/* Whether each is one line that names its file. */
gboolean entries_are_plain(const GPtrArray *entries);

/* Those of @file alone, as they were read; for the caller to g_free(). */
char *entries_of_file(const GPtrArray *entries, const char *file);

/* By file, line and column, each once, as one text; for the caller to g_free(). */
char *entries_print(GPtrArray *entries);

#endif
