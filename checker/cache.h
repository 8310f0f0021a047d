/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_CACHE_H
#define PTDESC_CHECKER_CACHE_H

#include <stdbool.h>
#include <glib.h>
#include "checker/extract.h"
#include "checker/store.h"

/*
 * Facts by the content of everything a translation unit read: a unit that was seen
 * before, with the same flags and the same files, is not parsed again.  What a file held is
 * told by the parser itself, so that facts never go under what was written meanwhile.
 */
struct cache;

/* What a unit gave, now or before.  Free with cached_unit_free(). */
struct cached_unit {
	struct store_unit stored;	/* the key is owned */
	bool parsed;			/* now, not before */
	bool without_pch;
};

/*
 * @tree is absolute; @words (NULL-terminated) are those by which files were chosen, @numbered
 * is as in struct extract_options.  All are borrowed.
 */
struct cache *cache_new(struct store *store, const char *tree, const char *const *words,
			const char *const *numbered, const char *const *measured,
			const char *const *guards, const char *const *counted);
void cache_free(struct cache *cache);

/*
 * The key of @request: a hash of all that its facts depend on and that is no file it
 * names itself.  @under stands for what its precompiled header holds, or is
 * NULL.  For g_free().
 */
char *cache_key(const struct cache *cache, const struct extract_request *request,
		const char *under);

/* The unit of @variant with @key (taken) when all it read is as it was, else NULL. */
struct cached_unit *cache_find(struct cache *cache, const char *variant, const char *file,
			       char *key);

/* A unit from what was just extracted; its key is for the caller to fill in. */
struct cached_unit *cache_take(const char *variant, const char *file,
			       const struct extract_result *result);

/*
 * Puts the facts of @result into the store, for @unit to name, and with @keep the unit
 * itself.  Within store_begin() and store_end().
 */
bool cache_store(struct cache *cache, struct cached_unit *unit,
		 const struct extract_result *result, bool keep, GError **error);

void cached_unit_free(struct cached_unit *unit);

#endif
