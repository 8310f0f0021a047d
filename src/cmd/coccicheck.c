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

/* Fills @request over @patches; its files are then the caller's to unref. */
static bool make_request(struct coccicheck *check, const GPtrArray *patches,
			 struct convert_request *request, GError **error)
{
	*request = (struct convert_request){
		.tree = check->tree,
		.spatch = check->spatch,
		.patches = patches,
		.files = candidates_find(check->tree, patches, (const char *const *)check->paths,
					 check->problems, error),
		.jobs = check->jobs,
		.log = check->log,
	};
	return request->files;
}

static bool convert(struct coccicheck *check, const GPtrArray *patches, GError **error)
{
	g_autofree char *text = NULL;
	struct convert_request request;
	struct conversion *conversion;

	if (!make_request(check, patches, &request, error))
		return false;
	conversion = convert_files(&request, check->problems, error);
	g_ptr_array_unref((GPtrArray *)request.files);
	if (!conversion)
		return false;
	text = conversion_diff(conversion);
	fputs(text, stdout);
	conversion_free(conversion);
	return true;
}

/* All the semantic patches of @patches in one go: the pipeline. */
static bool run_pipeline(struct coccicheck *check, GError **error)
{
	g_autoptr(GPtrArray) patches = choose(check, COCCI_PATCH);

	for (unsigned int i = 0; i < patches->len; i++) {
		print_message(check, patches->pdata[i]);
		print_command(check, patches->pdata[i], COCCI_PATCH);
	}
	return !patches->len || convert(check, patches, error);
}

/* Every mode but patch: struct convert_scan *, in the order in which they are shown. */
static GPtrArray *choose_scans(struct coccicheck *check)
{
	GPtrArray *scans = g_ptr_array_new_with_free_func(g_free);

	for (unsigned int i = 0; i < check->patches->len; i++)
		for (unsigned int k = 0; k < check->mode->count; k++) {
			enum cocci_mode mode = check->mode->order[k];
			struct convert_scan *scan;

			if (mode == COCCI_PATCH || !is_chosen(check, check->patches->pdata[i], mode))
				continue;
			scan = g_new(struct convert_scan, 1);
			scan->patch = check->patches->pdata[i];
			scan->mode = mode;
			g_ptr_array_add(scans, scan);
		}
	return scans;
}

static void show_scan(const struct convert_scan *scan, const char *text, const char *log,
		      void *data)
{
	struct coccicheck *check = data;

	if (check->shown != scan->patch)
		print_message(check, scan->patch);
	check->shown = scan->patch;
	print_command(check, scan->patch, scan->mode);
	fputs(text, stdout);
	fflush(stdout);
	if (check->log)
		g_string_append(check->log, log);
}

static bool run_scans(struct coccicheck *check, GError **error)
{
	g_autoptr(GPtrArray) scans = choose_scans(check);
	g_autoptr(GPtrArray) patches = g_ptr_array_new();
	struct convert_request request;
	bool ok;

	for (unsigned int i = 0; i < scans->len; i++)
		g_ptr_array_add(patches,
				(gpointer)((struct convert_scan *)scans->pdata[i])->patch);
	if (!scans->len)
		return true;
	if (!make_request(check, patches, &request, error))
		return false;
	ok = convert_scans(&request, scans, show_scan, check, check->problems, error);
	g_ptr_array_unref((GPtrArray *)request.files);
	return ok;
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
	return run_pipeline(check, error) && run_scans(check, error);
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
