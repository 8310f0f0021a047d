// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/kbuild.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "tree/make.h"
#include "tree/fingerprint.h"

static void note(struct objtree *objtree, char *text)
{
	g_ptr_array_add(objtree->notes, g_strdup_printf("%s: %s", objtree->variant->name, text));
	g_free(text);
}

/* Whether @config, a .config with a newline ahead, says what @fragment asks for. */
static bool config_has(const char *config, const char *fragment)
{
	const char *equals = strchr(fragment, '=');
	g_autofree char *wanted = NULL;

	if (!strcmp(equals, "=n")) {
		wanted = g_strdup_printf("\n%.*s=", (int)(equals - fragment), fragment);
		return !strstr(config, wanted);
	}
	wanted = g_strdup_printf("\n%s\n", fragment);
	return strstr(config, wanted);
}

static bool check_config(struct objtree *objtree, GError **error)
{
	const struct variant *variant = objtree->variant;
	g_autofree char *path = g_build_filename(objtree->directory, ".config", NULL);
	g_autofree char *text = file_read(path, NULL, error);
	g_autofree char *config = text ? g_strconcat("\n", text, NULL) : NULL;

	if (!config)
		return false;
	for (unsigned int i = 0; i < variant->config_count; i++) {
		if (!config_has(config, variant->config[i]))
			note(objtree, g_strdup_printf("Kconfig did not take %s",
							variant->config[i]));
	}
	return true;
}

static char *write_seed(const struct objtree *objtree, GError **error)
{
	g_autofree char *path = objtree_path(objtree, "seed");
	GString *text = g_string_new(NULL);
	bool ok;

	for (unsigned int i = 0; i < objtree->variant->config_count; i++)
		g_string_append_printf(text, "%s\n", objtree->variant->config[i]);
	ok = file_write(path, text->str, text->len, error);
	g_string_free(text, TRUE);
	return ok ? g_steal_pointer(&path) : NULL;
}

static bool configure(struct objtree *objtree, GError **error)
{
	g_autofree char *seed = write_seed(objtree, error);
	g_autofree char *variable = seed ? g_strconcat("KCONFIG_ALLCONFIG=", seed, NULL) : NULL;
	const char *const options[] = { NULL };
	const char *const goals[] = { variable, "allmodconfig", NULL };
	struct process process;
	bool ok;

	if (!seed)
		return false;
	objtree_progress(objtree, "configuring");
	if (!make_run(objtree, objtree->jobs, options, goals, &process, error))
		return false;
	ok = !process.status;
	if (!ok)
		make_set_error(error, objtree, "allmodconfig", &process);
	process_clear(&process);
	return ok && check_config(objtree, error);
}

/* Kbuild leaves an asm-offsets.h behind of which it has just failed to make a new one. */
static void remove_old_offsets(const struct objtree *objtree)
{
	g_autofree char *made = g_build_filename(objtree->directory, "arch",
						 objtree->variant->arch, "kernel",
						 "asm-offsets.s", NULL);
	g_autofree char *header = g_build_filename(objtree->directory,
						   "include/generated/asm-offsets.h", NULL);

	if (!g_file_test(made, G_FILE_TEST_EXISTS))
		unlink(header);
}

/*
 * "prepare" would build objtool as well.  Under -k a failing target, such as an
 * asm-offsets.h that this release cannot make, leaves the others standing: then it is
 * a note, and the units that need the header say so themselves.
 */
static bool make_headers(struct objtree *objtree, GError **error)
{
	const char *const options[] = { "-k", NULL };
	const char *const goals[] = { "prepare0", NULL };
	g_autofree char *needed = g_build_filename(objtree->directory,
						   "include/generated/autoconf.h", NULL);
	struct process process;
	bool made;

	objtree_progress(objtree, "making headers");
	if (!make_run(objtree, objtree->jobs, options, goals, &process, error))
		return false;
	made = (!process.status || !process_was_stopped(&process)) &&
		g_file_test(needed, G_FILE_TEST_EXISTS);
	if (!made) {
		make_set_error(error, objtree, "prepare0", &process);
	} else if (process.status) {
		g_autofree char *lines = make_last_lines(&process);

		remove_old_offsets(objtree);
		note(objtree, g_strdup_printf("make prepare0 failed in part: %s", lines));
	}
	process_clear(&process);
	return made;
}

static char *made_line(const struct objtree *objtree)
{
	return g_strdup_printf("made %016" PRIx64, fingerprint_made(objtree->directory));
}

enum state { READY, OUTDATED, UNFINISHED };

/*
 * The stamp says what the headers were made from and what there was when they were, then
 * notes of making them, one a line.  Without one make did not come to its end.
 */
static enum state read_stamp(struct objtree *objtree, const char *path)
{
	g_autofree char *text = file_read(path, NULL, NULL);
	g_auto(GStrv) lines = g_strsplit(text ? text : "", "\n", -1);
	g_autofree char *made = made_line(objtree);

	if (g_strv_length(lines) < 2 || strcmp(lines[1], made))
		return UNFINISHED;
	if (strcmp(lines[0], objtree->stamp))
		return OUTDATED;
	for (char **line = lines + 2; *line; line++) {
		if (**line)
			g_ptr_array_add(objtree->notes, g_strdup(*line));
	}
	return READY;
}

static bool write_stamp(const struct objtree *objtree, const char *path, GError **error)
{
	g_autofree char *made = made_line(objtree);
	GString *text = g_string_new(NULL);
	bool ok;

	g_string_append_printf(text, "%s\n%s", objtree->stamp, made);
	for (guint i = 0; i < objtree->notes->len; i++)
		g_string_append_printf(text, "\n%s", (char *)objtree->notes->pdata[i]);
	ok = file_write(path, text->str, text->len, error);
	g_string_free(text, TRUE);
	return ok;
}

bool kbuild_prepare(struct objtree *objtree, GError **error)
{
	g_autofree char *path = objtree_path(objtree, "headers");
	enum state state = read_stamp(objtree, path);

	if (state == READY)
		return true;
	if (!objtree_change(objtree, error) ||
	    (state == UNFINISHED && !objtree_empty(objtree, error)))
		return false;
	unlink(path);
	return configure(objtree, error) && make_headers(objtree, error) &&
	       write_stamp(objtree, path, error);
}
