/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_CURSOR_H
#define PTDESC_CHECKER_CURSOR_H

#include <stdbool.h>
#include <clang-c/Index.h>
#include <glib.h>

/*
 * libclang's cursors and types, read the way extraction wants them.  Private to
 * the checker.
 */

/* A place in a file: "" and 0 where there is none. */
struct place {
	char *file;		/* as the compiler was given it; g_free() */
	unsigned int line, column;
};

/* Where @cursor stands: a macro argument where it was written, a macro body at its use. */
void cursor_place(CXCursor cursor, struct place *place);
void place_clear(struct place *place);

/* The direct children of @cursor, an array of CXCursor for g_array_unref(). */
GArray *cursor_children(CXCursor cursor);

/* The last of them alone, at less cost; a null cursor when there is none. */
CXCursor cursor_last_child(CXCursor cursor);

/* Its name, for g_free(); "" when it has none. */
char *cursor_name(CXCursor cursor);

/*
 * The name of the record that member @field belongs to, for g_free(): the typedef's or
 * tag's name of the innermost enclosing record that has one.
 */
char *cursor_record_of(CXCursor field);

/* Whether @field is an unnamed struct or union member: a level that sources do not see. */
bool cursor_is_unnamed_member(CXCursor field);

/*
 * The text of a unit's files.  libclang searches all that was included and expanded for a
 * file each time it is asked for its text.
 */
struct texts;

/*
 * Of @unit, which is borrowed.  One that was loaded and not parsed, in @directory, which is
 * borrowed, too, is slower still: its files are read; else @directory is NULL.
 * Free with texts_free().
 */
struct texts *texts_new(CXTranslationUnit unit, const char *directory);
void texts_free(struct texts *texts);

/* The text of @file, its length in @size; borrowed, NULL when there is none. */
const char *texts_get(struct texts *texts, CXFile file, size_t *size);

/* The name of the macro whose use begins at @cursor, for g_free(), or NULL. */
char *cursor_macro(struct texts *texts, CXCursor cursor);

/* The macro that @cursor begins with where it stands among the arguments of others; likewise. */
char *cursor_own_macro(struct texts *texts, CXCursor cursor);

/* The macro with parameters that @cursor begins with, likewise; NULL for one without. */
char *cursor_function_macro(struct texts *texts, CXCursor cursor);

/* The macro without parameters that all of @cursor is, or is part of; likewise. */
char *cursor_constant(struct texts *texts, CXCursor cursor);

/* Spelling of @type without qualifiers at either level, for g_free(). */
char *type_name(CXType type);
char *type_canonical_name(CXType type);

/* A pointer, or an integer wide enough for an address by its type. */
bool type_is_value(CXType type);
/* A struct, a union or an array: the expression stands for the object's address. */
bool type_is_object(CXType type);
bool type_is_pointer(CXType type);
/* "page" for struct page *, "" where the pointee is no record; for g_free(). */
char *type_pointee_record(CXType type);

#endif
