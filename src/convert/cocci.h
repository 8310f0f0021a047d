/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_COCCI_H
#define PTDESC_CONVERT_COCCI_H

#include <stdbool.h>
#include <glib.h>

/*
 * Semantic patches as files: what their headers say.  The headers are those of
 * the kernel's scripts/coccinelle (Documentation/dev-tools/coccinelle.rst).
 */
enum cocci_mode {
	COCCI_PATCH,
	COCCI_REPORT,
	COCCI_CONTEXT,
	COCCI_ORG,
	COCCI_MODES,
};

/* What a semantic patch wants to know of variables (facts.h). */
enum cocci_facts {
	COCCI_FACTS_NONE,
	COCCI_FACTS_VARIABLES,	/* those that hold page tables */
	COCCI_FACTS_PARAMETERS,	/* those of functions that only one file knows */
	COCCI_FACTS_ENDS,	/* the same, where all that is allocated and freed is known */
};

struct semantic_patch {
	char *path;		/* absolute */
	char *name;		/* "ctor.cocci" */
	char *summary;		/* first paragraph of the "///" lines on one line, or NULL */
	char **description;	/* every "///" line without the slashes */
	char **information;	/* every "//#" line without "//#" */
	char *options_text;	/* as written after "Options:", "" when there are none */
	char **options;		/* for spatch */
	char **keywords;	/* a file must hold one of them; NULL: every file may match */
	char *requires;		/* oldest spatch version, or NULL */
	enum cocci_facts facts;
	char **facts_rules;	/* rules that facts take the place of, or NULL */
	bool together;		/* what it does to one file needs what it does to others */
	unsigned int modes;	/* 1 << enum cocci_mode for each one declared virtual */
};

/*
 * Reads the headers of the semantic patch at @path.  NULL with
 * PTDESC_ERROR_USAGE naming file and line.  Free with semantic_patch_free().
 */
struct semantic_patch *semantic_patch_read(const char *path, GError **error);
void semantic_patch_free(struct semantic_patch *patch);

/* Whether @patch offers @mode. */
bool semantic_patch_has_mode(const struct semantic_patch *patch, enum cocci_mode mode);

/*
 * Reads the semantic patches that @directory/series lists, one file name a
 * line, in the order of the pipeline; "#" starts a comment.  An array of struct
 * semantic_patch that owns them, never empty; NULL with PTDESC_ERROR_USAGE
 * naming file and line.
 */
GPtrArray *cocci_series_read(const char *directory, GError **error);

/* "patch", "report", "context", "org": spatch's and coccicheck's names. */
const char *cocci_mode_name(enum cocci_mode mode);

#endif
