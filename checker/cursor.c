// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/cursor.h"

#include <ctype.h>
#include <string.h>

static char *take(CXString string)
{
	char *copy = g_strdup(clang_getCString(string));

	clang_disposeString(string);
	return copy ? copy : g_strdup("");
}

void cursor_place(CXCursor cursor, struct place *place)
{
	CXFile file = NULL;

	place->line = 0;
	place->column = 0;
	clang_getFileLocation(clang_getCursorLocation(cursor), &file, &place->line,
			      &place->column, NULL);
	place->file = file ? take(clang_getFileName(file)) : g_strdup("");
}

void place_clear(struct place *place)
{
	g_clear_pointer(&place->file, g_free);
}

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
	(void)parent;
	g_array_append_val((GArray *)data, cursor);
	return CXChildVisit_Continue;
}

GArray *cursor_children(CXCursor cursor)
{
	GArray *children = g_array_new(FALSE, FALSE, sizeof(CXCursor));

	clang_visitChildren(cursor, collect, children);
	return children;
}

static enum CXChildVisitResult remember_child(CXCursor cursor, CXCursor parent, CXClientData last)
{
	(void)parent;
	*(CXCursor *)last = cursor;
	return CXChildVisit_Continue;
}

CXCursor cursor_last_child(CXCursor cursor)
{
	CXCursor last = clang_getNullCursor();

	clang_visitChildren(cursor, remember_child, &last);
	return last;
}

char *cursor_name(CXCursor cursor)
{
	return take(clang_getCursorSpelling(cursor));
}

bool cursor_is_unnamed_member(CXCursor field)
{
	g_autofree char *name = cursor_name(field);

	/* Releases differ: nothing, or "struct page::(anonymous at FILE)". */
	return name[0] == '\0' || strchr(name, '(');
}

static bool is_named_record(CXCursor record, const char *name)
{
	return !clang_Cursor_isAnonymous(record) && name[0] && !strchr(name, '(');
}

char *cursor_record_of(CXCursor field)
{
	CXCursor record = clang_getCursorSemanticParent(field);

	for (;;) {
		g_autofree char *name = cursor_name(record);
		enum CXCursorKind kind = clang_getCursorKind(record);

		if (kind != CXCursor_StructDecl && kind != CXCursor_UnionDecl)
			return g_strdup("");
		if (is_named_record(record, name))
			return g_steal_pointer(&name);
		/* typedef struct { } name: the record's type prints the typedef. */
		g_free(name);
		name = type_canonical_name(clang_getCursorType(record));
		if (name[0] && !strchr(name, '('))
			return g_steal_pointer(&name);
		record = clang_getCursorSemanticParent(record);
	}
}

struct texts {
	CXTranslationUnit unit;
	const char *directory;
	GHashTable *files;	/* CXFile -> struct text * */
};

struct text {
	const char *start;	/* libclang's buffer, or @read */
	size_t size;
	char *read;
};

static void free_text(gpointer data)
{
	struct text *text = data;

	g_free(text->read);
	g_free(text);
}

struct texts *texts_new(CXTranslationUnit unit, const char *directory)
{
	struct texts *texts = g_new0(struct texts, 1);

	texts->unit = unit;
	texts->directory = directory;
	texts->files = g_hash_table_new_full(NULL, NULL, NULL, free_text);
	return texts;
}

void texts_free(struct texts *texts)
{
	if (!texts)
		return;
	g_hash_table_unref(texts->files);
	g_free(texts);
}

static void read_text(const struct texts *texts, CXFile file, struct text *text)
{
	CXString name = clang_getFileName(file);
	g_autofree char *path = g_canonicalize_filename(clang_getCString(name), texts->directory);

	clang_disposeString(name);
	if (g_file_get_contents(path, &text->read, &text->size, NULL))
		text->start = text->read;
}

static const struct text *text_of(struct texts *texts, CXFile file)
{
	struct text *text = g_hash_table_lookup(texts->files, file);

	if (text)
		return text;
	text = g_new0(struct text, 1);
	if (texts->directory)
		read_text(texts, file, text);
	else
		text->start = clang_getFileContents(texts->unit, file, &text->size);
	g_hash_table_insert(texts->files, file, text);
	return text;
}

const char *texts_get(struct texts *texts, CXFile file, size_t *size)
{
	const struct text *text = text_of(texts, file);

	*size = text->size;
	return text->start;
}

