// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/interrupt.h"

#define PREFIX "ptdesc-"
/* Marks a directory as ours, and is locked by the program that uses it. */
#define LOCK ".ptdesc-scratch"

/* Those of this program: path to the descriptor that holds the lock. */
static GHashTable *held;
static GMutex lock;

static void hold(const char *path, int fd)
{
	g_mutex_lock(&lock);
	if (!held)
		held = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_hash_table_insert(held, g_strdup(path), GINT_TO_POINTER(fd));
	g_mutex_unlock(&lock);
	interrupt_remove(path);
}

/* The descriptor, now the caller's. */
static int let_go(const char *path)
{
	gpointer key = NULL, fd = NULL;

	interrupt_forget(path);
	g_mutex_lock(&lock);
	if (!held || !g_hash_table_steal_extended(held, path, &key, &fd))
		fd = GINT_TO_POINTER(-1);
	g_free(key);
	g_mutex_unlock(&lock);
	return GPOINTER_TO_INT(fd);
}

/* The locked mark of the directory @path, -1 where it has none or its program lives. */
static int lock_stale(const char *path)
{
	int directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat status;
	int fd = -1;

	if (directory < 0)
		return -1;
	if (!fstat(directory, &status) && status.st_uid == geteuid())
		fd = openat(directory, LOCK, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	close(directory);
	if (fd < 0 || !flock(fd, LOCK_EX | LOCK_NB))
		return fd;
	close(fd);
	return -1;
}

/* What programs that were killed left behind. */
static void sweep(void)
{
	g_autoptr(GDir) directory = g_dir_open(g_get_tmp_dir(), 0, NULL);
	const char *name;

	while (directory && (name = g_dir_read_name(directory))) {
		g_autofree char *path = g_build_filename(g_get_tmp_dir(), name, NULL);
		int fd = g_str_has_prefix(name, PREFIX) ? lock_stale(path) : -1;

		if (fd < 0)
			continue;
		file_remove_tree(path);
		close(fd);
	}
}

/* False when a sweep of another program was faster than our lock. */
static bool claim(const char *path)
{
	g_autofree char *mark = g_build_filename(path, LOCK, NULL);
	int fd = open(mark, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	while (fd >= 0 && flock(fd, LOCK_EX) < 0 && errno == EINTR)
		;
	if (fd >= 0 && access(mark, F_OK)) {
		close(fd);
		return false;
	}
	hold(path, fd);
	return true;
}

char *scratch_make(GError **error)
{
	g_autoptr(GError) cause = NULL;
	char *made;

	sweep();
	while ((made = g_dir_make_tmp(PREFIX "XXXXXX", &cause))) {
		char *path = g_canonicalize_filename(made, NULL);

		g_free(made);
		if (claim(path))
			return path;
		g_free(path);
	}
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
		    "cannot make a scratch directory under %s: %s", g_get_tmp_dir(), cause->message);
	return NULL;
}

void scratch_remove(char *path)
{
	int fd;

	if (!path)
		return;
	file_remove_tree(path);
	fd = let_go(path);
	if (fd >= 0)
		close(fd);
	g_free(path);
}
