/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CMD_SESSION_H
#define PTDESC_CMD_SESSION_H

#include <stdbool.h>
#include <glib.h>
#include "checker/check.h"
#include "checker/rules.h"
#include "tree/prepare.h"
#include "tree/tree.h"
#include "tree/variant.h"

/* What the commands that look at a tree have in common: options, tree, variants. */
struct session {
	/* From the command line. */
	char *tree_path, *arch, *rules_dir;
	int jobs, timeout;
	gboolean quiet, no_pch;
	bool finds_tree;		/* the command does without --tree */
	const char *const *extra;	/* more Kbuild goals to prepare, borrowed, or NULL */

	/* From session_open(). */
	struct tree *tree;
	struct rules *rules;
	struct variants *variants;
	bool all;		/* every variant that fits the tree was chosen */
	GPtrArray *chosen;	/* of struct variant *, borrowed from @variants */
	char *facts;		/* where the tree's facts are kept between runs */

	/* From session_prepare(). */
	GPtrArray *files;	/* of char *: what the index chose, sorted */
	GPtrArray *unreadable;	/* of char * */
	GHashTable *wanted;	/* @files as a set */
	GPtrArray *prepared;	/* of struct prepared * */
	GPtrArray *failures;	/* of char *: what of the chosen variants could not be prepared */
};

/*
 * Parses @argc and @argv by the session's options and the command's own @entries
 * (NULL: none); @summary stands in --help.  What is no option stays in @argv.
 */
bool session_parse(struct session *session, const GOptionEntry *entries,
		   const char *parameters, const char *summary, int *argc, char ***argv,
		   GError **error);

/* Opens tree, rules and variants and chooses by --arch.  False with @error. */
bool session_open(struct session *session, GError **error);

/* The steps of session_open() up to the choice, for who makes another one. */
bool session_open_tree(struct session *session, GError **error);
bool session_open_rules(struct session *session, GError **error);

/* The directory that the rules are taken from; borrowed. */
const char *session_rules_dir(const struct session *session);

/* Chooses variants by @list as --arch takes it; NULL: all that the tree has. */
bool session_choose(struct session *session, const char *list, GError **error);

/* Indexes the tree and prepares the chosen variants, telling progress on a terminal.  False with @error. */
bool session_prepare(struct session *session, GError **error);

/* What to check of the session; valid while the session is. */
struct check_options session_check_options(const struct session *session);

/* Adds the variants that could not be prepared to @result's problems. */
void session_add_failures(const struct session *session, struct check_result *result);

void session_clear(struct session *session);

#endif
