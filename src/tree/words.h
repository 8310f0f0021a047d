/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_WORDS_H
#define PTDESC_TREE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>

/* Whether @c may stand in an identifier. */
static inline bool is_word_part(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

/*
 * A set of C identifiers that text is scanned for.  The scan looks at each
 * identifier of the text once, whatever the number of words.
 */
struct words;

/* A set of @list (NULL-terminated, NULL: empty), which is copied.  Free with words_free(). */
struct words *words_new(const char *const *list);
void words_free(struct words *words);

/* Whether the word of @length bytes is in the set. */
bool words_contain(const struct words *words, const char *word, size_t length);

/* Whether @text of @length bytes holds one of @words as a whole identifier. */
bool words_match(const struct words *words, const char *text, size_t length);

/* Called with an identifier of a text, which is not NUL-terminated. */
typedef void (*words_visit)(const char *word, size_t length, void *data);

/* Calls @visit wherever @text of @length bytes has one of @words, comments and strings included. */
void words_find(const struct words *words, const char *text, size_t length, words_visit visit,
		void *data);

#endif
