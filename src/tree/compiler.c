// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/compiler.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/process.h"

#define OLDEST 17

/* The major number in "Debian clang version 19.1.7 (3)", 0 for what is no clang. */
static unsigned long major_version(const char *text)
{
	const char *place = strstr(text, "clang version ");

	return place ? strtoul(place + strlen("clang version "), NULL, 10) : 0;
}

/* What the program at @path prints for --version, its first line; NULL when it fails. */
static char *ask_version(const char *path)
{
	const char *const argv[] = { path, "--version", NULL };
	struct process process = { .argv = argv, .timeout = 60 };
	char *line = NULL;

	if (process_run(&process, NULL) && !process.status)
		line = g_strndup(process.output->str, strcspn(process.output->str, "\n"));
	process_clear(&process);
	return line;
}

static struct compiler *try_compiler(const char *name)
{
	g_autofree char *path = g_find_program_in_path(name);
	g_autofree char *version = path ? ask_version(path) : NULL;
	struct compiler *compiler;

	if (!version || major_version(version) < OLDEST)
		return NULL;
	compiler = g_new0(struct compiler, 1);
	compiler->path = g_steal_pointer(&path);
	compiler->version = g_steal_pointer(&version);
	return compiler;
}

struct compiler *compiler_find(GError **error)
{
	static const char *const names[] = {
		"clang-19", "clang", "clang-22", "clang-21", "clang-20", "clang-18", "clang-17",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		struct compiler *compiler = try_compiler(names[i]);

		if (compiler)
			return compiler;
	}
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
		    "no clang %d or newer in PATH: install the package clang-19", OLDEST);
	return NULL;
}

void compiler_free(struct compiler *compiler)
{
	if (!compiler)
		return;
	g_free(compiler->version);
	g_free(compiler->path);
	g_free(compiler);
}
