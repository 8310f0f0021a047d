// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <glib.h>
#include <sys/stat.h>

struct walk {
	walk_file visit;
	void *data;
	GString *path;		/* where we are, relative to the root */
};

static void walk_directory(struct walk *walk, int fd);

/* DT_* of an entry; some file systems leave the type to stat(). */
static unsigned char entry_type(int directory, const char *name, unsigned char type)
{
	struct stat status;

	if (type != DT_UNKNOWN)
		return type;
	if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return DT_UNKNOWN;
	return S_ISDIR(status.st_mode) ? DT_DIR : S_ISREG(status.st_mode) ? DT_REG : DT_UNKNOWN;
}

static void walk_entry(struct walk *walk, int directory, const char *name, unsigned char type)
{
	size_t length = walk->path->len;
	int fd;

	if (length)
		g_string_append_c(walk->path, '/');
	g_string_append(walk->path, name);
	switch (entry_type(directory, name, type)) {
	case DT_REG:
		walk->visit(walk->path->str, name, walk->data);
		break;
	case DT_DIR:
		fd = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd >= 0)
			walk_directory(walk, fd);
		break;
	}
	g_string_truncate(walk->path, length);
}

/* Takes @fd over. */
static void walk_directory(struct walk *walk, int fd)
{
	DIR *stream = fdopendir(fd);
	struct dirent *entry;

	if (!stream) {
		close(fd);
		return;
	}
	while ((entry = readdir(stream))) {
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") &&
		    strcmp(entry->d_name, ".git"))
			walk_entry(walk, fd, entry->d_name, entry->d_type);
	}
	closedir(stream);
}

void walk_files(const char *root, const char *start, walk_file visit, void *data)
{
	g_autofree char *path = g_build_filename(root, start, NULL);
	struct walk walk = { .visit = visit, .data = data };
	struct stat status;
	int fd;

	if (lstat(path, &status) < 0)
		return;
	if (S_ISREG(status.st_mode)) {
		g_autofree char *name = g_path_get_basename(start);

		visit(start, name, data);
		return;
	}
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return;
	walk.path = g_string_new(start);
	while (walk.path->len && walk.path->str[walk.path->len - 1] == '/')
		g_string_truncate(walk.path, walk.path->len - 1);
	walk_directory(&walk, fd);
	g_string_free(walk.path, TRUE);
}
