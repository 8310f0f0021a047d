/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_FLAGS_H
#define PTDESC_TREE_FLAGS_H

#include <stdbool.h>
#include <glib.h>
#include "tree/variant.h"

/* A compiler command that make printed. */
struct command {
	char *source;		/* the .c file as given */
	char **argv;
};

/*
 * The command in @line, one line of what `make -n` printed, that compiles a .c
 * file of the kernel itself (not a host program) into an object or assembly.  False when
 * there is none.  Clear with command_clear().
 */
bool command_parse(const char *line, struct command *command);
void command_clear(struct command *command);

/*
 * The flags of a command that decide what its source means, split in two:
 * @shared, the same for most files of a variant, and @own: the names Kbuild gives
 * to each file (-DKBUILD_MODNAME=...) and the -I of the directory it lies in.  That
 * directory is searched last and holds no <linux/...>, so a header precompiled
 * with @shared fits all files that have equal @shared.
 */
struct flags {
	GPtrArray *shared;	/* of char *, owned */
	GPtrArray *own;
};

/*
 * Picks from @command by whitelist: a flag that nobody thought of here does not
 * reach libclang, neither -fplugin=, -load nor @file.  Paths relative to @directory
 * become absolute.  With @variant->triple, flags of the real machine are dropped and
 * its stand-in's come first, with @shim/asm-neutral.h included ahead of all else and
 * headers of @shim/include found before others.
 * Missing headers that only a linked vdso gives are taken from @shim/stub.
 */
void flags_pick(struct flags *flags, const struct command *command,
		const struct variant *variant, const char *directory, const char *shim);
void flags_clear(struct flags *flags);

#endif
