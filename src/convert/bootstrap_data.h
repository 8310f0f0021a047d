/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_DATA_H
#define PTDESC_CONVERT_BOOTSTRAP_DATA_H

#include <glib.h>

/*
 * What rules/bootstrap/ says: the patches that a tree without struct ptdesc
 * needs around its conversion.  The members are the keys of the YAML files,
 * which rules/bootstrap/README describes.
 */

/* A member of the old struct that the descriptor has as well. */
struct bootstrap_member {
	char *member;		/* its name in the old struct */
	char *name;		/* its name in the descriptor, NULL: the same */
	char *comment;
};

/* A configuration to measure besides the variants' own. */
struct bootstrap_mode {
	char *name;
	char *before;		/* text before the first #include */
	char *check;		/* text behind it; where it does not compile there is no such mode */
};

/* A descriptor that lies over a struct of the tree. */
struct bootstrap_layout {
	char *record;		/* the struct that it lies over: "page" */
	char *descriptor;	/* the struct that is declared: "ptdesc" */
	char *include;		/* the header that defines @record, as #include takes it */
	char **variants;	/* to measure unless the user says otherwise */
	unsigned int variants_count;
	struct bootstrap_mode *modes;
	unsigned int modes_count;
	struct bootstrap_member *members;
	unsigned int members_count;
	char *pad;		/* "unsigned long _pt_pad_{number}": one word of padding */
	char *match;		/* what proves one member, with {member} and {name} */
	char *text;		/* with {comments}, {members} and {matches} on lines of their own */
};

/* A declaration to be added. */
struct bootstrap_add {
	char *name;		/* what it declares; there already: nothing is added */
	char **headers;		/* where, relative to the tree; "*" is one directory */
	unsigned int headers_count;
	char **after;		/* what of the same header it uses */
	unsigned int after_count;
	char **needs;		/* symbols without which the tree has no use for it, or NULL */
	unsigned int needs_count;
	char *macro;		/* the macro whose body it is added to, or NULL */
	char *text;
};

/* A semantic patch to be run over the whole tree. */
struct bootstrap_semantic {
	char *patch;		/* its file in cocci/ */
	char **needs;
	unsigned int needs_count;
};

/* Functions that go when nothing names them any more. */
struct bootstrap_retire {
	char *name;
	char *header;
};

/* Words of the documentation that go with what was retired. */
struct bootstrap_rename {
	char *from, *to;
};

struct bootstrap_patch {
	char *title;
	char *description;
	char *check;		/* a translation unit that compiles as well as before, or NULL */
	struct bootstrap_layout *layout;
	struct bootstrap_add *add;
	unsigned int add_count;
	struct bootstrap_semantic *convert;
	unsigned int convert_count;
	struct bootstrap_retire *retire;
	unsigned int retire_count;
	struct bootstrap_rename *renames;
	unsigned int renames_count;
	char *file;		/* "helpers.yaml"; not a key */
};

struct bootstrap_series {
	GPtrArray *before;	/* of struct bootstrap_patch *: before the conversion */
	GPtrArray *after;	/* and after it */
};

/*
 * Reads @rules_dir/bootstrap/series, a file name a line, "conversion" where the
 * semantic patches of cocci/series stand, and the files that it names.  NULL with
 * PTDESC_ERROR_USAGE naming file and line.  Free with bootstrap_series_free().
 */
struct bootstrap_series *bootstrap_series_read(const char *rules_dir, GError **error);
void bootstrap_series_free(struct bootstrap_series *series);

/* All that anything of @series needs, NULL-terminated; g_free() the array, borrow the symbols. */
const char **bootstrap_series_needs(const struct bootstrap_series *series);

/* The layout of the first patch of @series that has one, or NULL; borrowed. */
const struct bootstrap_layout *bootstrap_series_layout(const struct bootstrap_series *series);

#endif
