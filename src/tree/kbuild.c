// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/kbuild.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/process.h"
#include "tree/fingerprint.h"

/* Seconds after which a Kbuild step counts as hung; the longest took 60 on one busy core. */
#define STEP_TIMEOUT 1800

/* Lines of a failed step's output that a message quotes. */
#define QUOTED_LINES 6

static void append_variable(GPtrArray *argv, const char *name, const char *value)
{
	if (value)
		g_ptr_array_add(argv, g_strconcat(name, "=", value, NULL));
}

/* For the wrapper, a list of words; variants_load() lets no blank into one. */
static void append_macros(GPtrArray *argv, const struct variant *variant)
{
	GString *text = g_string_new("PTDESC_MACROS=");

	for (unsigned int i = 0; i < variant->macros_count; i++)
		g_string_append_printf(text, "%s ", variant->macros[i]);
	g_ptr_array_add(argv, g_string_free(text, FALSE));
}

/* All that make and the compiler wrapper may see of the environment. */
static void append_environment(GPtrArray *argv, const struct objtree *objtree)
{
	static const char *const passed[] = { "PATH", "HOME", "TMPDIR" };
	const struct variant *variant = objtree->variant;

	g_ptr_array_add(argv, g_strdup("env"));
	g_ptr_array_add(argv, g_strdup("-i"));
	for (size_t i = 0; i < G_N_ELEMENTS(passed); i++)
		append_variable(argv, passed[i], g_getenv(passed[i]));
	append_variable(argv, "LC_ALL", "C");
	if (!variant->triple)
		return;
	append_variable(argv, "PTDESC_CLANG", objtree->compiler->path);
	append_variable(argv, "PTDESC_TARGET", variant->triple);
	append_variable(argv, "PTDESC_ASSEMBLER_TARGET", variant->assembler_triple ?
			variant->assembler_triple : variant->triple);
	append_macros(argv, variant);
}

/*
 * Clang as CC with the host's own binutils, not LLVM=1, which asks for ld.lld.
 * CLANG_TARGET_FLAGS_* gets an architecture that scripts/Makefile.clang does not know past it.
 */
static void append_compiler(GPtrArray *argv, const struct objtree *objtree)
{
	const struct variant *variant = objtree->variant;

	if (!variant->triple) {
		append_variable(argv, "CC", objtree->compiler->path);
		return;
	}
	g_ptr_array_add(argv, g_strdup_printf("CC=%s/cc", objtree->shim));
	g_ptr_array_add(argv, g_strdup_printf("CLANG_TARGET_FLAGS_%s=%s", variant->arch,
					      variant->triple));
	g_ptr_array_add(argv, g_strdup("LD=ld"));
}

/* The command line up to the goals; @options are make's own. */
static GPtrArray *make_command(const struct objtree *objtree, unsigned int jobs,
			       const char *const *options)
{
	const struct variant *variant = objtree->variant;
	GPtrArray *argv = g_ptr_array_new_with_free_func(g_free);

	append_environment(argv, objtree);
	g_ptr_array_add(argv, g_strdup("make"));
	g_ptr_array_add(argv, g_strdup_printf("-j%u", MAX(jobs, 1)));
	for (; *options; options++)
		g_ptr_array_add(argv, g_strdup(*options));
	g_ptr_array_add(argv, g_strdup("-C"));
	g_ptr_array_add(argv, g_strdup(objtree->tree->path));
	append_variable(argv, "ARCH", variant->make_arch ? variant->make_arch : variant->arch);
	append_variable(argv, "O", objtree->directory);
	append_compiler(argv, objtree);
	append_variable(argv, "KCFLAGS", "-Wno-error");
	for (unsigned int i = 0; i < variant->make_count; i++)
		g_ptr_array_add(argv, g_strdup(variant->make[i]));
	return argv;
}

static bool run_make(struct objtree *objtree, unsigned int jobs, const char *const *options,
		     const char *const *goals, struct process *process, GError **error)
{
	g_autoptr(GPtrArray) argv = make_command(objtree, jobs, options);
	bool ok;

	for (; *goals; goals++)
		g_ptr_array_add(argv, g_strdup(*goals));
	g_ptr_array_add(argv, NULL);
	*process = (struct process) {
		.argv = (const char *const *)argv->pdata,
		.timeout = STEP_TIMEOUT,
		.lock = objtree->lock,
	};
	ok = process_run(process, error);
	process->argv = NULL;
	return ok;
}

/*
 * A complaint of the compiler's, the linker's or make's, or about the machine; makes
 * further up only pass it on.
 */
static bool is_complaint(const char *line)
{
	if (g_str_has_prefix(line, "make") && g_str_has_suffix(line, "Error 2"))
		return false;
	return strstr(line, "error:") || strstr(line, "*** ") ||
	       process_text_blames_machine(line);
}

