/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_VERIFY_COMPILE_MEMORY_H
#define PTDESC_VERIFY_COMPILE_MEMORY_H

#include <glib.h>

/*
 * What units read when they had no error.  When some of the changed files are put back, only
 * the units that read those have to be compiled again.
 */
struct compile_memory;

/* Free with compile_memory_free(). */
struct compile_memory *compile_memory_new(void);
void compile_memory_free(struct compile_memory *memory);

/*
 * @files, of char *, are the changed ones now.  What read one that was among them before and
 * is no more is forgotten.
 */
void compile_memory_set_files(struct compile_memory *memory, const GPtrArray *files);

/* @read names what @unit, of @variant, read; copied. */
void compile_memory_add(struct compile_memory *memory, const char *variant, const char *unit,
			const char *read);

/* The same, borrowed until the next call of the others; NULL: compile it. */
const char *compile_memory_find(const struct compile_memory *memory, const char *variant,
				const char *unit);

#endif
