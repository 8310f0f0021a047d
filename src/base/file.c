// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/file.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <glib/gstdio.h>

#include "base/error.h"

char *file_read(const char *path, size_t *length, GError **error)
{
	g_autoptr(GError) cause = NULL;
	char *text = NULL;
	gsize size = 0;

	if (!g_file_get_contents(path, &text, &size, &cause)) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "cannot read %s: %s", path,
			    g_strerror(errno));
		return NULL;
	}
	if (length)
		*length = size;
	return text;
}

bool file_write(const char *path, const char *text, size_t length, GError **error)
{
	g_autofree char *directory = g_path_get_dirname(path);
	g_autoptr(GError) cause = NULL;

	if (g_mkdir_with_parents(directory, 0777) < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot make directory %s: %s", directory, g_strerror(errno));
		return false;
	}
	if (!g_file_set_contents(path, text, (gssize)length, &cause)) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot write %s: %s", path,
			    cause->message);
		return false;
	}
	return true;
}

bool file_copy(const char *from, const char *to, GError **error)
{
	size_t length;
	g_autofree char *text = file_read(from, &length, error);

	return text && file_write(to, text, length, error);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
	(void)status;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

void file_remove_tree(const char *path)
{
	nftw(path, remove_entry, 64, FTW_DEPTH | FTW_PHYS);
}

char *file_cache_directory(const char *name, GError **error)
{
	g_autofree char *path = g_build_filename(g_get_user_cache_dir(), "ptdesc", name, NULL);

	if (g_mkdir_with_parents(path, 0777) < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot make cache directory %s: %s", path, g_strerror(errno));
		return NULL;
	}
	return g_steal_pointer(&path);
}
