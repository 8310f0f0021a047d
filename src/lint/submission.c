// SPDX-License-Identifier: GPL-2.0-or-later
#include "lint/submission.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"
#include "base/scratch.h"
#include "base/strings.h"
#include "lint/patch.h"
#include "tree/walk.h"

struct reader {
	const struct tree *tree;
	const char *name;	/* of the input, for messages */
	char *scratch;		/* holds old/, new/ and mail/ */
	struct submission *submission;
};

/* -- git ----------------------------------------------------------------------------------- */

/*
 * Neither a user's nor a repository's configuration has a say, and a symbolic link is
 * written as a plain file, so that no later patch of a series can write through it.
 */
static const char *const git_environment[] = {
	"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CEILING_DIRECTORIES=/",
	"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=core.symlinks", "GIT_CONFIG_VALUE_0=false",
	"GIT_DIR=/nonexistent", "LC_ALL=C", NULL,
};

/* Runs git in @directory; its output for g_free(), or NULL with its complaint in @error. */
static char *run_git(const struct reader *reader, const char *directory, const char *input,
		     const char *const *argv, GError **error)
{
	struct process process = {
		.argv = argv, .directory = directory, .setenv = git_environment, .input = input,
	};
	char *output = NULL;

	if (!process_run(&process, error))
		return NULL;
	if (process.status == 0) {
		output = g_strdup(process.output->str);
	} else {
		g_autofree char *complaint = g_strdelimit(g_strdup(g_strstrip(
							  process.errors->str)), "\n", ';');

		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s does not apply to %s: %s: rebase it or choose another tree",
			    reader->name, reader->tree->path, complaint);
	}
	process_clear(&process);
	return output;
}

/* -- input ------------------------------------------------------------------------------------ */

static char *read_stream(FILE *stream, size_t *length)
{
	GString *text = g_string_new(NULL);
	char bytes[65536];
	size_t count;

	while ((count = fread(bytes, 1, sizeof(bytes), stream)))
		g_string_append_len(text, bytes, (gssize)count);
	*length = text->len;
	return g_string_free(text, FALSE);
}

/* What follows a NUL would go unseen; only NULL with @error tells of it. */
static bool is_text(const char *name, const char *text, size_t length, GError **error)
{
	if (!memchr(text, '\0', length))
		return true;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s is not text: it holds a NUL byte",
		    name);
	return false;
}

static char *read_input(const char *name, const char *path, GError **error)
{
	size_t length;
	g_autofree char *text = strcmp(path, "-") == 0 ? read_stream(stdin, &length) :
		file_read(path, &length, error);

	return text && is_text(name, text, length, error) ? g_steal_pointer(&text) : NULL;
}

/* Patches come in any encoding; RAW keeps GLib from asking for UTF-8. */
static bool matches(const char *pattern, const char *text)
{
	return g_regex_match_simple(pattern, text, G_REGEX_MULTILINE | G_REGEX_RAW, 0);
}

static bool is_mailbox(const char *text)
{
	return matches("\\AFrom \\S+ .*\\d{4}\r?$", text);
}

/* The mails of a mailbox in order, of char *; one for a plain patch. */
static GPtrArray *split_input(const struct reader *reader, const char *text, GError **error)
{
	g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *directory = g_build_filename(reader->scratch, "mail", NULL);
	g_autofree char *to = g_strconcat("-o", directory, NULL);
	const char *const argv[] = { "git", "mailsplit", to, NULL };
	g_autofree char *count = NULL;
	long mail_count;

	if (!is_mailbox(text)) {
		g_ptr_array_add(mails, g_strdup(text));
		return g_steal_pointer(&mails);
	}
	g_mkdir_with_parents(directory, 0700);
	count = run_git(reader, reader->scratch, text, argv, error);
	if (!count)
		return NULL;
	mail_count = strtol(count, NULL, 10);
	for (long i = 1; i <= mail_count; i++) {
		g_autofree char *name = g_strdup_printf("%s/%04ld", directory, i);
		char *mail = file_read(name, NULL, error);

		if (!mail)
			return NULL;
		g_ptr_array_add(mails, mail);
	}
	return g_steal_pointer(&mails);
}

