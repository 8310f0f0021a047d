// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/inplace.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/file.h"
#include "base/janitor.h"
#include "convert/diff.h"

/*
 * One file on its way.  Both versions are beside it before any file is
 * replaced, so that replacing and going back are renames, which need no space.
 */
struct move {
	char *path;
	char *converted;	/* beside @path, hidden */
	char *saved;		/* the same for the text it had */
	bool moved;
	bool stuck;		/* @saved could not take its place again */
};

static void move_free(gpointer data)
{
	struct move *move = data;

	g_unlink(move->converted);
	if (!move->stuck)
		g_unlink(move->saved);
	janitor_forget_path(move->converted);
	janitor_forget_path(move->saved);
	g_free(move->path);
	g_free(move->converted);
	g_free(move->saved);
	g_free(move);
}

static struct move *move_new(const struct conversion *conversion, const char *file)
{
	struct move *move = g_new0(struct move, 1);
	g_autofree char *directory = NULL;
	g_autofree char *name = g_path_get_basename(file);

	move->path = g_build_filename(conversion->workspace->tree->path, file, NULL);
	directory = g_path_get_dirname(move->path);
	move->converted = g_strdup_printf("%s/.%s.ptdesc-new.%d", directory, name, getpid());
	move->saved = g_strdup_printf("%s/.%s.ptdesc-old.%d", directory, name, getpid());
	janitor_note_path(move->converted);
	janitor_note_path(move->saved);
	return move;
}

static bool fail(GError **error, const char *what, const char *path)
{
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
		    "cannot %s %s: %s; the tree is as it was", what, path, g_strerror(errno));
	return false;
}

static bool write_beside(const char *path, const char *text, size_t length,
			 const struct stat *like, GError **error)
{
	if (!file_write(path, text, length, error))
		return false;
	/* Fails for all but root when the owner is another: then it becomes ours. */
	if (chown(path, like->st_uid, like->st_gid) < 0)
		errno = 0;
	return !g_chmod(path, like->st_mode & 07777) || fail(error, "set the mode of", path);
}

static bool stage(const struct conversion *conversion, const char *file, struct move *move,
		  GError **error)
{
	size_t length = 0, new_length = 0, now_length = 0;
	g_autofree char *original = workspace_original(conversion->workspace, file, &length, error);
	g_autofree char *text = original ? workspace_text(conversion->workspace, file,
							  &new_length, error) : NULL;
	g_autofree char *now = text ? file_read(move->path, &now_length, error) : NULL;
	struct stat status;

	if (!now)
		return false;
	if (now_length != length || memcmp(now, original, length)) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s has changed meanwhile; the tree is as it was", file);
		return false;
	}
	if (g_stat(move->path, &status) < 0)
		return fail(error, "look at", move->path);
	return write_beside(move->converted, text, new_length, &status, error) &&
	       write_beside(move->saved, original, length, &status, error);
}

/* Sets @error for @failed, which errno kept from being replaced. */
static void roll_back(const GPtrArray *moves, const struct move *failed, GError **error)
{
	g_autofree char *cause = g_strdup(g_strerror(errno));
	GString *stuck = g_string_new(NULL);

	for (unsigned int i = 0; i < moves->len; i++) {
		struct move *move = moves->pdata[i];

		if (!move->moved || !g_rename(move->saved, move->path))
			continue;
		move->stuck = true;
		g_string_append_printf(stuck, "; %s cannot be taken back, its former text is %s",
				       move->path, move->saved);
	}
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot replace %s: %s%s",
		    failed->path, cause, stuck->len ? stuck->str : "; the tree is as it was");
	g_string_free(stuck, TRUE);
}

/* Whoever kills us meanwhile gets the tree as it was: all or nothing is converted. */
static bool commit(const GPtrArray *moves, GError **error)
{
	bool ok = true;

	for (unsigned int i = 0; ok && i < moves->len; i++) {
		struct move *move = moves->pdata[i];

		janitor_note_undo(move->saved, move->path);
		ok = move->moved = !g_rename(move->converted, move->path);
		if (!ok)
			roll_back(moves, move, error);
	}
	janitor_forget_undos();
	return ok;
}

bool inplace_apply(const struct conversion *conversion, GError **error)
{
	g_autoptr(GPtrArray) moves = g_ptr_array_new_with_free_func(move_free);

	for (unsigned int i = 0; i < conversion->diffs->len; i++) {
		const struct file_diff *diff = conversion->diffs->pdata[i];
		struct move *move = move_new(conversion, diff->file);

		g_ptr_array_add(moves, move);
		if (!stage(conversion, diff->file, move, error))
			return false;
	}
	return commit(moves, error);
}
