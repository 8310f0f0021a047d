// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/reach.h"

#include <stdlib.h>

#include "checker/cursor.h"
#include "checker/lines.h"
#include "tree/lexer.h"

struct reach {
	const struct walk_unit *unit;
	reach_is_wanted is_wanted;
	const struct words *macros;
	GHashTable *files;	/* name -> GArray of struct line_range */
	GHashTable *bodies;	/* CXFile -> set of the offsets in macros that were seen */
	GPtrArray *error_files;	/* of CXFile */
	GArray *error_lines;	/* of unsigned int, as many */
};

/* The definition that is being added. */
struct definition {
	struct reach *reach;
	CXFile file;
	struct line_range lines;
	unsigned int start, end;	/* offsets */
	const char *text;	/* from @start to @end */
	size_t length;
	CXSourceLocation last;	/* of what was visited last */
	GArray *runs;		/* of struct run when the preprocessor has a say in it, or NULL */
};

/* Lines between two ends of directives, or those of a directive. */
struct run {
	struct line_range lines;
	bool is_reached;
};

static void free_array(gpointer array)
{
	g_array_unref(array);
}

static void free_set(gpointer set)
{
	g_hash_table_unref(set);
}

struct reach *reach_new(const struct walk_unit *unit, reach_is_wanted is_wanted,
			const struct words *macros)
{
	struct reach *reach = g_new0(struct reach, 1);

	reach->unit = unit;
	reach->is_wanted = is_wanted;
	reach->macros = macros;
	reach->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_array);
	reach->bodies = g_hash_table_new_full(NULL, NULL, NULL, free_set);
	reach->error_files = g_ptr_array_new();
	reach->error_lines = g_array_new(FALSE, FALSE, sizeof(unsigned int));
	return reach;
}

void reach_free(struct reach *reach)
{
	g_hash_table_unref(reach->files);
	g_hash_table_unref(reach->bodies);
	g_ptr_array_unref(reach->error_files);
	g_array_unref(reach->error_lines);
	g_free(reach);
}

void reach_add_error(struct reach *reach, CXSourceLocation location)
{
	CXFile file = NULL;
	unsigned int line = 0;

	clang_getFileLocation(location, &file, &line, NULL, NULL);
	g_ptr_array_add(reach->error_files, file);
	g_array_append_val(reach->error_lines, line);
}

static bool has_error(const struct reach *reach, const struct definition *definition)
{
	for (unsigned int i = 0; i < reach->error_files->len; i++) {
		unsigned int line = g_array_index(reach->error_lines, unsigned int, i);

		if (g_ptr_array_index(reach->error_files, i) == definition->file &&
		    definition->lines.first <= line && line <= definition->lines.last)
			return true;
	}
	return false;
}

static void add_lines(struct reach *reach, const char *name, struct line_range lines)
{
	GArray *ranges = g_hash_table_lookup(reach->files, name);

	if (!ranges) {
		ranges = g_array_new(FALSE, FALSE, sizeof(struct line_range));
		g_hash_table_insert(reach->files, g_strdup(name), ranges);
	}
	g_array_append_val(ranges, lines);
}

/* -- directives within a definition ---------------------------------------------------- */

static void end_run(GArray *runs, unsigned int *first, unsigned int next)
{
	struct run run = { { *first, next - 1 }, false };

	if (*first < next)
		g_array_append_val(runs, run);
	*first = next;
}

/*
 * The runs of the definition, NULL when it has no directive.  What looks like one in a
 * comment splits a run, which does no harm to those that hold code.
 */
static GArray *split(const struct definition *definition)
{
	unsigned int before = definition->lines.first - 1, first = before + 1;
	struct lexer lexer;
	struct token token;
	GArray *runs = NULL;

	lexer_init(&lexer, definition->text, definition->length);
	while (lexer_find_directive(&lexer, &token)) {
		if (!runs)
			runs = g_array_new(FALSE, FALSE, sizeof(struct run));
		end_run(runs, &first, before + token.line);
		lexer_skip_directive(&lexer, &token);
		end_run(runs, &first, before + token.line + 1);
	}
	if (runs)
		end_run(runs, &first, definition->lines.last + 1);
	return runs;
}

static void mark(const struct definition *definition, unsigned int line)
{
	for (unsigned int i = 0; i < definition->runs->len; i++) {
		struct run *run = &g_array_index(definition->runs, struct run, i);

		if (run->lines.first <= line && line <= run->lines.last)
			run->is_reached = true;
	}
}

/* -- expressions ---------------------------------------------------------------------------- */

static bool is_wanted(struct reach *reach, CXFile file, const char **name)
{
	*name = file ? reach->unit->file_name(file, reach->unit->data) : "";
	return **name && reach->is_wanted(*name, reach->unit->data);
}

