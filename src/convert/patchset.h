/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_PATCHSET_H
#define PTDESC_CONVERT_PATCHSET_H

#include <stdbool.h>
#include <glib.h>
#include "convert/convert.h"

/*
 * A conversion cut into mailable patches: one for generic code, then one
 * for each architecture directory by name.
 */
struct patchset_part {
	char *area;		/* "mm" for generic code, else the directory below arch/ */
	char *title;		/* the subject behind it: "convert page table code to struct ptdesc" */
	char *description;	/* the text of the mail up to "---" */
	GPtrArray *diffs;	/* struct file_diff *, borrowed from the conversion */
	const struct workspace *workspace;	/* of the conversion, borrowed */
};

/* No parts, which the array will own. */
GPtrArray *patchset_new(void);

/* Adds the parts of @conversion by @patches, its semantic patches; none when it is empty. */
void patchset_add(GPtrArray *parts, const struct conversion *conversion,
		  const GPtrArray *patches);

/* Adds all of @conversion as one part; strings are copied. */
void patchset_add_whole(GPtrArray *parts, const struct conversion *conversion,
			const char *title, const char *description);

/*
 * The name of part @index of @parts: "0001-mm-convert-page-table-code-to-struct-ptdesc.patch";
 * for the caller to g_free().
 */
char *patchset_name(const GPtrArray *parts, unsigned int index);

/*
 * Writes all mails into @directory, which must not exist or be empty: all of
 * them or, on an error, none.  PTDESC_ERROR_USAGE when the directory is not fit.
 *
 * A mail is as git format-patch would write it and git am takes it: the same text every
 * time, without a name or a sign-off, which are for whoever sends it.
 */
bool patchset_write(const GPtrArray *parts, const char *directory, GError **error);

/* Whether patchset_write() would take @directory; to ask before the work is done. */
bool patchset_check_directory(const char *directory, GError **error);

#endif