/* What git-mailinfo leaves of a mail is the patch as text, with transfer encodings undone. */
static char *decode_mail(const struct reader *reader, const char *mail, GError **error)
{
	static const char *const argv[] = { "git", "mailinfo", "message", "patch", NULL };
	g_autofree char *path = g_build_filename(reader->scratch, "patch", NULL);
	g_autofree char *info = NULL;
	g_autofree char *patch = NULL;
	size_t length;

	if (!matches("^(From|Subject|Date|MIME-Version|Content-[A-Za-z-]+): ", mail))
		return g_strdup(mail);
	info = run_git(reader, reader->scratch, mail, argv, error);
	if (info)
		patch = file_read(path, &length, error);
	return patch && is_text(reader->name, patch, length, error) ? g_steal_pointer(&patch) : NULL;
}

/* -- applying ---------------------------------------------------------------------------------- */

static bool is_below_tree(const char *file)
{
	return !g_path_is_absolute(file) && !g_str_has_prefix(file, "../") &&
		!strstr(file, "/../") && !g_str_has_suffix(file, "/..");
}

/* Copies @file of the tree beside us, once as it was and once to be patched. */
static bool copy_file(const struct reader *reader, const char *file, GError **error)
{
	g_autofree char *source = g_build_filename(reader->tree->path, file, NULL);
	g_autofree char *before = g_build_filename(reader->scratch, "old", file, NULL);
	g_autofree char *after = g_build_filename(reader->scratch, "new", file, NULL);

	if (!g_file_test(source, G_FILE_TEST_IS_REGULAR) ||
	    g_file_test(source, G_FILE_TEST_IS_SYMLINK) || g_file_test(before, G_FILE_TEST_EXISTS))
		return true;
	return file_copy(source, before, error) && file_copy(source, after, error);
}

/* No kernel has such names, and a message or a protocol may not survive them. */
static bool is_plain_name(const char *file)
{
	for (const char *c = file; *c; c++)
		if (g_ascii_iscntrl(*c))
			return false;
	return g_utf8_validate(file, -1, NULL);
}

static bool check_name(const struct reader *reader, const char *file, GError **error)
{
	g_autofree char *shown = g_strescape(file, NULL);

	if (is_plain_name(file) && is_below_tree(file))
		return true;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, is_plain_name(file) ?
		    "%s reaches outside the tree: %s" :
		    "%s names a file with control characters or not in UTF-8: %s",
		    reader->name, shown);
	return false;
}

static bool copy_files(const struct reader *reader, const GPtrArray *files, GError **error)
{
	for (unsigned int i = 0; i < files->len; i++) {
		const char *file = g_ptr_array_index(files, i);

		if (!check_name(reader, file, error) || !copy_file(reader, file, error))
			return false;
	}
	return true;
}

static bool apply_patch(const struct reader *reader, char *patch, GError **error)
{
	static const char *const argv[] = { "git", "apply", "--whitespace=nowarn", "-", NULL };
	g_autofree char *directory = g_build_filename(reader->scratch, "new", NULL);
	g_autoptr(GPtrArray) files = NULL;
	g_autofree char *output = NULL;

	patch_strip_returns(patch);
	files = patch_names(patch);
	if (copy_files(reader, files, error))
		output = run_git(reader, directory, patch, argv, error);
	return output != NULL;
}

/* -- what came of it ----------------------------------------------------------------------------- */

