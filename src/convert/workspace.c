// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/workspace.h"

#include <string.h>
#include <sys/stat.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scratch.h"
#include "convert/problem.h"
#include "tree/index.h"

static bool make_side(const char *path, GError **error)
{
	if (!g_mkdir(path, 0777))
		return true;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot make directory %s", path);
	return false;
}

struct workspace *workspace_new(const struct tree *tree, GHashTable *base, GError **error)
{
	struct workspace *workspace;
	char *directory = scratch_make(error);

	if (!directory)
		return NULL;
	workspace = g_new0(struct workspace, 1);
	workspace->tree = tree;
	workspace->base = base;
	workspace->directory = directory;
	workspace->before = g_build_filename(workspace->directory, "a", NULL);
	workspace->after = g_build_filename(workspace->directory, "b", NULL);
	if (make_side(workspace->before, error) && make_side(workspace->after, error))
		return workspace;
	workspace_free(workspace);
	return NULL;
}

void workspace_free(struct workspace *workspace)
{
	if (!workspace)
		return;
	scratch_remove(workspace->directory);
	g_free(workspace->before);
	g_free(workspace->after);
	g_free(workspace);
}

/*
 * spatch's list of files is one name a line, and git quotes names with such
 * characters in a way that only git reads.
 */
static bool name_is_plain(const char *file)
{
	for (; *file; file++)
		if (g_ascii_iscntrl(*file) || *file == '"' || *file == '\\')
			return false;
	return true;
}

/* Why the text must not be rewritten, or NULL. */
static const char *text_fault(const char *text, size_t length)
{
	if (memmem(text, length, "\r\n", 2))
		return "has CRLF line ends: not looked at";
	if (!g_utf8_validate_len(text, length, NULL))
		return "is not UTF-8 text: not looked at";
	return NULL;
}

static bool write_side(const char *side, const char *file, const char *text, size_t length,
		       mode_t mode, GError **error)
{
	g_autofree char *path = g_build_filename(side, file, NULL);

	return file_write(path, text, length, error) &&
	       (!(mode & 0111) || !g_chmod(path, 0755));
}

/* The text that @file has before any conversion. */
static char *source_text(const struct workspace *workspace, const char *file, size_t *length,
			 GError **error)
{
	const char *text = workspace->base ? g_hash_table_lookup(workspace->base, file) : NULL;

	if (!text)
		return tree_read(workspace->tree, file, length, error);
	*length = strlen(text);
	return g_strdup(text);
}

static bool copy(struct workspace *workspace, const char *file, mode_t mode,
		 GPtrArray *problems)
{
	g_autoptr(GError) error = NULL;
	size_t length = 0;
	g_autofree char *text = source_text(workspace, file, &length, &error);
	const char *fault = text ? text_fault(text, length) : NULL;

	if (fault) {
		problems_add(problems, "%s: %s", file, fault);
		return false;
	}
	if (text && write_side(workspace->before, file, text, length, mode, &error) &&
	    write_side(workspace->after, file, text, length, mode, &error))
		return true;
	problems_add(problems, "%s: %s", file, error ? error->message : "cannot be copied");
	return false;
}

bool workspace_take(struct workspace *workspace, const char *file, GPtrArray *problems)
{
	g_autofree char *source = g_build_filename(workspace->tree->path, file, NULL);
	struct stat status;

	if (!name_is_plain(file)) {
		g_autofree char *shown = g_strescape(file, NULL);

		problems_add(problems, "%s: has a name that patches cannot carry", shown);
		return false;
	}
	if (g_lstat(source, &status) < 0) {
		problems_add(problems, "%s: cannot be read", file);
		return false;
	}
	if (!S_ISREG(status.st_mode)) {
		problems_add(problems, "%s: %s: not looked at", file,
			     S_ISLNK(status.st_mode) ? "is a symbolic link" : "is no regular file");
		return false;
	}
	return copy(workspace, file, status.st_mode, problems);
}

static char *read_side(const char *side, const char *file, size_t *length, GError **error)
{
	g_autofree char *path = g_build_filename(side, file, NULL);

	return file_read(path, length, error);
}

bool workspace_matches(const struct workspace *workspace, const char *file,
		       const char *const *words)
{
	g_autofree char *text = NULL;
	size_t length = 0;

	if (!words)
		return true;
	text = read_side(workspace->after, file, &length, NULL);
	if (!text)
		text = source_text(workspace, file, &length, NULL);
	return text && index_text_matches(text, length, words);
}

char *workspace_text(const struct workspace *workspace, const char *file, size_t *length,
		     GError **error)
{
	return read_side(workspace->after, file, length, error);
}

char *workspace_original(const struct workspace *workspace, const char *file, size_t *length,
			 GError **error)
{
	return read_side(workspace->before, file, length, error);
}

bool workspace_put(const struct workspace *workspace, const char *file, const char *text,
		   size_t length, GError **error)
{
	g_autofree char *path = g_build_filename(workspace->after, file, NULL);
	struct stat status;

	if (g_stat(path, &status) < 0)
		status.st_mode = 0;
	return write_side(workspace->after, file, text, length, status.st_mode, error);
}

bool workspace_changed(const struct workspace *workspace, const char *file)
{
	size_t before_length = 0, after_length = 0;
	g_autofree char *before = workspace_original(workspace, file, &before_length, NULL);
	g_autofree char *after = workspace_text(workspace, file, &after_length, NULL);

	return before && after &&
	       (before_length != after_length || memcmp(before, after, before_length));
}
