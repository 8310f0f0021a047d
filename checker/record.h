/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_RECORD_H
#define PTDESC_CHECKER_RECORD_H

#include <stdbool.h>
#include <clang-c/Index.h>
#include <glib.h>

/*
 * How records are laid out, and what the code asserts of it.  Private to the checker.
 */

struct record_member {
	CXCursor field;
	char *name;
	guint64 offset, size;	/* bytes, from the start of the record */
};

/*
 * The members of the struct @record, a definition, in the order of the source; those of
 * anonymous structs and unions in it count as its own.  Array of struct record_member *
 * that owns them.
 */
GPtrArray *record_members(CXCursor record);

/* Bytes; 0 when it is not known. */
guint64 record_size(CXCursor record);

/* static_assert(offsetof(A, member) == offsetof(B, member)): both as FieldDecl. */
struct record_assert {
	CXCursor fields[2];
};

/* Whether @cursor is such an assertion; *@found says of what. */
bool record_is_assert(CXCursor cursor, struct record_assert *found);

#endif