/* The identifier at @offset of @file; NULL: there is none. */
static char *identifier_at(struct texts *texts, CXFile file, unsigned int offset)
{
	const struct text *text = text_of(texts, file);
	size_t end;

	for (end = offset; text->start && end < text->size; end++)
		if (!isalnum((unsigned char)text->start[end]) && text->start[end] != '_')
			break;
	return text->start && end > offset ? g_strndup(text->start + offset, end - offset) : NULL;
}

typedef void locate(CXSourceLocation location, CXFile *file, unsigned int *line,
		    unsigned int *column, unsigned int *offset);

static char *macro_at(struct texts *texts, CXCursor cursor, locate *where)
{
	CXSourceLocation at = clang_getCursorLocation(cursor);
	unsigned int offset = 0, spelled = 0;
	CXFile file = NULL, spelled_file = NULL;

	where(at, &file, NULL, NULL, &offset);
	clang_getSpellingLocation(at, &spelled_file, NULL, NULL, &spelled);
	if (!file || (spelled == offset && file == spelled_file))
		return NULL;
	return identifier_at(texts, file, offset);
}

char *cursor_macro(struct texts *texts, CXCursor cursor)
{
	return macro_at(texts, cursor, clang_getExpansionLocation);
}

char *cursor_own_macro(struct texts *texts, CXCursor cursor)
{
	return macro_at(texts, cursor, clang_getFileLocation);
}

char *cursor_function_macro(struct texts *texts, CXCursor cursor)
{
	g_autofree char *macro = cursor_own_macro(texts, cursor);
	const struct text *text;
	unsigned int offset = 0;
	CXFile file = NULL;
	size_t end;

	if (!macro)
		return NULL;
	clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
	text = text_of(texts, file);
	end = offset + strlen(macro);
	return end < text->size && text->start[end] == '(' ? g_steal_pointer(&macro) : NULL;
}

char *cursor_constant(struct texts *texts, CXCursor cursor)
{
	g_autofree char *macro = cursor_own_macro(texts, cursor);
	CXSourceRange extent = clang_getCursorExtent(cursor);
	unsigned int start = 0, end = 0;

	clang_getFileLocation(clang_getRangeStart(extent), NULL, NULL, NULL, &start);
	clang_getFileLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &end);
	/* The end is that of the last token, in the file or in the macro's body. */
	if (!macro || (end != start && end != start + strlen(macro)))
		return NULL;
	return g_steal_pointer(&macro);
}

/* Drops every "const", "volatile" and "restrict" word. */
static char *without_qualifiers(char *name)
{
	static const char *const words[] = { "const ", "volatile ", "restrict ", "const",
					     "volatile", "restrict", NULL };

	for (const char *const *word = words; *word; word++)
		for (char *at = name; (at = strstr(at, *word));) {
			size_t length = strlen(*word);
			char before = at == name ? ' ' : at[-1];
			char after = at[length];

			if (isalnum((unsigned char)before) || before == '_' ||
			    ((*word)[length - 1] != ' ' &&
			     (isalnum((unsigned char)after) || after == '_')))
				at += length;
			else
				memmove(at, at + length, strlen(at + length) + 1);
		}
	return g_strstrip(name);
}

char *type_name(CXType type)
{
	return without_qualifiers(take(clang_getTypeSpelling(type)));
}

char *type_canonical_name(CXType type)
{
	char *name = type_name(clang_getCanonicalType(type));
	const char *bare = name;

	if (!strchr(name, '*')) {
		if (g_str_has_prefix(name, "struct "))
			bare = name + strlen("struct ");
		else if (g_str_has_prefix(name, "union "))
			bare = name + strlen("union ");
	}
	if (bare != name)
		memmove(name, bare, strlen(bare) + 1);
	return name;
}

bool type_is_pointer(CXType type)
{
	return clang_getCanonicalType(type).kind == CXType_Pointer;
}

bool type_is_object(CXType type)
{
	switch (clang_getCanonicalType(type).kind) {
	case CXType_Record:
	case CXType_ConstantArray:
	case CXType_IncompleteArray:
	case CXType_VariableArray:
		return true;
	default:
		return false;
	}
}

bool type_is_value(CXType type)
{
	switch (clang_getCanonicalType(type).kind) {
	case CXType_Pointer:
	case CXType_ULong:
	case CXType_ULongLong:
		return true;
	default:
		return false;
	}
}

char *type_pointee_record(CXType type)
{
	CXType canonical = clang_getCanonicalType(type);
	CXType pointee;

	if (canonical.kind == CXType_Pointer)
		pointee = clang_getPointeeType(canonical);
	else
		pointee = clang_getArrayElementType(canonical);
	if (clang_getCanonicalType(pointee).kind != CXType_Record)
		return g_strdup("");
	return type_canonical_name(pointee);
}
