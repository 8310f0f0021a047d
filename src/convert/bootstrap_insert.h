/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_INSERT_H
#define PTDESC_CONVERT_BOOTSTRAP_INSERT_H

#include <stdbool.h>
#include <glib.h>
#include "convert/bootstrap_data.h"
#include "tree/tree.h"

/*
 * The texts of a tree's files as they have become: path relative to the tree -> text,
 * both owned.  What is not in it is as the tree has it.
 */
GHashTable *edits_new(void);

/* The text of @file; for the caller to g_free(); NULL with an error of file_read(). */
char *edits_get(GHashTable *texts, const struct tree *tree, const char *file, GError **error);

/* Takes @text over. */
void edits_put(GHashTable *texts, const char *file, char *text);

/*
 * The names among those that @series adds, and "struct x" for its descriptors, which a
 * header of the tree declares already: a set that owns them.  NULL with @error when the
 * tree cannot be searched.
 */
GHashTable *bootstrap_find_present(const struct bootstrap_series *series,
				   const struct tree *tree, GError **error);

/* Whether all of @needs are among @symbols, those of the tree's headers, or in @texts. */
bool bootstrap_has(GHashTable *symbols, GHashTable *texts, char **needs,
		   unsigned int count);

/*
 * Puts the text of @add into its headers, below what it uses there.  False with
 * PTDESC_ERROR_INCOMPLETE when none of its headers has a place for it.
 */
bool bootstrap_insert(const struct bootstrap_add *add, const struct tree *tree,
		      GHashTable *texts, GError **error);

/* Puts @declaration into @file behind the item that covers @offset of its text. */
bool bootstrap_insert_behind(const char *file, size_t offset, const char *declaration,
			     const struct tree *tree, GHashTable *texts, GError **error);

#endif