static bool is_text(const char *line)
{
	return *line && !strstr(line, " not remade ") && !strstr(line, "Leaving directory");
}

/* The last of @lines that @wanted likes, joined to one, for g_free(); NULL for none. */
static char *quote(char **lines, bool (*wanted)(const char *line))
{
	g_autoptr(GPtrArray) chosen = g_ptr_array_new();

	for (; *lines; lines++) {
		if (wanted(*lines))
			g_ptr_array_add(chosen, *lines);
	}
	if (!chosen->len)
		return NULL;
	if (chosen->len > QUOTED_LINES)
		g_ptr_array_remove_range(chosen, 0, chosen->len - QUOTED_LINES);
	g_ptr_array_add(chosen, NULL);
	return g_strjoinv(" | ", (char **)chosen->pdata);
}

/*
 * The last lines that @process printed as errors, else of all it printed, in one; where
 * there are complaints among them, only those.
 */
static char *last_lines(const struct process *process)
{
	const char *text = process->errors->len ? process->errors->str : process->output->str;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	char *complaints;
	char *rest;

	for (char **line = lines; *line; line++)
		g_strstrip(*line);
	complaints = quote(lines, is_complaint);
	if (complaints)
		return complaints;
	rest = quote(lines, is_text);
	return rest ? rest : g_strdup("it printed nothing");
}

static void set_step_error(GError **error, const struct objtree *objtree, const char *target,
			   const struct process *process)
{
	g_autofree char *lines = last_lines(process);
	bool stopped = process_was_stopped(process);

	/* Where there is no room for more, say. */
	g_set_error(error, PTDESC_ERROR, stopped ? PTDESC_ERROR_INTERNAL : PTDESC_ERROR_INCOMPLETE,
		    "make %s %s%s%s: %s", target,
		    process->timed_out ? "took too long" : "failed", stopped ? " in " : "",
		    stopped ? objtree->directory : "", lines);
}

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
	if (!run_make(objtree, objtree->jobs, options, goals, &process, error))
		return false;
	ok = !process.status;
	if (!ok)
		set_step_error(error, objtree, "allmodconfig", &process);
	process_clear(&process);
	return ok && check_config(objtree, error);
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
	if (!run_make(objtree, objtree->jobs, options, goals, &process, error))
		return false;
	made = (!process.status || !process_was_stopped(&process)) &&
		g_file_test(needed, G_FILE_TEST_EXISTS);
	if (!made) {
		set_step_error(error, objtree, "prepare0", &process);
	} else if (process.status) {
		g_autofree char *lines = last_lines(&process);

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

/*
 * One job only: the lines are longer than what a pipe takes in one piece, so that
 * parallel makes would write into the middle of each other's.
 */
char *kbuild_commands(struct objtree *objtree, const char *const *goals, GError **error)
{
	const char *const options[] = { "-n", "-k", "CONFIG_OBJTOOL=", NULL };
	struct process process;
	char *text;

	objtree_progress(objtree, "collecting flags");
	if (!run_make(objtree, 1, options, goals, &process, error))
		return NULL;
	if (process.status && process_was_stopped(&process)) {
		set_step_error(error, objtree, "-n", &process);
		process_clear(&process);
		return NULL;
	}
	text = g_string_free(process.output, FALSE);
	process.output = NULL;
	process_clear(&process);
	return text;
}

static bool has_makefile(const struct objtree *objtree, const char *directory)
{
	g_autofree char *makefile = g_build_filename(objtree->tree->path, directory,
						     "Makefile", NULL);
	g_autofree char *kbuild = g_build_filename(objtree->tree->path, directory, "Kbuild",
						   NULL);

	return g_file_test(makefile, G_FILE_TEST_EXISTS) || g_file_test(kbuild, G_FILE_TEST_EXISTS);
}

/* Directories that an architecture's makefile adds by itself, so that arch/NAME/ misses them. */
char **kbuild_goals(const struct objtree *objtree)
{
	static const char *const beside[] = { "", "kernel", "mm", "lib", "power", "pci" };
	GPtrArray *goals = g_ptr_array_new();

	g_ptr_array_add(goals, g_strdup("mm/"));
	for (size_t i = 0; i < G_N_ELEMENTS(beside); i++) {
		g_autofree char *directory = g_strdup_printf("arch/%s/%s%s", objtree->variant->arch,
							     beside[i], *beside[i] ? "/" : "");

		if (has_makefile(objtree, directory))
			g_ptr_array_add(goals, g_steal_pointer(&directory));
	}
	g_ptr_array_add(goals, NULL);
	return (char **)g_ptr_array_free(goals, FALSE);
}
