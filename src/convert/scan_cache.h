/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_SCAN_CACHE_H
#define PTDESC_CONVERT_SCAN_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <glib.h>
#include "convert/convert.h"

/*
 * What scans printed of files, by the content of the file, the semantic patch and all else
 * it depends on, kept between runs in "$XDG_CACHE_HOME/ptdesc/coccicheck".  Concurrent
 * runs may share it: what one of them remembers may be lost, never mixed up.
 */
struct scan_cache;

/*
 * For @scan as @request asks for it; NULL where what it prints depends on more than can be
 * told: on included files, on options of the user's, or where the user wants to see
 * everything that spatch says.  Free with scan_cache_free().
 */
struct scan_cache *scan_cache_new(const struct convert_request *request,
				  const struct convert_scan *scan);

/* Writes what is new of what it holds; that it cannot is no error. NULL is fine. */
void scan_cache_save(const struct scan_cache *cache);
void scan_cache_free(struct scan_cache *cache);

/* What was printed of @file when it held @text, borrowed; NULL when that is not known. */
const char *scan_cache_find(const struct scan_cache *cache, const char *file, const char *text,
			    size_t length);

/* Remembers what was printed of @file, which holds @text. */
void scan_cache_add(struct scan_cache *cache, const char *file, const char *text, size_t length,
		    const char *printed);

#endif
