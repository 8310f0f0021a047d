// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/words.h"

#include <stdint.h>
#include <string.h>
#include <glib.h>

/* An open-addressed table of slices: g_hash_table wants NUL-terminated keys. */
struct words {
	const char **slots;
	size_t mask;			/* number of slots, a power of two, less one */
	size_t count;			/* of slots in use */
	GStringChunk *strings;
	uint64_t lengths[256];		/* by first character: bit N for a word of N bytes */
};

/* Classes of characters, so that the scan takes one look-up a byte. */
enum {
	CLASS_START = 1,	/* may begin an identifier */
	CLASS_PART = 2,		/* may continue a word; digits of a number do, too */
};

static const unsigned char classes[256] = {
	['a' ... 'z'] = CLASS_START | CLASS_PART,
	['A' ... 'Z'] = CLASS_START | CLASS_PART,
	['_'] = CLASS_START | CLASS_PART,
	['0' ... '9'] = CLASS_PART,
};

static uint64_t length_bit(size_t length)
{
	return 1ULL << MIN(length, 63);
}

/* FNV-1a: words are short and few enough for it. */
static size_t hash_word(const char *word, size_t length)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619u;
	return hash;
}

/* The slot of the word, or the free one where it belongs. */
static const char **find_slot(const struct words *words, const char *word, size_t length)
{
	size_t i = hash_word(word, length) & words->mask;

	while (words->slots[i] &&
	       (strncmp(words->slots[i], word, length) || words->slots[i][length]))
		i = (i + 1) & words->mask;
	return &words->slots[i];
}

static void grow(struct words *words)
{
	const char **old = words->slots;
	size_t size = words->mask + 1;

	words->mask = size * 2 - 1;
	words->slots = g_new0(const char *, size * 2);
	for (size_t i = 0; i < size; i++) {
		if (old[i])
			*find_slot(words, old[i], strlen(old[i])) = old[i];
	}
	g_free(old);
}

static void words_add(struct words *words, const char *word, size_t length)
{
	const char **slot = find_slot(words, word, length);

	if (!length || *slot)
		return;
	*slot = g_string_chunk_insert_len(words->strings, word, (gssize)length);
	words->lengths[(unsigned char)*word] |= length_bit(length);
	/* Half full at most: probes stay short. */
	if (++words->count * 2 > words->mask)
		grow(words);
}

struct words *words_new(const char *const *list)
{
	struct words *words = g_new0(struct words, 1);

	words->mask = 255;
	words->slots = g_new0(const char *, words->mask + 1);
	words->strings = g_string_chunk_new(1 << 14);
	for (; list && *list; list++)
		words_add(words, *list, strlen(*list));
	return words;
}

void words_free(struct words *words)
{
	if (!words)
		return;
	g_string_chunk_free(words->strings);
	g_free(words->slots);
	g_free(words);
}

bool words_contain(const struct words *words, const char *word, size_t length)
{
	return words->lengths[(unsigned char)*word] & length_bit(length) &&
	       *find_slot(words, word, length);
}

/* The next identifier at or after @at, its end in @stop; NULL when there is none. */
static inline const unsigned char *next_word(const unsigned char *at, const unsigned char *end,
					     const unsigned char **stop)
{
	const unsigned char *start;

	while (at < end) {
		while (at < end && !(classes[*at] & CLASS_PART))
			at++;
		start = at;
		while (at < end && classes[*at] & CLASS_PART)
			at++;
		if (start < at && classes[*start] & CLASS_START) {
			*stop = at;
			return start;
		}
	}
	return NULL;
}

bool words_match(const struct words *words, const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + length;
	const unsigned char *word;

	while ((word = next_word(at, end, &at))) {
		if (words_contain(words, (const char *)word, (size_t)(at - word)))
			return true;
	}
	return false;
}

void words_find(const struct words *words, const char *text, size_t length, words_visit visit,
		void *data)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + length;
	const unsigned char *word;

	while ((word = next_word(at, end, &at))) {
		if (words_contain(words, (const char *)word, (size_t)(at - word)))
			visit((const char *)word, (size_t)(at - word), data);
	}
}
