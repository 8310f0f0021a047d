// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/flags.h"

#include <string.h>

/* What becomes of a flag. */
enum verdict {
	KEEP,
	KEEP_PATH,	/* a path follows the prefix, or in the next argument */
	DROP,
};

struct rule {
	const char *prefix;
	bool whole;		/* @prefix is all of the flag */
	bool separate;		/* may take its value as the next argument */
	enum verdict verdict;
};

/* First match wins; what matches nothing is dropped. */
static const struct rule rules[] = {
	{ "-include", true, true, KEEP_PATH },
	{ "-imacros", true, true, KEEP_PATH },
	{ "-isystem", false, true, KEEP_PATH },
	{ "-iquote", false, true, KEEP_PATH },
	{ "-idirafter", false, true, KEEP_PATH },
	{ "-I", false, true, KEEP_PATH },
	{ "-DRANDSTRUCT", true, false, DROP },
	{ "-D", false, true, KEEP },
	{ "-U", false, true, KEEP },
	{ "-Xclang", true, true, DROP },
	{ "-Xassembler", true, true, DROP },
	{ "-Xlinker", true, true, DROP },
	{ "-mllvm", true, true, DROP },
	{ "-o", true, true, DROP },
	{ "-x", true, true, DROP },
	{ "-G", true, true, DROP },
	{ "-target", true, true, KEEP },
	{ "--target=", false, false, KEEP },
	{ "-nostdinc", true, false, KEEP },
	{ "-std=", false, false, KEEP },
	{ "-O", false, false, KEEP },
	{ "-EL", true, false, KEEP },
	{ "-EB", true, false, KEEP },
	{ "-march=native", true, false, DROP },
	{ "-mtune=native", true, false, DROP },
	{ "-mfentry", true, false, DROP },
	{ "-mrecord-mcount", true, false, DROP },
	{ "-mnop-mcount", true, false, DROP },
	{ "-meabi", true, true, KEEP },
	{ "-m", false, false, KEEP },
	{ "-fshort-", false, false, KEEP },
	{ "-fno-short-", false, false, KEEP },
	{ "-funsigned-", false, false, KEEP },
	{ "-fsigned-", false, false, KEEP },
	{ "-fms-", false, false, KEEP },
	{ "-ffreestanding", true, false, KEEP },
	{ "-fno-builtin", false, false, KEEP },
	{ "-fno-strict-", false, false, KEEP },
	{ "-fstrict-flex-arrays", false, false, KEEP },
	{ "-fno-delete-null-pointer-checks", true, false, KEEP },
	{ "-fno-common", true, false, KEEP },
	{ "-fno-jump-tables", true, false, KEEP },
	{ "-fno-omit-frame-pointer", true, false, KEEP },
	{ "-fno-optimize-sibling-calls", true, false, KEEP },
	{ "-fno-asynchronous-unwind-tables", true, false, KEEP },
	{ "-fcf-protection", false, false, KEEP },
	{ "-fpic", true, false, KEEP },
	{ "-fPIC", true, false, KEEP },
	{ "-fpie", true, false, KEEP },
	{ "-fPIE", true, false, KEEP },
	{ "-fno-PIC", true, false, KEEP },
	{ "-fno-PIE", true, false, KEEP },
	{ "-fno-pic", true, false, KEEP },
	{ "-fno-pie", true, false, KEEP },
	{ "-ffixed-", false, false, KEEP },
	/* Old code that its makefile lets call what it has not declared. */
	{ "-Wno-implicit-", false, false, KEEP },
	{ "-Wno-int-conversion", true, false, KEEP },
	{ "-Wno-incompatible-", false, false, KEEP },
	{ NULL, false, false, DROP },
};

/* Of the real machine, so that a stand-in must not see them. */
static const char *const machine_flags[] = {
	"-m", "--target=", "-target", "-EL", "-EB", "-ffixed-", "-fcf-protection", NULL
};

/* The end of the shell command at @line: an unquoted ; or & or | or the end. */
static const char *command_end(const char *line)
{
	char quote = 0;

	for (; *line; line++) {
		if (quote) {
			if (*line == '\\' && quote == '"' && line[1])
				line++;
			else if (*line == quote)
				quote = 0;
		} else if (*line == '\'' || *line == '"') {
			quote = *line;
		} else if (*line == '\\' && line[1]) {
			line++;
		} else if (strchr(";&|", *line)) {
			break;
		}
	}
	return line;
}

static bool is_kernel_source(char **argv)
{
	guint count = g_strv_length(argv);

	return count && g_str_has_suffix(argv[count - 1], ".c") &&
	       g_strv_contains((const char *const *)argv, "-D__KERNEL__");
}

static bool makes_object(const char *text)
{
	return strstr(text, " -c -o ") || strstr(text, " -S -o ");
}

static bool parse_shell_command(const char *text, struct command *command)
{
	g_auto(GStrv) argv = NULL;

	if (!makes_object(text) || !g_shell_parse_argv(text, NULL, &argv, NULL) ||
	    !is_kernel_source(argv))
		return false;
	command->source = g_strdup(argv[g_strv_length(argv) - 1]);
	command->argv = g_steal_pointer(&argv);
	return true;
}

bool command_parse(const char *line, struct command *command)
{
	if (!makes_object(line))
		return false;
	while (*line) {
		const char *end = command_end(line);
		g_autofree char *text = g_strndup(line, (gsize)(end - line));

		if (parse_shell_command(text, command))
			return true;
		line = *end ? end + 1 : end;
	}
	return false;
}

