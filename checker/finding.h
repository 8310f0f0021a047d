/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_FINDING_H
#define PTDESC_CHECKER_FINDING_H

#include <glib.h>
#include "checker/rules.h"

/* One step of a witness: why the checker believes it. */
struct finding_step {
	char *file, *message;
	unsigned int line, column;
};

struct finding {
	const struct rule *rule;	/* borrowed */
	char *file, *function, *message;
	unsigned int line, column;
	GPtrArray *variants;		/* of char *, in the order of analysis */
	GPtrArray *trace;		/* of struct finding_step * */
	char *anchor;			/* rule, file, function and the text of the line */
	char *fingerprint;		/* stable under line drift; 16 hexadecimal digits */
};

/* A set of findings, one for each (rule, file, line, column). */
struct findings;

struct findings *findings_new(void);
void findings_free(struct findings *findings);

/*
 * Adds @finding (taken) as seen on @variant.  One that is already there only gets
 * the variant.
 */
void findings_add(struct findings *findings, struct finding *finding, const char *variant);

/* All of them sorted by file, line, column and rule: array of struct finding *; borrowed. */
GPtrArray *findings_sorted(struct findings *findings);

/*
 * Keeps only those in or below @paths (NULL-terminated, relative to the tree, "." being
 * the tree itself; NULL or none: all).
 */
void findings_restrict(struct findings *findings, const char *const *paths);

/* Frees those in the set @which of struct finding *. */
void findings_remove(struct findings *findings, GHashTable *which);

/* Whether @file is one that findings_restrict() keeps; @paths holds some. */
bool finding_is_below(const char *file, const char *const *paths);

/*
 * Gives each finding its anchor, with the text its line has in the tree at @tree (or
 * in @overlay: relative path -> text), and its fingerprint: a hash of the anchor and
 * which of several findings with the same anchor it is.
 */
void findings_fingerprint(struct findings *findings, const char *tree, GHashTable *overlay);

/*
 * The same for one @finding whose line has the text @line, being number @count of those
 * with its anchor, from 0.
 */
void finding_identify(struct finding *finding, const char *line, int count);

/* All findings of @findings in one text, for g_free(), and back, as seen on @variant. */
char *findings_dump(struct findings *findings);
void findings_load(struct findings *findings, const char *text, const struct rules *rules,
		   const char *variant);

/* Adds all of @from, which is freed, as seen on @variant. */
void findings_move(struct findings *findings, struct findings *from, const char *variant);

struct finding *finding_new(const struct rule *rule, const char *file, unsigned int line,
			    unsigned int column, const char *function);
void finding_free(struct finding *finding);
void finding_add_step(struct finding *finding, const char *file, unsigned int line,
		      unsigned int column, const char *message);

#endif
