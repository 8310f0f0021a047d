// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/commands.h"

#include <string.h>

#include "base/file.h"
#include "tree/make.h"

/*
 * Whether what @complaint is about left out a command that we would have wanted: a rule
 * that is missing for an object without a .c file, such as a vdso's wrapper, did not.
 */
static bool is_gap(const struct objtree *objtree, const char *complaint)
{
	static const char needed[] = ", needed by '";
	const char *target = strstr(complaint, needed);
	g_autofree char *object = NULL;
	g_autofree char *source = NULL;

	if (!target || !strstr(complaint, "No rule to make target"))
		return true;
	target += strlen(needed);
	object = g_strndup(target, strcspn(target, "'"));
	if (!g_str_has_suffix(object, ".o"))
		return false;
	object[strlen(object) - 1] = 'c';
	source = g_build_filename(objtree->tree->path, object, NULL);
	return g_file_test(source, G_FILE_TEST_EXISTS);
}

static void add_gaps(const struct objtree *objtree, const char *text, GPtrArray *gaps)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line; line++) {
		g_strstrip(*line);
		if (make_is_complaint(*line) && is_gap(objtree, *line))
			g_ptr_array_add(gaps, g_strdup_printf("make -n failed in part: %s", *line));
	}
}

/*
 * One job only: the lines are longer than what a pipe takes in one piece, so that
 * parallel makes would write into the middle of each other's.
 */
char *commands_of(struct objtree *objtree, const char *const *goals, GPtrArray *gaps,
		  GError **error)
{
	const char *const options[] = { "-n", "-k", "CONFIG_OBJTOOL=", NULL };
	struct process process;
	char *text = NULL;

	objtree_progress(objtree, "collecting flags");
	if (!make_run(objtree, 1, options, goals, &process, error))
		return NULL;
	if (process.status && (process_was_stopped(&process) ||
			       !strstr(process.output->str, " -c -o "))) {
		g_autofree char *names = g_strjoinv(" ", (char **)goals);
		g_autofree char *target = g_strconcat("-n ", names, NULL);

		make_set_error(error, objtree, target, &process);
	} else {
		if (process.status)
			add_gaps(objtree, process.errors->str, gaps);
		text = g_strdup(process.output->str);
	}
	process_clear(&process);
	return text;
}

/*
 * The directories that an architecture's makefile adds beside arch/NAME/.  Kbuild itself
 * is asked: it prints KBUILD_IMAGE when it has read all makefiles.
 */
static char *ask_directories(struct objtree *objtree, GError **error)
{
	const char *const options[] = { "-s", NULL };
	const char *const goals[] = {
		"image_name", "KBUILD_IMAGE=$(core-y) $(libs-y) $(drivers-y) $(drivers-m)", NULL
	};
	struct process process;
	char *text = NULL;

	if (!make_run(objtree, 1, options, goals, &process, error))
		return NULL;
	if (process.timed_out || process.status)
		make_set_error(error, objtree, "image_name", &process);
	else
		text = g_strdup(process.output->str);
	process_clear(&process);
	return text;
}

/* For g_strfreev(). */
static char **kernel_goals(struct objtree *objtree, GError **error)
{
	g_autofree char *text = ask_directories(objtree, error);
	g_auto(GStrv) words = g_strsplit_set(text ? text : "", " \t\n", -1);
	GPtrArray *goals;

	if (!text)
		return NULL;
	goals = g_ptr_array_new();
	g_ptr_array_add(goals, g_strdup("mm/"));
	g_ptr_array_add(goals, g_strdup_printf("arch/%s/", objtree->variant->arch));
	for (char **word = words; *word; word++) {
		if (g_str_has_prefix(*word, "arch/") && g_str_has_suffix(*word, "/"))
			g_ptr_array_add(goals, g_strdup(*word));
	}
	g_ptr_array_add(goals, NULL);
	return (char **)g_ptr_array_free(goals, FALSE);
}

/* Adds what makes @target, in a directory that no other one leads to. */
static void add_boot(struct objtree *objtree, const char *target, GString *text, GPtrArray *gaps)
{
	g_autofree char *directory = g_path_get_dirname(target);
	g_autofree char *path = g_build_filename(objtree->tree->path, directory, NULL);
	g_autofree char *build = g_strconcat("build-dir=", directory, NULL);
	g_autofree char *single = g_strconcat("single-goals=", target, NULL);
	const char *const goals[] = { directory, build, single, NULL };
	g_autofree char *commands = NULL;
	g_autoptr(GError) error = NULL;

	if (!g_file_test(path, G_FILE_TEST_IS_DIR))
		return;
	commands = commands_of(objtree, goals, gaps, &error);
	if (commands)
		g_string_append(text, commands);
	else
		g_ptr_array_add(gaps, g_strdup(error->message));
}

/* Adds the command that made asm-offsets.h, which make has no reason to repeat. */
static void add_offsets(const struct objtree *objtree, GString *text)
{
	g_autofree char *path = g_build_filename(objtree->directory, "arch",
						 objtree->variant->arch, "kernel",
						 ".asm-offsets.s.cmd", NULL);
	g_autofree char *saved = file_read(path, NULL, NULL);
	const char *assigned = saved ? strstr(saved, ":= ") : NULL;

	if (assigned)
		g_string_append_printf(text, "\n%.*s\n", (int)strcspn(assigned, "\n"),
				       assigned);
}

char *commands_of_kernel(struct objtree *objtree, GPtrArray *gaps, GError **error)
{
	const struct variant *variant = objtree->variant;
	g_auto(GStrv) goals = kernel_goals(objtree, error);
	g_autofree char *commands = NULL;
	GString *text;

	if (!goals)
		return NULL;
	commands = commands_of(objtree, (const char *const *)goals, gaps, error);
	if (!commands)
		return NULL;
	text = g_string_new(commands);
	for (unsigned int i = 0; i < variant->boot_count; i++)
		add_boot(objtree, variant->boot[i], text, gaps);
	add_offsets(objtree, text);
	return g_string_free(text, FALSE);
}
