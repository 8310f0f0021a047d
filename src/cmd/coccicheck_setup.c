// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/coccicheck_setup.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/coccinelle.h"
#include "convert/outside.h"
#include "convert/problem.h"

static const char description[] =
	"Runs the semantic patches over a kernel tree, which is never written to, and\n"
	"prints what the kernel's coccicheck prints. Files are looked at below arch/, mm/\n"
	"and include/ unless --dir says otherwise.\n"
	"\n"
	"In patch mode the semantic patches are a pipeline, each of which sees the output\n"
	"of those before it, and standard output is one patch, ready for git apply.\n"
	"In the other modes each runs on its own over the tree as it is.\n"
	"\n"
	"Exit status: 0 it ran over everything, whatever it found; 2 trouble; 3 incomplete:\n"
	"some file, function or semantic patch was left out and is named on standard error.";

static const struct coccicheck_mode modes[] = {
	{ "patch", { COCCI_PATCH }, 1, false,
	  " The semantic patch that makes this change is available" },
	{ "report", { COCCI_REPORT }, 1, false,
	  " The semantic patch that makes this report is available" },
	{ "context", { COCCI_CONTEXT }, 1, false,
	  " The semantic patch that spots this code is available" },
	{ "org", { COCCI_ORG }, 1, false,
	  " The semantic patch that makes this Org report is available" },
	{ "chain", { COCCI_PATCH, COCCI_REPORT, COCCI_CONTEXT, COCCI_ORG }, 4, true,
	  " The semantic patch that makes this output is available" },
	{ "rep+ctxt", { COCCI_REPORT, COCCI_CONTEXT }, 2, false,
	  " The semantic patch that makes this output is available" },
	{ 0 },
};

const char *coccicheck_given(const char *value)
{
	return value && *value ? value : NULL;
}

static bool read_options(struct coccicheck_options *options, int argc, char **argv,
			 GError **error)
{
	const GOptionEntry entries[] = {
		{ "tree", 0, 0, G_OPTION_ARG_FILENAME, &options->tree,
		  "The kernel tree", "DIR" },
		{ "mode", 0, 0, G_OPTION_ARG_STRING, &options->mode,
		  "report (default), patch, context, org, chain or rep+ctxt", "MODE" },
		{ "cocci", 0, 0, G_OPTION_ARG_FILENAME, &options->cocci,
		  "Run this semantic patch only", "FILE" },
		{ "dir", 0, 0, G_OPTION_ARG_FILENAME, &options->directory,
		  "Look only at this directory or file of the tree", "M" },
		{ "jobs", 'j', 0, G_OPTION_ARG_STRING, &options->jobs,
		  "Processes at a time (default: one per processor)", "N" },
		{ "verbose", 0, 0, G_OPTION_ARG_STRING, &options->verbose,
		  "1: show what is run and an example message", "V" },
		{ "spflags", 0, 0, G_OPTION_ARG_STRING, &options->spflags,
		  "More options for spatch, given last", "FLAGS" },
		{ "debug-file", 0, 0, G_OPTION_ARG_FILENAME, &options->debug_file,
		  "Write what spatch says on standard error to this new file", "FILE" },
		{ 0 },
	};

	if (!coccinelle_parse(entries, "- run the semantic patches over a kernel tree", description,
			      argc, argv, error))
		return false;
	return coccicheck_given(options->tree) ||
	       coccinelle_usage(error, "--tree DIR is missing; see --help");
}

static void clear_options(struct coccicheck_options *options)
{
	g_free(options->tree);
	g_free(options->mode);
	g_free(options->cocci);
	g_free(options->directory);
	g_free(options->jobs);
	g_free(options->verbose);
	g_free(options->spflags);
	g_free(options->debug_file);
}

static bool find_mode(struct coccicheck *check, GError **error)
{
	const char *name = coccicheck_given(check->options.mode) ? check->options.mode : "report";

	for (check->mode = modes; check->mode->name; check->mode++)
		if (!strcmp(check->mode->name, name))
			return true;
	return coccinelle_usage(error, "there is no mode \"%s\": choose patch, report, context, org, chain "
		     "or rep+ctxt", name);
}

/* A semantic patch by its path, or by its name if it is one of ours. */
static bool load_one(struct coccicheck *check, const char *path, GError **error)
{
	g_autofree char *ours = g_build_filename(cmd_data_directory("cocci"), path, NULL);
	struct semantic_patch *patch;

	if (!g_file_test(path, G_FILE_TEST_EXISTS) && !strchr(path, '/') &&
	    g_file_test(ours, G_FILE_TEST_IS_REGULAR))
		path = ours;
	patch = semantic_patch_read(path, error);
	if (!patch)
		return false;
	check->patches = g_ptr_array_new_with_free_func((GDestroyNotify)semantic_patch_free);
	g_ptr_array_add(check->patches, patch);
	if (patch->modes)
		return true;
	return coccinelle_usage(error, "%s:1: declares none of the modes: it needs a line such as "
		     "\"virtual patch\"", path);
}

static bool load_patches(struct coccicheck *check, GError **error)
{
	if (coccicheck_given(check->options.cocci))
		return load_one(check, check->options.cocci, error);
	check->patches = cocci_series_read(cmd_data_directory("cocci"), error);
	return check->patches;
}

static bool find_paths(struct coccicheck *check, GError **error)
{
	char *path;

	if (!coccicheck_given(check->options.directory))
		return true;
	path = tree_relative(check->tree, check->options.directory, error);
	if (!path)
		return false;
	check->paths = g_new0(char *, 2);
	check->paths[0] = path;
	return true;
}

/* The kernel's coccicheck exits with 0, without having run, when the file exists. */
static bool open_debug_file(struct coccicheck *check, GError **error)
{
	const char *name = coccicheck_given(check->options.debug_file);
	g_autofree char *path = NULL;

	if (!name || !strcmp(name, "/dev/null"))
		return true;
	path = g_canonicalize_filename(name, NULL);
	if (g_file_test(path, G_FILE_TEST_EXISTS))
		return coccinelle_usage(error, "debug file %s exists: remove it or name another", name);
	if (!outside_check(check->tree, path, error))
		return false;
	check->log = g_string_new(NULL);
	return file_write(path, "", 0, error);
}

bool coccicheck_prepare(struct coccicheck *check, int argc, char **argv, GError **error)
{
	struct coccicheck_options *options = &check->options;

	check->jobs = g_get_num_processors();
	check->problems = problems_new();
	if (!read_options(options, argc, argv, error) || !find_mode(check, error) ||
	    !coccinelle_read_number(options->jobs, 1, "--jobs", &check->jobs, error) ||
	    !coccinelle_read_number(options->verbose, 0, "--verbose", &check->verbose, error))
		return false;
	check->tree = tree_open(options->tree, error);
	if (!check->tree || !find_paths(check, error) || !load_patches(check, error))
		return false;
	check->spatch = spatch_find(options->spflags, error);
	return check->spatch && open_debug_file(check, error);
}
void coccicheck_clear(struct coccicheck *check)
{
	clear_options(&check->options);
	tree_free(check->tree);
	spatch_free(check->spatch);
	g_clear_pointer(&check->patches, g_ptr_array_unref);
	g_strfreev(check->paths);
	g_clear_pointer(&check->problems, g_ptr_array_unref);
	if (check->log)
		g_string_free(check->log, TRUE);
}