/* Something in the body of a macro at @offset of @file, which is at @location. */
static void note_body(struct reach *reach, CXFile file, unsigned int offset,
		      CXSourceLocation location)
{
	GHashTable *seen = g_hash_table_lookup(reach->bodies, file);
	struct line_range lines;
	const char *name;

	if (!seen) {
		seen = g_hash_table_new(NULL, NULL);
		g_hash_table_insert(reach->bodies, file, seen);
	}
	if (!g_hash_table_add(seen, GUINT_TO_POINTER(offset)) || !is_wanted(reach, file, &name))
		return;
	clang_getSpellingLocation(location, NULL, &lines.first, NULL, NULL);
	lines.last = lines.first;
	add_lines(reach, name, lines);
}

static void mark_places(const struct definition *definition, CXSourceLocation location)
{
	CXFile file = NULL;
	unsigned int line = 0;

	clang_getFileLocation(location, &file, &line, NULL, NULL);
	if (file == definition->file)
		mark(definition, line);
	clang_getSpellingLocation(location, &file, &line, NULL, NULL);
	if (file == definition->file)
		mark(definition, line);
}

static void note_location(struct definition *definition, CXSourceLocation location)
{
	unsigned int offset = 0;
	CXFile file = NULL;

	clang_getSpellingLocation(location, &file, NULL, NULL, &offset);
	if (file != definition->file || offset < definition->start || offset > definition->end)
		note_body(definition->reach, file, offset, location);
	if (definition->runs)
		mark_places(definition, location);
}

/* An expression and what it converts share their location. */
static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct definition *definition = data;
	CXSourceLocation location = clang_getCursorLocation(cursor);

	(void)parent;
	if (!clang_equalLocations(location, definition->last))
		note_location(definition, location);
	definition->last = location;
	/* The operand of sizeof is not evaluated. */
	return clang_getCursorKind(cursor) == CXCursor_UnaryExpr ? CXChildVisit_Continue :
		CXChildVisit_Recurse;
}

/* -- definitions ------------------------------------------------------------------------------ */

static void place(struct definition *definition, CXCursor cursor)
{
	CXSourceRange extent = clang_getCursorExtent(cursor);
	CXFile last_file = NULL;
	size_t size = 0;

	clang_getFileLocation(clang_getRangeStart(extent), &definition->file,
			      &definition->lines.first, NULL, &definition->start);
	clang_getFileLocation(clang_getRangeEnd(extent), &last_file, &definition->lines.last, NULL,
			      &definition->end);
	if (last_file != definition->file || definition->end < definition->start) {
		definition->lines.last = definition->lines.first;
		definition->end = definition->start;
	}
	definition->text = definition->file ?
		texts_get(definition->reach->unit->texts, definition->file, &size) : NULL;
	if (definition->text && definition->end <= size) {
		definition->text += definition->start;
		definition->length = definition->end - definition->start;
	}
}

static void add_runs(struct reach *reach, const char *name, const GArray *runs)
{
	for (unsigned int i = 0; i < runs->len; i++) {
		struct run run = g_array_index(runs, struct run, i);

		if (run.is_reached)
			add_lines(reach, name, run.lines);
	}
}

/* What a macro wrote has no text to look at. */
static bool expands_macros(const struct definition *definition)
{
	return definition->lines.first == definition->lines.last ||
		words_match(definition->reach->macros, definition->text, definition->length);
}

void reach_add(struct reach *reach, CXCursor cursor)
{
	struct definition definition = { .reach = reach };
	const char *name;

	place(&definition, cursor);
	if (!is_wanted(reach, definition.file, &name) || has_error(reach, &definition))
		return;
	definition.runs = split(&definition);
	if (definition.runs || expands_macros(&definition))
		clang_visitChildren(cursor, visit, &definition);
	if (definition.runs) {
		add_runs(reach, name, definition.runs);
		g_array_unref(definition.runs);
	} else {
		add_lines(reach, name, definition.lines);
	}
}

/* -- printing ----------------------------------------------------------------------------------- */

static int compare_ranges(gconstpointer a, gconstpointer b)
{
	const struct line_range *left = a, *right = b;

	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	return left->last < right->last ? -1 : left->last > right->last;
}

/* Ranges that overlap or touch become one. */
static void print_ranges(GArray *ranges, FILE *out)
{
	struct line_range range = { 0, 0 };
	const char *separator = "";

	g_array_sort(ranges, compare_ranges);
	for (unsigned int i = 0; i <= ranges->len; i++) {
		const struct line_range *next = i < ranges->len ?
			&g_array_index(ranges, struct line_range, i) : NULL;

		if (next && range.first && next->first <= range.last + 1) {
			range.last = MAX(range.last, next->last);
			continue;
		}
		if (range.first)
			fprintf(out, range.first == range.last ? "%s%u" : "%s%u-%u", separator,
				range.first, range.last);
		if (range.first)
			separator = ",";
		if (next)
			range = *next;
	}
}

void reach_print(const struct reach *reach, FILE *out)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(reach->files),
					     (GCompareFunc)strcmp);

	for (GList *name = names; name; name = name->next) {
		fprintf(out, "W\t%s\t", (const char *)name->data);
		print_ranges(g_hash_table_lookup(reach->files, name->data), out);
		fputc('\n', out);
	}
}
