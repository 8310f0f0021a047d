/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_LAYOUT_H
#define PTDESC_CHECKER_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>
#include <glib.h>

/*
 * How a compiler invocation lays a struct out.
 */
struct layout_probe {
	const char *directory;		/* where @flags are relative to */
	const char *const *flags;	/* NULL-terminated, as struct unit has them */
	const char *text;		/* a translation unit, such as "#include <...>" */
	GHashTable *overlay;		/* absolute path -> text that stands for the file's, or NULL */
	const char *record;		/* the struct to measure, "page", or NULL: only parse */
	const char *const *members;	/* of it, NULL-terminated; those of anonymous structs and
					 * unions in it count as its own */
};

struct layout_member {
	bool present;
	uint64_t offset, size, align;	/* bytes */
};

struct layout {
	GPtrArray *errors;		/* of char *: "file:line: message", owned */
	char *file;			/* absolute, of the struct's definition; NULL: not found */
	size_t start, end;		/* its text in that file: "struct page {" to "}" */
	uint64_t size;			/* bytes */
	uint64_t word;			/* bytes of unsigned long and of pointers */
	struct layout_member *members;	/* in the order of the probe's */
};

/*
 * Parses @probe.  Errors in the code are in the result; NULL with @error
 * (PTDESC_ERROR_INCOMPLETE) when libclang gave no translation unit at all.  Free with
 * layout_free().
 */
struct layout *layout_measure(const struct layout_probe *probe, GError **error);
void layout_free(struct layout *layout);

#endif
