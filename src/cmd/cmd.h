/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CMD_CMD_H
#define PTDESC_CMD_CMD_H

#include <glib.h>

/*
 * The subcommands, one file each.  argv[0] is the subcommand's name.  Each
 * returns an enum ptdesc_exit.
 */
int cmd_check(int argc, char **argv);
int cmd_coccicheck(int argc, char **argv);
int cmd_convert(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_lint(int argc, char **argv);
int cmd_prepare(int argc, char **argv);

/*
 * The directory that holds our "rules" or "cocci": under $PTDESC_DATA, in the source
 * tree the program was built in, or where it was installed.  Borrowed.
 */
const char *cmd_data_directory(const char *name);

/*
 * Prints "ptdesc COMMAND: MESSAGE" to standard error, frees @error and returns
 * the exit status it asks for.
 */
int cmd_fail(const char *command, GError *error);

#endif
