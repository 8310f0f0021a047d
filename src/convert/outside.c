// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/outside.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"

/* The nearest directory above @path, or @path, that exists, without symbolic links. */
static char *existing_part(const char *path)
{
	char *part = g_canonicalize_filename(path, NULL);
	char *real;

	while (!(real = realpath(part, NULL)) && strcmp(part, "/")) {
		char *parent = g_path_get_dirname(part);

		g_free(part);
		part = parent;
	}
	g_free(part);
	return real;
}

bool outside_check(const struct tree *tree, const char *path, GError **error)
{
	char *real = existing_part(path);
	bool inside = real && (!strcmp(real, tree->path) || file_below(tree->path, real));

	free(real);
	if (inside)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s is in the tree, which is never written to: name a place outside",
			    path);
	return !inside;
}
