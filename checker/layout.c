// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/layout.h"

#include <string.h>

#include "base/error.h"
#include "checker/layout_private.h"

/* Of no file: libclang takes the text from memory. */
#define PROBE "ptdesc-probe.c"

/* A struct page where a descriptor belongs is an error here; "-w" would hide it. */
static const char *const common_flags[] = {
	"-Wno-everything", "-Werror=incompatible-pointer-types", "-Werror=int-conversion",
	"-Werror=implicit-function-declaration", "-ferror-limit=0",
	"-Qunused-arguments", "-fno-spell-checking",
};

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	g_ptr_array_unref(layout->errors);
	g_free(layout->file);
	g_free(layout->members);
	g_free(layout);
}

/* -- parsing ------------------------------------------------------------------ */

static void add_unsaved(GArray *files, const char *path, const char *text)
{
	struct CXUnsavedFile file = { path, text, strlen(text) };

	g_array_append_val(files, file);
}

static GArray *unsaved_files(const struct layout_probe *probe, const char *main_file)
{
	GArray *files = g_array_new(FALSE, FALSE, sizeof(struct CXUnsavedFile));
	GHashTableIter iterator;
	gpointer path, text;

	add_unsaved(files, main_file, probe->text);
	if (!probe->overlay)
		return files;
	g_hash_table_iter_init(&iterator, probe->overlay);
	while (g_hash_table_iter_next(&iterator, &path, &text))
		add_unsaved(files, path, text);
	return files;
}

static GPtrArray *command_line(const struct layout_probe *probe)
{
	GPtrArray *arguments = g_ptr_array_new_with_free_func(g_free);

	for (const char *const *flag = probe->flags; *flag; flag++)
		g_ptr_array_add(arguments, g_strdup(*flag));
	for (size_t i = 0; i < G_N_ELEMENTS(common_flags); i++)
		g_ptr_array_add(arguments, g_strdup(common_flags[i]));
	g_ptr_array_add(arguments, g_strconcat("-working-directory=", probe->directory, NULL));
	return arguments;
}

CXTranslationUnit layout_parse(CXIndex index, const struct layout_probe *probe, GError **error)
{
	g_autofree char *main_file = g_build_filename(probe->directory, PROBE, NULL);
	g_autoptr(GPtrArray) arguments = command_line(probe);
	g_autoptr(GArray) unsaved = unsaved_files(probe, main_file);
	CXTranslationUnit unit = NULL;
	enum CXErrorCode code = clang_parseTranslationUnit2(index, main_file,
		(const char *const *)arguments->pdata, (int)arguments->len,
		(struct CXUnsavedFile *)(void *)unsaved->data, unsaved->len,
		CXTranslationUnit_KeepGoing, &unit);

	if (code != CXError_Success)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "libclang could not parse \"%s\" (code %d)", probe->text, code);
	return unit;
}

static char *describe(CXDiagnostic diagnostic)
{
	CXString text = clang_getDiagnosticSpelling(diagnostic);
	CXString name;
	unsigned int line = 0;
	CXFile file = NULL;
	char *message;

	clang_getFileLocation(clang_getDiagnosticLocation(diagnostic), &file, &line, NULL, NULL);
	name = clang_getFileName(file);
	message = g_strdup_printf("%s:%u: %s", file ? clang_getCString(name) : PROBE, line,
				  clang_getCString(text));
	clang_disposeString(name);
	clang_disposeString(text);
	return message;
}

void layout_collect_errors(CXTranslationUnit unit, GPtrArray *errors)
{
	for (unsigned int i = 0; i < clang_getNumDiagnostics(unit); i++) {
		CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);

		if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error)
			g_ptr_array_add(errors, describe(diagnostic));
		clang_disposeDiagnostic(diagnostic);
	}
}

/* -- the struct ----------------------------------------------------------------- */

struct search {
	const char *record;
	CXCursor found;
};

static enum CXChildVisitResult find_record(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct search *search = data;
	CXString name;

	(void)parent;
	if (clang_getCursorKind(cursor) != CXCursor_StructDecl || !clang_isCursorDefinition(cursor))
		return CXChildVisit_Continue;
	name = clang_getCursorSpelling(cursor);
	if (!strcmp(clang_getCString(name), search->record))
		search->found = cursor;
	clang_disposeString(name);
	return CXChildVisit_Continue;
}

CXCursor layout_find_record(CXTranslationUnit unit, const char *record)
{
	struct search search = { .record = record, .found = clang_getNullCursor() };

	clang_visitChildren(clang_getTranslationUnitCursor(unit), find_record, &search);
	return search.found;
}

