// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The back end of "make coccicheck-ptdesc": the options and the output of the
 * kernel's scripts/coccicheck.
 */
#include "cmd/cmd.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "cmd/coccicheck_setup.h"
#include "cmd/coccinelle.h"
#include "convert/candidates.h"
#include "convert/convert.h"
#include "convert/problem.h"

static const char command[] = "coccicheck";

static void print_preamble(const struct coccicheck *check)
{
	if (!coccicheck_given(check->options.mode)) {
		puts("You have not explicitly specified the mode to use. Using default \"report\" mode.\n"
		     "Available modes are the following: patch, report, context, org, chain\n"
		     "You can specify the mode with \"make coccicheck-ptdesc MODE=<mode>\"\n"
		     "Note however that some modes are not implemented by some semantic patches.");
	} else if (!strcmp(check->mode->name, "chain")) {
		puts("You have selected the \"chain\" mode.\n"
		     "All available modes will be tried (in that order): patch, report, context, org");
	}
	puts("\nPlease check for false positives in the output before submitting a patch.\n"
	     "When using \"patch\" mode, carefully review the patch before submitting it.\n");
}

/* What V=1 shows before each semantic patch. */
static void print_message(const struct coccicheck *check, const struct semantic_patch *patch)
{
	if (!check->verbose)
		return;
	printf("Processing %s\nwith option(s) \"%s\"\n\nMessage example to submit a patch:\n",
	       patch->name, patch->options_text);
	for (char **line = patch->description; *line; line++)
		puts(*line);
	if (coccicheck_given(check->options.cocci))
		printf("%s\n in %s.\n\n", check->mode->message, check->options.cocci);
	else
		printf("%s\n in cocci/%s.\n\n", check->mode->message, patch->name);
	puts(" More information about semantic patching is available at\n"
	     " http://coccinelle.lip6.fr/\n");
	if (*patch->information) {
		puts("Semantic patch information:");
		for (char **line = patch->information; *line; line++)
			puts(*line);
		puts("");
	}
}

/*
 * The command goes to standard error, where the kernel's does not, for it holds the
 * number of jobs and standard output is the same whatever that is.
 */
static void print_command(struct coccicheck *check, const struct semantic_patch *patch,
			  enum cocci_mode mode)
{
	g_autofree char *directory = g_build_filename(check->tree->path,
						      check->paths ? check->paths[0] : NULL, NULL);
	g_autofree char *line = spatch_command_line(check->spatch, patch, mode, directory);

	if (check->verbose)
		fprintf(stderr, "Running (%u in parallel): %s\n", check->jobs, line);
	if (check->log)
		g_string_append_printf(check->log, "%s\n", line);
}

static bool runs_here(struct coccicheck *check, const struct semantic_patch *patch)
{
	if (!spatch_too_old(check->spatch, patch))
		return true;
	printf("Skipping coccinelle SmPL patch: %s\n"
	       "You have coccinelle:           %s\n"
	       "This SmPL patch requires:      %s\n",
	       patch->path, check->spatch->version, patch->requires);
	problems_add(check->problems, "%s: requires spatch %s, this is %s", patch->path,
		     patch->requires, check->spatch->version);
	return false;
}

/* Whether @mode is one of those to run @patch in. */
static bool is_chosen(const struct coccicheck *check, const struct semantic_patch *patch,
		      enum cocci_mode mode)
{
	for (unsigned int i = 0; i < check->mode->count; i++) {
		if (!semantic_patch_has_mode(patch, check->mode->order[i]))
			continue;
		if (check->mode->order[i] == mode)
			return true;
		if (check->mode->first_only)
			return false;
	}
	return false;
}

static void name_missing_modes(struct coccicheck *check, const struct semantic_patch *patch)
{
	const struct coccicheck_mode *mode = check->mode;

	if (mode->first_only)
		return;
	for (unsigned int i = 0; i < mode->count; i++)
		if (!semantic_patch_has_mode(patch, mode->order[i]))
			problems_add(check->problems, "%s: has no %s mode", patch->path,
				     cocci_mode_name(mode->order[i]));
}

