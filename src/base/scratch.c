// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/scratch.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/janitor.h"

/*
 * mkdtemp() would tell us the name when it is too late for the janitor to hear of it.  With
 * our number in it the name is no other program's.
 */
static char *make(const char *prefix, GError **error)
{
	for (;;) {
		char *path = g_strdup_printf("%s%d-%06x", prefix, (int)getpid(),
					     g_random_int() & 0xffffff);
		int cause;

		janitor_note_path(path);
		if (!mkdir(path, 0700))
			return path;
		cause = errno;
		janitor_forget_path(path);
		if (cause != EEXIST) {
			g_autofree char *directory = g_path_get_dirname(path);

			g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
				    "cannot make a scratch directory in %s: %s", directory,
				    g_strerror(cause));
			g_free(path);
			return NULL;
		}
		g_free(path);
	}
}

char *scratch_make(GError **error)
{
	g_autofree char *directory = g_canonicalize_filename(g_get_tmp_dir(), NULL);
	g_autofree char *prefix = g_build_filename(directory, "ptdesc-", NULL);

	return make(prefix, error);
}

char *scratch_make_beside(const char *path, GError **error)
{
	g_autofree char *prefix = g_strconcat(path, ".", NULL);

	return make(prefix, error);
}

void scratch_remove(char *path)
{
	if (!path)
		return;
	file_remove_tree(path);
	janitor_forget_path(path);
	g_free(path);
}
