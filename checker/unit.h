/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_UNIT_H
#define PTDESC_CHECKER_UNIT_H

#include <stdbool.h>
#include <stdio.h>
#include <glib.h>
#include "tree/words.h"

/* What a worker knows before its first request. */
struct unit_context {
	char *tree;
	GHashTable *files;	/* set of relative paths, as in struct extract_options */
	char **numbered, **measured;	/* walk.h */
	GHashTable *guards, *counted;	/* walk.h */
	struct words *watched;	/* macros whose use is to be told, see reach.h */
	GHashTable *overlay;	/* absolute path -> text */
	GHashTable *macros;	/* precompiled header -> set of what it tests, or NULL; lazily */
	GHashTable *sent;	/* set of hashes whose text was sent already */
	FILE *out;
};

/* One parse.  All borrowed. */
struct unit_job {
	const char *file;
	const char *directory;
	const char *const *flags;
	const char *pch;	/* precompiled header of these flags, or NULL */
	bool is_header;		/* @file is what @pch was made of: look at all of it */
};

/*
 * Parses @job and writes its facts to context->out as the protocol of worker.c has
 * them.  Errors of the code are written, too; false with a message in @failure
 * (g_free()) when libclang gave no translation unit at all.
 */
bool unit_extract(struct unit_context *context, const struct unit_job *job, char **failure);

/*
 * Stands for the content of a file; never 0.  Workers take it of what they parsed, not of
 * what is on disk afterwards: somebody may be editing.
 */
guint64 unit_content_hash(const char *text, size_t length);

/* Which libclang parses, and which walk makes the facts: part of every cache key; borrowed. */
const char *unit_parser_version(void);

#endif
