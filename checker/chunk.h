/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_CHUNK_H
#define PTDESC_CHECKER_CHUNK_H

#include <glib.h>
#include "checker/facts.h"

/*
 * Writes one chunk of facts (facts.h).  Strings are copied.
 */
struct chunk;

/* A value as an N fact describes it; NULL strings stand for "". */
struct chunk_value {
	const char *key, *name, *type, *canonical, *flags;
	unsigned int line, column;
};

struct chunk *chunk_new(const char *file, const char *function, const char *label,
			unsigned int line);
void chunk_free(struct chunk *chunk);

/* The id of the value called @key, -1 where there is none. */
int chunk_find(const struct chunk *chunk, const char *key);

/* The id of @value within the chunk; the first description of a key counts. */
int chunk_value(struct chunk *chunk, const struct chunk_value *value);

void chunk_flow(struct chunk *chunk, int source, int target, unsigned int line,
		unsigned int column, const char *note);
void chunk_use(struct chunk *chunk, int base, int result, const char *record,
	       const char *member, enum fact_how how, unsigned int line, unsigned int column,
	       const char *macro);
/* Returns the call's number for chunk_argument(). */
int chunk_call(struct chunk *chunk, int callee, int result, unsigned int line,
	       unsigned int column, const char *name, const char *macro);
void chunk_argument(struct chunk *chunk, int call, unsigned int index, int value);

void chunk_number(struct chunk *chunk, int call, unsigned int index, const char *number);

/* In which order it all happens, as facts.h says. */
void chunk_course(struct chunk *chunk, const char *text);

/* The facts so far; borrowed until the next call.  NULL when there is none. */
const char *chunk_text(const struct chunk *chunk);

#endif