void command_clear(struct command *command)
{
	g_clear_pointer(&command->argv, g_strfreev);
	g_clear_pointer(&command->source, g_free);
}

static const struct rule *find_rule(const char *flag)
{
	const struct rule *rule = rules;

	while (rule->prefix &&
	       (rule->whole ? strcmp(flag, rule->prefix) : !g_str_has_prefix(flag, rule->prefix)))
		rule++;
	return rule;
}

static bool is_machine_flag(const char *flag)
{
	for (const char *const *prefix = machine_flags; *prefix; prefix++) {
		if (g_str_has_prefix(flag, *prefix))
			return true;
	}
	return false;
}

/* What one flag is picked against. */
struct picker {
	struct flags *flags;
	const struct variant *variant;
	const char *directory;	/* the object directory */
	char *beside;		/* the source's directory, absolute */
	char *beside_object;	/* and the one of its object */
};

static bool is_own(const struct picker *picker, const char *flag)
{
	if (g_str_has_prefix(flag, "-DKBUILD_") || g_str_has_prefix(flag, "-D__KBUILD_"))
		return true;
	return g_str_has_prefix(flag, "-I") &&
	       (!strcmp(flag + 2, picker->beside) || !strcmp(flag + 2, picker->beside_object));
}

/* Takes @flag over. */
static void add_flag(struct picker *picker, char *flag)
{
	g_ptr_array_add(is_own(picker, flag) ? picker->flags->own : picker->flags->shared, flag);
}

static char *absolute(const struct picker *picker, const char *path)
{
	return g_canonicalize_filename(path, picker->directory);
}

/* The file of an -include, which is also looked up like the one of an #include "". */
static char *included_file(const struct picker *picker, const char *path)
{
	g_autofree char *here = absolute(picker, path);

	if (*path == '.' || g_file_test(here, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&here);
	return g_strdup(path);
}

/* Adds @flag, which may have its value in @next.  The arguments it took. */
static unsigned int pick_flag(struct picker *picker, const char *flag, const char *next)
{
	const struct rule *rule = find_rule(flag);
	size_t length = rule->prefix ? strlen(rule->prefix) : 0;
	bool separate = rule->separate && !flag[length] && next;
	const char *value = separate ? next : flag + length;
	unsigned int taken = separate ? 2 : 1;

	if (rule->verdict == DROP || (picker->variant->triple && is_machine_flag(flag)))
		return taken;
	if (rule->whole && separate) {
		g_ptr_array_add(picker->flags->shared, g_strdup(flag));
		g_ptr_array_add(picker->flags->shared, rule->verdict == KEEP_PATH ?
				included_file(picker, value) : g_strdup(value));
	} else if (rule->verdict == KEEP_PATH) {
		g_autofree char *path = absolute(picker, value);

		add_flag(picker, g_strconcat(rule->prefix, path, NULL));
	} else {
		add_flag(picker, g_strconcat(rule->prefix, value, NULL));
	}
	return taken;
}

static void add_stand_in(GPtrArray *shared, const struct variant *variant, const char *shim)
{
	if (!variant->triple)
		return;
	g_ptr_array_add(shared, g_strconcat("--target=", variant->triple, NULL));
	for (unsigned int i = 0; i < variant->macros_count; i++)
		g_ptr_array_add(shared, g_strdup(variant->macros[i]));
	g_ptr_array_add(shared, g_strdup("-include"));
	g_ptr_array_add(shared, g_build_filename(shim, "asm-neutral.h", NULL));
	g_ptr_array_add(shared, g_strconcat("-I", shim, "/include", NULL));
}

/* Warnings are Kbuild's business, and one missing header must not hide the next error. */
static void add_common(GPtrArray *shared, const char *shim)
{
	g_ptr_array_add(shared, g_strconcat("-idirafter", shim, "/stub", NULL));
	g_ptr_array_add(shared, g_strdup("-w"));
	g_ptr_array_add(shared, g_strdup("-ferror-limit=0"));
	g_ptr_array_add(shared, g_strdup("-Qunused-arguments"));
}

/* The value of -o in @argv, or "". */
static const char *object_of(char **argv)
{
	for (; *argv; argv++) {
		if (!strcmp(*argv, "-o") && argv[1])
			return argv[1];
	}
	return "";
}

void flags_pick(struct flags *flags, const struct command *command,
		const struct variant *variant, const char *directory, const char *shim)
{
	struct picker picker = { .flags = flags, .variant = variant, .directory = directory };
	g_autofree char *source = g_canonicalize_filename(command->source, directory);
	g_autofree char *object = g_canonicalize_filename(object_of(command->argv), directory);
	char **arg = command->argv + 1;

	flags->shared = g_ptr_array_new_with_free_func(g_free);
	flags->own = g_ptr_array_new_with_free_func(g_free);
	picker.beside = g_path_get_dirname(source);
	picker.beside_object = g_path_get_dirname(object);
	add_stand_in(flags->shared, variant, shim);
	while (*arg)
		arg += pick_flag(&picker, arg[0], arg[1]);
	add_common(flags->shared, shim);
	g_free(picker.beside_object);
	g_free(picker.beside);
}

void flags_clear(struct flags *flags)
{
	g_clear_pointer(&flags->shared, g_ptr_array_unref);
	g_clear_pointer(&flags->own, g_ptr_array_unref);
}