/* Notes "@@ -a,b +START,COUNT @@" of a diff without context. */
static GHashTable *added_lines(const char *diff)
{
	GHashTable *lines = g_hash_table_new(NULL, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autoptr(GRegex) hunk = g_regex_new("^@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@", G_REGEX_MULTILINE |
					     G_REGEX_RAW, 0, NULL);

	for (g_regex_match(hunk, diff, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		g_autofree char *start = g_match_info_fetch(match, 1);
		g_autofree char *count = g_match_info_fetch(match, 2);
		unsigned long first = strtoul(start, NULL, 10);
		unsigned long number = count && *count ? strtoul(count, NULL, 10) : 1;

		for (unsigned long line = first; line < first + number; line++)
			g_hash_table_add(lines, GUINT_TO_POINTER((unsigned int)line));
	}
	return lines;
}

/* git diff --no-index says 1 where there is a difference. */
static bool note_added(struct reader *reader, const char *file, GError **error)
{
	g_autofree char *before = g_build_filename("old", file, NULL);
	g_autofree char *after = g_build_filename("new", file, NULL);
	g_autofree char *old_path = g_build_filename(reader->scratch, before, NULL);
	bool is_new = !g_file_test(old_path, G_FILE_TEST_EXISTS);
	const char *argv[] = { "git", "diff", "--no-index", "--no-color", "--no-ext-diff",
			       "--text", "-U0", "--", is_new ? "/dev/null" : before, after, NULL };
	struct process process = { .argv = argv, .directory = reader->scratch,
				   .setenv = git_environment };

	if (!process_run(&process, error))
		return false;
	g_hash_table_insert(reader->submission->added, g_strdup(file),
			    added_lines(process.output->str));
	if (is_new)
		g_hash_table_add(reader->submission->created, g_strdup(file));
	process_clear(&process);
	return true;
}

/* Only C is looked into; whatever else a patch leaves may be binary. */
static bool take_file(struct reader *reader, const char *file, GError **error)
{
	g_autofree char *path = g_build_filename(reader->scratch, "new", file, NULL);
	g_autofree char *name = g_strdup_printf("%s of %s", file, reader->name);
	g_autofree char *text = NULL;
	size_t length;

	text = file_read(path, &length, error);
	if (!text || (file_is_source(file) && !is_text(name, text, length, error)))
		return false;
	g_hash_table_insert(reader->submission->files, g_strdup(file), g_steal_pointer(&text));
	return note_added(reader, file, error);
}

static void collect(const char *path, const char *name, void *data)
{
	(void)name;
	g_ptr_array_add(data, g_strdup(path));
}

/* The files below @name in the scratch directory, sorted. */
static GPtrArray *list_scratch(const struct reader *reader, const char *name)
{
	g_autofree char *directory = g_build_filename(reader->scratch, name, NULL);
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	walk_files(directory, "", collect, files);
	strings_sort(files);
	return files;
}

static bool take_all(struct reader *reader, GError **error)
{
	struct submission *submission = reader->submission;
	g_autoptr(GPtrArray) after = list_scratch(reader, "new");
	g_autoptr(GPtrArray) before = list_scratch(reader, "old");

	for (unsigned int i = 0; i < after->len; i++)
		if (!take_file(reader, g_ptr_array_index(after, i), error))
			return false;
	for (unsigned int i = 0; i < before->len; i++)
		if (!g_hash_table_contains(submission->files, g_ptr_array_index(before, i)))
			g_ptr_array_add(submission->removed,
					g_strdup(g_ptr_array_index(before, i)));
	return true;
}

static bool apply_all(const struct reader *reader, const GPtrArray *mails, GError **error)
{
	bool any = false;

	for (unsigned int i = 0; i < mails->len; i++) {
		g_autofree char *patch = decode_mail(reader, g_ptr_array_index(mails, i), error);

		if (!patch)
			return false;
		if (!patch_has_diff(patch))	/* a cover letter */
			continue;
		any = true;
		if (!apply_patch(reader, patch, error))
			return false;
	}
	if (!any)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s holds no patch: give a unified diff or a mailbox", reader->name);
	return any;
}

static void free_set(gpointer set)
{
	g_hash_table_unref(set);
}

static struct submission *submission_new(void)
{
	struct submission *submission = g_new0(struct submission, 1);

	submission->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	submission->added = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_set);
	submission->created = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	submission->removed = g_ptr_array_new_with_free_func(g_free);
	return submission;
}

void submission_free(struct submission *submission)
{
	if (!submission)
		return;
	g_hash_table_unref(submission->files);
	g_hash_table_unref(submission->added);
	g_hash_table_unref(submission->created);
	g_ptr_array_unref(submission->removed);
	g_free(submission);
}

static bool read_into(struct reader *reader, const char *text, GError **error)
{
	g_autofree char *directory = g_build_filename(reader->scratch, "new", NULL);
	g_autoptr(GPtrArray) mails = split_input(reader, text, error);

	g_mkdir_with_parents(directory, 0700);
	return mails && apply_all(reader, mails, error) && take_all(reader, error);
}

struct submission *submission_read(const struct tree *tree, const char *path, GError **error)
{
	struct reader reader = {
		.tree = tree,
		.name = strcmp(path, "-") == 0 ? "the patch on standard input" : path,
	};
	g_autofree char *text = read_input(reader.name, path, error);

	if (!text)
		return NULL;
	reader.scratch = scratch_make(error);
	if (!reader.scratch)
		return NULL;
	reader.submission = submission_new();
	if (!read_into(&reader, text, error))
		g_clear_pointer(&reader.submission, submission_free);
	scratch_remove(reader.scratch);
	return reader.submission;
}

bool submission_wrote(const struct submission *submission, const char *file,
		      unsigned int line)
{
	GHashTable *lines = g_hash_table_lookup(submission->added, file);

	return lines && g_hash_table_contains(lines, GUINT_TO_POINTER(line));
}
