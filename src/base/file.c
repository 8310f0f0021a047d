// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/janitor.h"

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

/* What is to become @path: beside it, and nobody else's. */
static char *temporary_name(const char *path)
{
	static int count;

	return g_strdup_printf("%s.%d-%d", path, (int)getpid(), g_atomic_int_add(&count, 1));
}

bool file_write_all(int fd, const char *text, size_t length)
{
	while (length) {
		ssize_t written = write(fd, text, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		text += written;
		length -= (size_t)written;
	}
	return true;
}

bool file_is_source(const char *name)
{
	return g_str_has_suffix(name, ".c") || g_str_has_suffix(name, ".h");
}

/* False with errno. */
static bool write_new(const char *path, const char *text, size_t length)
{
	int fd, cause;
	bool ok;

	unlink(path);		/* of one with our number, long dead */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	ok = file_write_all(fd, text, length);
	cause = errno;
	/* Where space is only promised, closing tells that there is none. */
	if (close(fd) < 0 && ok)
		return false;
	errno = cause;
	return ok;
}

bool file_write(const char *path, const char *text, size_t length, GError **error)
{
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);
	g_autofree char *directory = g_path_get_dirname(absolute);
	g_autofree char *temporary = temporary_name(absolute);
	bool ok;

	if (g_mkdir_with_parents(directory, 0777) < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot make directory %s: %s", directory, g_strerror(errno));
		return false;
	}
	janitor_note_path(temporary);
	ok = write_new(temporary, text, length) && rename(temporary, absolute) == 0;
	if (!ok) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot write %s: %s", path,
			    g_strerror(errno));
		unlink(temporary);
	}
	janitor_forget_path(temporary);
	return ok;
}

const char *file_below(const char *directory, const char *path)
{
	size_t length = strlen(directory);

	return strncmp(path, directory, length) == 0 && path[length] == '/' ?
		path + length + 1 : NULL;
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

char *file_cache_root(void)
{
	const char *base = g_get_user_cache_dir();

	/* The XDG base directory specification has relative ones ignored. */
	if (g_path_is_absolute(base))
		return g_build_filename(base, "ptdesc", NULL);
	return g_build_filename(g_get_home_dir(), ".cache", "ptdesc", NULL);
}

char *file_cache_directory(const char *name, GError **error)
{
	g_autofree char *root = file_cache_root();
	g_autofree char *path = g_build_filename(root, name, NULL);

	if (g_mkdir_with_parents(path, 0777) < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot make cache directory %s: %s", path, g_strerror(errno));
		return NULL;
	}
	return g_steal_pointer(&path);
}
