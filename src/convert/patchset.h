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
	char *name;		/* "0001-mm-convert-page-table-code-to-struct-ptdesc.patch" */
	GPtrArray *diffs;	/* struct file_diff *, borrowed from the conversion */
};

/* The parts of @conversion, owned by the array; empty when nothing was converted. */
GPtrArray *patchset_split(const struct conversion *conversion);

/*
 * The mail of part @index of @parts, as git format-patch would write it and git
 * am takes it: the same text every time, without a name or a sign-off, which are for
 * whoever sends it.  @patches are the semantic patches of the conversion.  For the
 * caller to g_free().
 */
char *patchset_mail(const GPtrArray *parts, unsigned int index,
		    const struct conversion *conversion, const GPtrArray *patches,
		    GError **error);

/*
 * Writes all mails into @directory, which must not exist or be empty: all of
 * them or, on an error, none.  PTDESC_ERROR_USAGE when the directory is not fit.
 */
bool patchset_write(const GPtrArray *parts, const struct conversion *conversion,
		    const GPtrArray *patches, const char *directory, GError **error);

/* Whether patchset_write() would take @directory; to ask before the work is done. */
bool patchset_check_directory(const char *directory, GError **error);

#endif