static uint64_t bytes(long long value)
{
	return value > 0 ? (uint64_t)value : 0;
}

/* The members of a record, wherever they are nested. */
struct walk {
	const struct layout_probe *probe;
	struct layout *layout;
	CXTranslationUnit unit;
	CXType record;
};

/* As the source spells it: linux/types.h makes a macro of rcu_head. */
static char *source_name(CXTranslationUnit unit, CXCursor cursor)
{
	unsigned int offset = 0;
	CXFile file = NULL;
	CXToken *token;
	CXString text;
	char *name;

	clang_getExpansionLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, &offset);
	token = clang_getToken(unit, clang_getLocationForOffset(unit, file, offset));
	if (!token)
		return g_strdup("");
	text = clang_getTokenSpelling(unit, *token);
	name = g_strdup(clang_getCString(text));
	clang_disposeString(text);
	clang_disposeTokens(unit, token, 1);
	return name;
}

static void measure_member(const struct walk *walk, CXCursor cursor, const char *name,
			   struct layout_member *member)
{
	CXType type = clang_getCursorType(cursor);
	long long bits = clang_Type_getOffsetOf(walk->record, name);

	if (bits < 0)
		return;
	member->present = true;
	member->offset = bytes(bits / 8);
	member->size = bytes(clang_Type_getSizeOf(type));
	member->align = bytes(clang_Type_getAlignOf(type));
}

static enum CXChildVisitResult visit_member(CXCursor cursor, CXCursor parent, CXClientData data)
{
	const struct walk *walk = data;
	g_autofree char *source = NULL;
	CXString text;
	const char *name;

	(void)parent;
	if (clang_Cursor_isAnonymousRecordDecl(cursor))
		return CXChildVisit_Recurse;
	if (clang_getCursorKind(cursor) != CXCursor_FieldDecl)
		return CXChildVisit_Continue;
	source = source_name(walk->unit, cursor);
	text = clang_getCursorSpelling(cursor);
	name = clang_getCString(text);
	for (unsigned int i = 0; walk->probe->members[i]; i++)
		if (!strcmp(walk->probe->members[i], source) ||
		    !strcmp(walk->probe->members[i], name))
			measure_member(walk, cursor, name, &walk->layout->members[i]);
	clang_disposeString(text);
	return CXChildVisit_Continue;
}

static void locate(CXCursor record, struct layout *layout)
{
	CXSourceRange range = clang_getCursorExtent(record);
	unsigned int start = 0, end = 0;
	CXFile file = NULL;
	CXString name;

	clang_getFileLocation(clang_getRangeStart(range), &file, NULL, NULL, &start);
	clang_getFileLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &end);
	name = clang_getFileName(file);
	layout->file = g_canonicalize_filename(clang_getCString(name), "/");
	clang_disposeString(name);
	layout->start = start;
	layout->end = end;
}

static void measure(CXTranslationUnit unit, const struct layout_probe *probe,
		    struct layout *layout)
{
	CXCursor found = layout_find_record(unit, probe->record);
	struct walk walk = { .probe = probe, .layout = layout, .unit = unit };

	if (clang_Cursor_isNull(found))
		return;
	locate(found, layout);
	walk.record = clang_getCursorType(found);
	layout->size = bytes(clang_Type_getSizeOf(walk.record));
	clang_visitChildren(found, visit_member, &walk);
}

static uint64_t word_size(CXTranslationUnit unit)
{
	CXTargetInfo target = clang_getTranslationUnitTargetInfo(unit);
	uint64_t size = bytes(clang_TargetInfo_getPointerWidth(target)) / 8;

	clang_TargetInfo_dispose(target);
	return size;
}

struct layout *layout_measure(const struct layout_probe *probe, GError **error)
{
	CXIndex index = clang_createIndex(0, 0);
	CXTranslationUnit unit = layout_parse(index, probe, error);
	struct layout *layout = NULL;

	if (unit) {
		layout = g_new0(struct layout, 1);
		layout->errors = g_ptr_array_new_with_free_func(g_free);
		layout->members = g_new0(struct layout_member, probe->members ?
					 g_strv_length((char **)probe->members) + 1 : 1);
		layout->word = word_size(unit);
		layout_collect_errors(unit, layout->errors);
		if (probe->record)
			measure(unit, probe, layout);
		clang_disposeTranslationUnit(unit);
	}
	clang_disposeIndex(index);
	return layout;
}
