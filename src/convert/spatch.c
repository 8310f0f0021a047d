// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/spatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/process.h"
#include "convert/spatch_arguments.h"

/* Seconds a file, as in the kernel's .cocciconfig. */
#define FILE_TIMEOUT 200

static char *ask_version(const char *program, GError **error)
{
	const char *const argv[] = { program, "--version", NULL };
	struct process process = { .argv = argv, .timeout = 60 };
	char *version = NULL;

	if (!process_run(&process, error))
		return NULL;
	if (!process.status && g_str_has_prefix(process.output->str, "spatch version "))
		version = g_strndup(process.output->str + 15,
				    strcspn(process.output->str + 15, " \n"));
	else
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s --version does not answer as Coccinelle's spatch does", program);
	process_clear(&process);
	return version;
}

/* Absolute, for spatch does not run in our working directory. */
static char *find_program(const char *name)
{
	g_autofree char *program = g_find_program_in_path(name);

	return program ? g_canonicalize_filename(program, NULL) : NULL;
}

struct spatch *spatch_find(const char *flags, GError **error)
{
	const char *name = g_getenv("SPATCH");
	struct spatch *spatch = g_new0(struct spatch, 1);

	if (!name || !*name)
		name = "spatch";
	if (!flags || !flags[strspn(flags, " \t")])
		spatch->flags = g_new0(char *, 1);
	else if (!g_shell_parse_argv(flags, NULL, &spatch->flags, NULL))
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "unmatched quote in the options for spatch: %s", flags);
	spatch->program = find_program(name);
	if (!spatch->program && spatch->flags)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "there is no %s: install Coccinelle 1.1.1 or newer "
			    "(Debian: apt install coccinelle)", name);
	if (spatch->program && spatch->flags)
		spatch->version = ask_version(spatch->program, error);
	if (spatch->version)
		return spatch;
	spatch_free(spatch);
	return NULL;
}

void spatch_free(struct spatch *spatch)
{
	if (!spatch)
		return;
	g_free(spatch->program);
	g_free(spatch->version);
	g_strfreev(spatch->flags);
	g_free(spatch);
}

bool spatch_too_old(const struct spatch *spatch, const struct semantic_patch *patch)
{
	return patch->requires && strverscmp(patch->requires, spatch->version) > 0;
}

static bool has_option(char **options, const char *name)
{
	for (; options && *options; options++) {
		const char *option = *options;

		/* spatch takes its old spelling too: -include_headers. */
		g_autofree char *spelled = g_strdelimit(g_strdup(option), "_", '-');

		if (!strcmp(spelled + strspn(spelled, "-"), name))
			return true;
	}
	return false;
}

bool spatch_wants_headers(const struct spatch *spatch, const struct semantic_patch *patch)
{
	return has_option(patch->options, "include-headers") ||
	       has_option(spatch->flags, "include-headers");
}

static bool shows_diff(enum cocci_mode mode)
{
	return mode == COCCI_PATCH || mode == COCCI_CONTEXT;
}

char *spatch_command_line(const struct spatch *spatch, const struct semantic_patch *patch,
			  enum cocci_mode mode, const char *tree)
{
	g_autofree char *flags = g_strjoinv(" ", spatch->flags);

	return g_strdup_printf("%s -D %s %s--very-quiet --cocci-file %s%s%s --dir %s%s%s",
			       spatch->program, cocci_mode_name(mode),
			       shows_diff(mode) ? "" : "--no-show-diff ", patch->path,
			       *patch->options_text ? " " : "", patch->options_text, tree,
			       *flags ? " " : "", flags);
}

/*
 * All but the options that silence spatch: how much it says is settled here,
 * for what it says is how its failures are found.
 */
static void add_options(GPtrArray *argv, char **options)
{
	for (; options && *options; options++) {
		char *list[] = { *options, NULL };

		if (!has_option(list, "very-quiet") && !has_option(list, "quiet"))
			g_ptr_array_add(argv, *options);
	}
}

unsigned int spatch_timeout(char **argv)
{
	unsigned int seconds = FILE_TIMEOUT;

	for (; *argv; argv++) {
		char *list[] = { *argv, NULL };

		if (argv[1] && has_option(list, "timeout"))
			seconds = (unsigned int)strtoul(argv[1], NULL, 10);
	}
	return seconds;
}

static void add_words(GPtrArray *argv, const char *const *words)
{
	for (; *words; words++)
		g_ptr_array_add(argv, (char *)*words);
}

GStrv spatch_arguments(const struct spatch *spatch, const struct spatch_run *run,
		       const char *groups)
{
	g_autofree char *include = g_build_filename(run->workspace->tree->path, "include", NULL);
	g_autoptr(GPtrArray) argv = g_ptr_array_new();

	add_words(argv, (const char *const[]){ spatch->program, "-D", cocci_mode_name(run->mode),
		"--quiet", "--parse-error-msg", "--timeout", G_STRINGIFY(FILE_TIMEOUT),
		/* Where we clean up after a spatch that is killed. */
		"--temp-files", run->workspace->directory, NULL });
	if (run->mode == COCCI_PATCH)
		g_ptr_array_add(argv, "--in-place");
	if (!shows_diff(run->mode))
		g_ptr_array_add(argv, "--no-show-diff");
	if (!has_option(run->patch->options, "no-includes"))
		add_words(argv, (const char *const[]){ "-I", include, NULL });
	add_words(argv, (const char *const[]){ "--cocci-file", run->patch->path, NULL });
	add_options(argv, run->patch->options);
	add_words(argv, (const char *const[]){ "--file-groups", groups, NULL });
	add_options(argv, spatch->flags);
	g_ptr_array_add(argv, NULL);
	return g_strdupv((char **)argv->pdata);
}
