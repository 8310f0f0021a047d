/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_TEMPLATE_H
#define PTDESC_BASE_TEMPLATE_H

#include <glib.h>

/*
 * Text with places to be filled in.  Values come as a NULL-terminated list of names and
 * what stands for them.
 */

/* @text with each "{name}" replaced; for the caller to g_free(). */
char *template_replace(const char *text, const char *const *values);

/* The same for lines that are "{name}" and nothing else; the values end their own lines. */
char *template_lines(const char *text, const char *const *values);

/*
 * Appends the words of @text in lines of at most 72 columns, the first after @first, the
 * others after @rest.
 */
void template_fill(GString *out, const char *first, const char *rest, const char *text);

#endif
