/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_BASE_FILE_H
#define PTDESC_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>

/*
 * Reads all of @path into a new string, NUL-terminated, for the caller to
 * g_free(); its length without the NUL goes to @length unless that is NULL.
 * NULL with PTDESC_ERROR_USAGE naming @path when it cannot be read.
 */
char *file_read(const char *path, size_t *length, GError **error);

/*
 * Replaces @path by @text of @length bytes in one step: readers see the old
 * content or the new, never a part.  Missing directories are made.
 */
bool file_write(const char *path, const char *text, size_t length, GError **error);

/* Writes all of @text to @fd.  False with errno. */
bool file_write_all(int fd, const char *text, size_t length);

/* Whether @name, also with a path, is that of C source or of a header. */
bool file_is_source(const char *name);

/* What follows @directory and a slash in @path, a part of it; NULL where it is not below it. */
const char *file_below(const char *directory, const char *path);

/* Copies @from to @to, making directories, through file_write(). */
bool file_copy(const char *from, const char *to, GError **error);

/* Removes @path and everything below it; what does not exist is fine. */
void file_remove_tree(const char *path);

/* "$XDG_CACHE_HOME/ptdesc", absolute, whether it exists or not; for the caller to g_free(). */
char *file_cache_root(void);

/* @name in it, existing; for the caller to g_free(). */
char *file_cache_directory(const char *name, GError **error);

#endif
