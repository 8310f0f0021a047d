/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CMD_COCCICHECK_SETUP_H
#define PTDESC_CMD_COCCICHECK_SETUP_H

#include <stdbool.h>
#include <glib.h>
#include "convert/cocci.h"
#include "convert/spatch.h"
#include "tree/tree.h"

/* As given on the command line, see coccicheck_given(). */
struct coccicheck_options {
	char *tree;
	char *mode;
	char *cocci;
	char *directory;
	char *jobs;
	char *verbose;
	char *spflags;
	char *debug_file;
};

/* One of the modes that coccicheck takes: what to run, in which order. */
struct coccicheck_mode {
	const char *name;
	enum cocci_mode order[COCCI_MODES];
	unsigned int count;
	bool first_only;	/* stop at the first one that a semantic patch offers */
	const char *message;	/* end of the example message */
};

struct coccicheck {
	struct coccicheck_options options;
	const struct coccicheck_mode *mode;
	unsigned int jobs;
	unsigned int verbose;
	struct tree *tree;
	struct spatch *spatch;
	GPtrArray *patches;	/* struct semantic_patch *, owned */
	char **paths;		/* to look below, or NULL */
	GPtrArray *problems;
	GString *log;		/* for the debug file, or NULL */
	const struct semantic_patch *shown;	/* whose message was printed last */
};

/*
 * Reads the command line and opens what it names.  False with an error; clear
 * @check in either case.
 */
bool coccicheck_prepare(struct coccicheck *check, int argc, char **argv, GError **error);
void coccicheck_clear(struct coccicheck *check);

/* @value unless it is empty: make passes on what it was not given as "". */
const char *coccicheck_given(const char *value);

#endif
