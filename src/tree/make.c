// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/make.h"

#include <string.h>

#include "base/error.h"

/* Seconds after which a step counts as hung; the longest took 60 on one busy processor. */
#define STEP_TIMEOUT 1800

/* How much of a failed step's output a message quotes: lines, and bytes of each. */
#define QUOTED_LINES 6
#define QUOTED_BYTES 300

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

static unsigned int step_timeout(const struct objtree *objtree)
{
	return objtree->options->timeout ? objtree->options->timeout : STEP_TIMEOUT;
}

bool make_run(const struct objtree *objtree, unsigned int jobs, const char *const *options,
	      const char *const *goals, struct process *process, GError **error)
{
	g_autoptr(GPtrArray) argv = make_command(objtree, jobs, options);
	bool ok;

	for (; *goals; goals++)
		g_ptr_array_add(argv, g_strdup(*goals));
	g_ptr_array_add(argv, NULL);
	*process = (struct process) {
		.argv = (const char *const *)argv->pdata,
		.timeout = step_timeout(objtree),
		.lock = objtree->lock,
	};
	ok = process_run(process, error);
	process->argv = NULL;
	return ok;
}

/* About the code, the tree or the machine; makes further up only pass a complaint on. */
bool make_is_complaint(const char *line)
{
	if (g_str_has_prefix(line, "make") && g_str_has_suffix(line, "Error 2"))
		return false;
	return strstr(line, "error:") || strstr(line, "*** ") ||
	       process_text_blames_machine(line);
}

/* A complaint that says what is wrong, not only that a command failed. */
static bool is_cause(const char *line)
{
	return make_is_complaint(line) && !strstr(line, "] Error ");
}

static bool is_text(const char *line)
{
	return *line && !strstr(line, " not remade ") && !strstr(line, "ing directory '") &&
	       !(g_str_has_prefix(line, "make") && strstr(line, "] Error "));
}

/* The last of @lines that @wanted likes, joined to one, for g_free(); NULL for none. */
static char *quote(char **lines, bool (*wanted)(const char *line))
{
	g_autoptr(GPtrArray) chosen = g_ptr_array_new_with_free_func(g_free);

	for (; *lines; lines++) {
		if (wanted(*lines))
			g_ptr_array_add(chosen, g_strndup(*lines, QUOTED_BYTES));
	}
	if (!chosen->len)
		return NULL;
	if (chosen->len > QUOTED_LINES)
		g_ptr_array_remove_range(chosen, 0, chosen->len - QUOTED_LINES);
	g_ptr_array_add(chosen, NULL);
	return g_strjoinv(" | ", (char **)chosen->pdata);
}

char *make_last_lines(const struct process *process)
{
	static bool (*const wanted[])(const char *line) = { is_cause, is_text, make_is_complaint };
	const char *text = process->errors->len ? process->errors->str : process->output->str;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	char *quoted = NULL;

	for (char **line = lines; *line; line++)
		g_strstrip(*line);
	for (size_t i = 0; !quoted && i < G_N_ELEMENTS(wanted); i++)
		quoted = quote(lines, wanted[i]);
	return quoted ? quoted : g_strdup("it printed nothing");
}

void make_set_error(GError **error, const struct objtree *objtree, const char *target,
		    const struct process *process)
{
	g_autofree char *lines = make_last_lines(process);
	/* Where there is no room for more, say; what hangs does so wherever it is. */
	bool stopped = !process->timed_out && process_was_stopped(process);

	g_set_error(error, PTDESC_ERROR, stopped ? PTDESC_ERROR_INTERNAL : PTDESC_ERROR_INCOMPLETE,
		    "make %s %s%s%s: %s", target,
		    process->timed_out ? "took too long" : "failed", stopped ? " in " : "",
		    stopped ? objtree->directory : "", lines);
}
