// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/diff.h"

#include <string.h>

#include "base/error.h"
#include "base/process.h"

#define HEADER "diff --git a/"

/*
 * Runs git in the scratch directory, out of reach of configuration files and of a
 * repository around it.  git diff says by status 1 that there are differences.
 */
static char *run_git(const struct workspace *workspace, const char *const *argv,
		     const char *input, GError **error)
{
	g_autofree char *parent = g_path_get_dirname(workspace->directory);
	g_autofree char *ceiling = g_strconcat("GIT_CEILING_DIRECTORIES=", parent, NULL);
	const char *environment[] = {
		"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_COUNT=0",
		"GIT_CONFIG_PARAMETERS=", "GIT_DIFF_OPTS=", "GIT_ATTR_NOSYSTEM=1",
		"XDG_CONFIG_HOME=/nonexistent", "LC_ALL=C", ceiling, NULL,
	};
	struct process process = {
		.argv = argv,
		.directory = workspace->directory,
		.setenv = environment,
		.input = input,
	};
	char *output = NULL;

	if (!process_run(&process, error))
		return NULL;
	if (process.status > 1)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "git %s: %s", argv[1],
			    g_strchomp(process.errors->str));
	else
		output = g_strdup(process.output->str);
	process_clear(&process);
	return output;
}

static void file_diff_free(gpointer data)
{
	struct file_diff *diff = data;

	g_free(diff->file);
	g_free(diff->text);
	g_free(diff);
}

/*
 * "diff --git a/NAME b/NAME": both names are the same, for nothing is renamed, and
 * unquoted, for the workspace takes no name that needs quotes.
 */
static char *header_file(const char *text)
{
	size_t length = strcspn(text, "\n") - strlen(HEADER) - strlen(" b/");

	return g_strndup(text + strlen(HEADER), length / 2);
}

/* Only a header starts a line with "diff": text is behind " ", "+" or "-". */
static GPtrArray *split(const char *text)
{
	GPtrArray *diffs = g_ptr_array_new_with_free_func(file_diff_free);

	while (*text) {
		const char *next = strstr(text, "\n" HEADER);
		size_t length = next ? (size_t)(next + 1 - text) : strlen(text);
		struct file_diff *diff = g_new(struct file_diff, 1);

		diff->file = header_file(text);
		diff->text = g_strndup(text, length);
		g_ptr_array_add(diffs, diff);
		text += length;
	}
	return diffs;
}

static int by_file(gconstpointer a, gconstpointer b)
{
	const struct file_diff *const *left = a, *const *right = b;

	return strcmp((*left)->file, (*right)->file);
}

GPtrArray *diff_workspace(const struct workspace *workspace, GError **error)
{
	static const char *const argv[] = {
		"git", "diff", "--no-index", "--no-prefix", "--no-color", "--no-renames",
		"--no-ext-diff", "--no-textconv", "--text", "--unified=3", "--inter-hunk-context=0",
		"--diff-algorithm=myers", "--indent-heuristic", "--abbrev=12", "a", "b", NULL,
	};
	g_autofree char *text = run_git(workspace, argv, NULL, error);
	GPtrArray *diffs;

	if (!text)
		return NULL;
	if (*text && !g_str_has_prefix(text, HEADER)) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "git diff starts with \"%.*s\"", (int)strcspn(text, "\n"), text);
		return NULL;
	}
	diffs = split(text);
	g_ptr_array_sort(diffs, by_file);
	return diffs;
}

char *diff_stat(const struct workspace *workspace, const char *diff, GError **error)
{
	static const char *const argv[] = { "git", "apply", "--stat", "--summary", "-", NULL };

	return run_git(workspace, argv, diff, error);
}