/* Those to run in @mode, borrowed. */
static GPtrArray *choose(struct coccicheck *check, enum cocci_mode mode)
{
	GPtrArray *chosen = g_ptr_array_new();

	for (unsigned int i = 0; i < check->patches->len; i++)
		if (is_chosen(check, check->patches->pdata[i], mode))
			g_ptr_array_add(chosen, check->patches->pdata[i]);
	return chosen;
}

static char *run(struct coccicheck *check, const GPtrArray *patches, enum cocci_mode mode,
		 GError **error)
{
	g_autoptr(GPtrArray) files = candidates_find(check->tree, patches,
						     (const char *const *)check->paths,
						     check->problems, error);
	struct convert_request request = {
		.tree = check->tree,
		.spatch = check->spatch,
		.patches = patches,
		.files = files,
		.jobs = check->jobs,
		.log = check->log,
	};
	struct conversion *conversion;
	char *text;

	if (!files)
		return NULL;
	if (mode != COCCI_PATCH)
		return convert_scan(&request, mode, check->problems, error);
	conversion = convert_files(&request, check->problems, error);
	text = conversion ? conversion_diff(conversion) : NULL;
	conversion_free(conversion);
	return text;
}

/* All the semantic patches of @patches in one go: the pipeline. */
static bool run_pipeline(struct coccicheck *check, GError **error)
{
	g_autoptr(GPtrArray) patches = choose(check, COCCI_PATCH);
	g_autofree char *text = NULL;

	for (unsigned int i = 0; i < patches->len; i++) {
		print_message(check, patches->pdata[i]);
		print_command(check, patches->pdata[i], COCCI_PATCH);
	}
	if (!patches->len)
		return true;
	text = run(check, patches, COCCI_PATCH, error);
	if (text)
		fputs(text, stdout);
	return text;
}

static bool run_alone(struct coccicheck *check, struct semantic_patch *patch,
		      enum cocci_mode mode, GError **error)
{
	g_autoptr(GPtrArray) patches = g_ptr_array_new();
	g_autofree char *text = NULL;

	g_ptr_array_add(patches, patch);
	print_command(check, patch, mode);
	text = run(check, patches, mode, error);
	if (text)
		fputs(text, stdout);
	return text;
}

/* Every mode but patch. */
static bool run_others(struct coccicheck *check, struct semantic_patch *patch, GError **error)
{
	bool introduced = false;

	for (unsigned int i = 0; i < check->mode->count; i++) {
		enum cocci_mode mode = check->mode->order[i];

		if (mode == COCCI_PATCH || !is_chosen(check, patch, mode))
			continue;
		if (!introduced)
			print_message(check, patch);
		introduced = true;
		if (!run_alone(check, patch, mode, error))
			return false;
	}
	return true;
}

static void drop_too_new(struct coccicheck *check)
{
	for (unsigned int i = 0; i < check->patches->len;) {
		if (!runs_here(check, check->patches->pdata[i])) {
			g_ptr_array_remove_index(check->patches, i);
			continue;
		}
		name_missing_modes(check, check->patches->pdata[i++]);
	}
}

static bool run_all(struct coccicheck *check, GError **error)
{
	print_preamble(check);
	drop_too_new(check);
	if (!run_pipeline(check, error))
		return false;
	for (unsigned int i = 0; i < check->patches->len; i++)
		if (!run_others(check, check->patches->pdata[i], error))
			return false;
	return true;
}

static bool write_log(const struct coccicheck *check, GError **error)
{
	return !check->log ||
	       file_write(check->options.debug_file, check->log->str, check->log->len, error);
}
int cmd_coccicheck(int argc, char **argv)
{
	struct coccicheck check = { 0 };
	GError *error = NULL;
	int status;

	if (coccicheck_prepare(&check, argc, argv, &error) && run_all(&check, &error) &&
	    write_log(&check, &error)) {
		status = coccinelle_report(command, check.problems);
	} else {
		if (check.log)
			write_log(&check, NULL);
		status = cmd_fail(command, error);
	}
	coccicheck_clear(&check);
	return status;
}
