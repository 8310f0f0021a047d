// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/janitor.h"
#include "base/jobserver.h"
#include "cmd/cmd.h"

/* Every subcommand; one without a summary is for the program's own use. */
static const struct command {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *summary;
} commands[] = {
	{ "check", cmd_check, "find page tables that are treated as struct page" },
	{ "coccicheck", cmd_coccicheck, "run the semantic patches, like the kernel's coccicheck" },
	{ "convert", cmd_convert, "make conversion patches, one for each architecture" },
	{ "explain", cmd_explain, "tell what a rule or a line of code is about" },
	{ "extract", cmd_extract, NULL },
	{ "lint", cmd_lint, "report only what a patch introduces" },
	{ "prepare", cmd_prepare, "make the generated headers of a tree, out of tree" },
};

static void print_usage(FILE *out)
{
	fputs("Usage: ptdesc COMMAND --tree DIR [OPTION...]\n\n"
	      "Moves a Linux kernel tree from struct page to struct ptdesc.\n\nCommands:\n", out);
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		if (commands[i].summary)
			fprintf(out, "  %-12s %s\n", commands[i].name, commands[i].summary);
	fputs("\n\"ptdesc COMMAND --help\" tells a command's options.\n"
	      "Exit status: 0 clean, 1 findings, 2 usage or internal error, 3 incomplete.\n", out);
}

/* "--jobs=4" for "-j4", which make takes and GOption does not. */
static void spell_out_jobs(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		if (g_str_has_prefix(argv[i], "-j") && g_ascii_isdigit(argv[i][2])) {
			g_autofree char *spelled = g_strconcat("--jobs=", argv[i] + 2, NULL);

			argv[i] = (char *)g_intern_string(spelled);
		}
}

/* At exit, however it comes: what did not arrive whole must not look as if it had. */
static void close_output(void)
{
	bool failed = ferror(stdout);

	errno = 0;
	if (!fclose(stdout) && !failed)
		return;
	fprintf(stderr, "%s: cannot write standard output: %s\n", g_get_prgname(),
		errno ? g_strerror(errno) : "writing failed");
	_exit(PTDESC_EXIT_TROUBLE);
}

/* A file that takes the number of a closed stream would get what is meant for that. */
static void occupy_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static int run_command(const struct command *command, int argc, char **argv)
{
	g_autofree char *name = g_strconcat("ptdesc ", command->name, NULL);
	int status;

	g_set_prgname(name);
	spell_out_jobs(argc, argv);
	/* A worker is one of the processes that the janitor is there for. */
	if (command->summary)
		janitor_start(jobserver_sink());
	status = command->run(argc, argv);
	janitor_stop();
	return status;
}

int main(int argc, char **argv)
{
	g_set_prgname("ptdesc");
	occupy_streams();
	atexit(close_output);
	jobserver_open();
	if (argc < 2) {
		print_usage(stderr);
		return PTDESC_EXIT_TROUBLE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		print_usage(stdout);
		return PTDESC_EXIT_CLEAN;
	}
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return run_command(&commands[i], argc - 1, argv + 1);
	fprintf(stderr, "ptdesc: no command \"%s\"; \"ptdesc --help\" lists them\n", argv[1]);
	return PTDESC_EXIT_TROUBLE;
}
