// SPDX-License-Identifier: GPL-2.0-or-later
#include "lint/submission.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"

struct reader {
	const struct tree *tree;
	const char *name;	/* of the input, for messages */
	char *scratch;		/* holds old/, new/ and mail/ */
	struct submission *submission;
};

/* -- git ----------------------------------------------------------------------------------- */

/* Neither a user's nor a repository's configuration has a say. */
static const char *const git_environment[] = {
	"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CEILING_DIRECTORIES=/",
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

static char *read_stream(FILE *stream)
{
	GString *text = g_string_new(NULL);
	char bytes[65536];
	size_t length;

	while ((length = fread(bytes, 1, sizeof(bytes), stream)))
		g_string_append_len(text, bytes, (gssize)length);
	return g_string_free(text, FALSE);
}

static char *read_input(const char *path, GError **error)
{
	return strcmp(path, "-") == 0 ? read_stream(stdin) : file_read(path, NULL, error);
}

static bool is_mailbox(const char *text)
{
	return g_regex_match_simple("\\AFrom \\S+ .*\\d{4}$", text, G_REGEX_MULTILINE, 0);
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

	if (!g_regex_match_simple("^(From|Subject|Date|MIME-Version|Content-[A-Za-z-]+): ", mail,
				  G_REGEX_MULTILINE, 0))
		return g_strdup(mail);
	info = run_git(reader, reader->scratch, mail, argv, error);
	return info ? file_read(path, NULL, error) : NULL;
}

static bool has_diff(const char *patch)
{
	return g_regex_match_simple("^(diff --git |--- )", patch, G_REGEX_MULTILINE, 0);
}

/* -- applying ---------------------------------------------------------------------------------- */

static bool is_below_tree(const char *file)
{
	return !g_path_is_absolute(file) && strncmp(file, "../", 3) != 0 &&
		!strstr(file, "/../");
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

/* Every name the patch's headers give, old and new; false for one outside the tree. */
static GPtrArray *touched_files(const struct reader *reader, const char *patch, GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GMatchInfo) match = NULL;
	g_autoptr(GRegex) names = g_regex_new(
		"^(?:--- a/|\\+\\+\\+ b/|rename from |rename to |copy from |diff --git a/\\S+ b/)([^\\t\\n]+)",
		G_REGEX_MULTILINE, 0, NULL);

	for (g_regex_match(names, patch, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		char *file = g_match_info_fetch(match, 1);

		g_ptr_array_add(files, file);
		if (is_below_tree(file))
			continue;
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s reaches outside the tree: %s", reader->name, file);
		return NULL;
	}
	return g_steal_pointer(&files);
}

static bool apply_patch(struct reader *reader, const char *patch, GPtrArray *touched,
			GError **error)
{
	static const char *const argv[] = { "git", "apply", "--whitespace=nowarn", "-", NULL };
	g_autofree char *directory = g_build_filename(reader->scratch, "new", NULL);
	g_autoptr(GPtrArray) files = touched_files(reader, patch, error);
	g_autofree char *output = NULL;

	for (unsigned int i = 0; files && i < files->len; i++) {
		const char *file = g_ptr_array_index(files, i);

		if (!copy_file(reader, file, error))
			return false;
		g_ptr_array_add(touched, g_strdup(file));
	}
	if (files)
		output = run_git(reader, directory, patch, argv, error);
	return output != NULL;
}

/* -- what came of it ----------------------------------------------------------------------------- */

/* Notes "@@ -a,b +START,COUNT @@" of a diff without context. */
static GHashTable *added_lines(const char *diff)
{
	GHashTable *lines = g_hash_table_new(NULL, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autoptr(GRegex) hunk = g_regex_new("^@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@", G_REGEX_MULTILINE,
					     0, NULL);

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
	const char *argv[] = { "git", "diff", "--no-index", "--no-color", "-U0", "--",
			       g_file_test(old_path, G_FILE_TEST_EXISTS) ? before : "/dev/null",
			       after, NULL };
	struct process process = { .argv = argv, .directory = reader->scratch,
				   .setenv = git_environment };

	if (!process_run(&process, error))
		return false;
	g_hash_table_insert(reader->submission->added, g_strdup(file),
			    added_lines(process.output->str));
	process_clear(&process);
	return true;
}

static bool take_file(struct reader *reader, const char *file, GError **error)
{
	struct submission *submission = reader->submission;
	g_autofree char *path = g_build_filename(reader->scratch, "new", file, NULL);
	char *text;

	if (g_hash_table_contains(submission->files, file) ||
	    g_file_test(path, G_FILE_TEST_IS_SYMLINK))
		return true;
	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
		g_ptr_array_add(submission->removed, g_strdup(file));
		return true;
	}
	text = file_read(path, NULL, error);
	if (!text)
		return false;
	g_hash_table_insert(submission->files, g_strdup(file), text);
	return note_added(reader, file, error);
}

static bool apply_all(struct reader *reader, const GPtrArray *mails, GPtrArray *touched,
		      GError **error)
{
	bool any = false;

	for (unsigned int i = 0; i < mails->len; i++) {
		g_autofree char *patch = decode_mail(reader, g_ptr_array_index(mails, i), error);

		if (!patch)
			return false;
		if (!has_diff(patch))	/* a cover letter */
			continue;
		any = true;
		if (!apply_patch(reader, patch, touched, error))
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
	submission->removed = g_ptr_array_new_with_free_func(g_free);
	return submission;
}

void submission_free(struct submission *submission)
{
	if (!submission)
		return;
	g_hash_table_unref(submission->files);
	g_hash_table_unref(submission->added);
	g_ptr_array_unref(submission->removed);
	g_free(submission);
}

static bool read_into(struct reader *reader, const char *text, GError **error)
{
	g_autofree char *directory = g_build_filename(reader->scratch, "new", NULL);
	g_autoptr(GPtrArray) touched = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) mails = split_input(reader, text, error);
	bool ok;

	g_mkdir_with_parents(directory, 0700);
	ok = mails && apply_all(reader, mails, touched, error);
	for (unsigned int i = 0; ok && i < touched->len; i++)
		ok = take_file(reader, g_ptr_array_index(touched, i), error);
	return ok;
}

struct submission *submission_read(const struct tree *tree, const char *path, GError **error)
{
	struct reader reader = { .tree = tree };
	g_autofree char *text = read_input(path, error);

	if (!text)
		return NULL;
	reader.name = strcmp(path, "-") == 0 ? "the patch on standard input" : path;
	reader.scratch = file_make_scratch(error);
	if (!reader.scratch)
		return NULL;
	reader.submission = submission_new();
	if (!read_into(&reader, text, error))
		g_clear_pointer(&reader.submission, submission_free);
	file_remove_tree(reader.scratch);
	g_free(reader.scratch);
	return reader.submission;
}

bool submission_wrote(const struct submission *submission, const char *file,
		      unsigned int line)
{
	GHashTable *lines = g_hash_table_lookup(submission->added, file);

	return lines && g_hash_table_contains(lines, GUINT_TO_POINTER(line));
}
