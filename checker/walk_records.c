// SPDX-License-Identifier: GPL-2.0-or-later
/* Facts of what is no code: layouts of records, assertions of them, values of constants. */
#include "checker/walk.h"

#include "checker/record.h"
#include "checker/walker.h"

/* Whether @name is one of those that the rules ask for: "page", "MEMDESC_*". */
static bool is_measured(const struct walk_unit *unit, const char *name)
{
	for (const char *const *wanted = unit->names[WALK_MEASURED]; wanted && *wanted; wanted++)
		if (name[0] && g_pattern_match_simple(*wanted, name))
			return true;
	return false;
}

/* Takes @key; what is to be told of it stands where other values have their type. */
static int add_fact(struct walk *walk, char *key, const char *name, char *told, CXCursor at)
{
	struct chunk_value value = { .key = key, .name = name, .canonical = told };
	struct place place;
	int id;

	cursor_place(at, &place);
	value.line = place.line;
	value.column = place.column;
	id = chunk_value(walk->chunk, &value);
	place_clear(&place);
	g_free(told);
	g_free(key);
	return id;
}

static void add_edge(struct walk *walk, int source, int target, CXCursor at)
{
	struct place place;

	cursor_place(at, &place);
	chunk_flow(walk->chunk, source, target, place.line, place.column, NULL);
	place_clear(&place);
}

static void start(struct walk *walk, const struct walk_unit *unit, CXCursor cursor,
		  const char *name)
{
	struct place place;

	walk->unit = unit;
	cursor_place(cursor, &place);
	walk->chunk = chunk_new(walk_file_of(walk, cursor), name, name, place.line);
	place_clear(&place);
}

static char *finish(struct walk *walk)
{
	char *text = g_strdup(chunk_text(walk->chunk));

	chunk_free(walk->chunk);
	return text;
}

static char *layout(guint64 offset, guint64 size)
{
	return g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, offset, size);
}

static char *walk_layout(const struct walk_unit *unit, CXCursor record, const char *name)
{
	g_autoptr(GPtrArray) members = record_members(record);
	g_autofree char *function = g_strdup_printf("struct %s", name);
	struct walk walk = { .result = -1 };
	int whole;

	start(&walk, unit, record, function);
	whole = add_fact(&walk, g_strdup_printf("o:%s", name), name,
			 layout(0, record_size(record)), record);
	for (unsigned int i = 0; i < members->len; i++) {
		const struct record_member *member = g_ptr_array_index(members, i);
		int part = add_fact(&walk, g_strdup_printf("o:%s.%s", name, member->name),
				    member->name, layout(member->offset, member->size),
				    member->field);

		add_edge(&walk, whole, part, member->field);
	}
	return finish(&walk);
}

static char *walk_assert(const struct walk_unit *unit, CXCursor cursor)
{
	struct walk walk = { .result = -1 };
	struct record_assert found;
	int sides[2];

	if (!record_is_assert(cursor, &found))
		return NULL;
	for (int i = 0; i < 2; i++) {
		g_autofree char *record = cursor_record_of(found.fields[i]);

		if (!is_measured(unit, record))
			return NULL;
	}
	start(&walk, unit, cursor, "static_assert");
	for (int i = 0; i < 2; i++) {
		g_autofree char *record = cursor_record_of(found.fields[i]);
		g_autofree char *name = cursor_name(found.fields[i]);

		sides[i] = add_fact(&walk, g_strdup_printf("o:%s.%s", record, name), name, NULL,
				    cursor);
	}
	add_edge(&walk, sides[0], sides[1], cursor);
	return finish(&walk);
}

static char *walk_constants(const struct walk_unit *unit, CXCursor enumeration)
{
	g_autoptr(GArray) constants = cursor_children(enumeration);
	g_autofree char *name = cursor_name(enumeration);
	g_autofree char *function = g_strdup_printf("enum %s", name);
	struct walk walk = { .result = -1 };
	int whole;

	start(&walk, unit, enumeration, function);
	whole = add_fact(&walk, g_strdup_printf("o:%s", function), name, NULL, enumeration);
	for (unsigned int i = 0; i < constants->len; i++) {
		CXCursor constant = g_array_index(constants, CXCursor, i);
		g_autofree char *label = cursor_name(constant);
		char *value;

		if (clang_getCursorKind(constant) != CXCursor_EnumConstantDecl ||
		    !is_measured(unit, label))
			continue;
		value = g_strdup_printf("%lld", clang_getEnumConstantDeclValue(constant));
		add_edge(&walk, whole, add_fact(&walk, g_strdup_printf("o:=%s", label), label,
						value, constant), constant);
	}
	return finish(&walk);
}

char *walk_record(const struct walk_unit *unit, CXCursor cursor)
{
	g_autofree char *name = NULL;

	switch (clang_getCursorKind(cursor)) {
	case CXCursor_StructDecl:
		name = cursor_name(cursor);
		return clang_isCursorDefinition(cursor) && is_measured(unit, name) ?
			walk_layout(unit, cursor, name) : NULL;
	case CXCursor_StaticAssert:
		return walk_assert(unit, cursor);
	case CXCursor_EnumDecl:
		return walk_constants(unit, cursor);
	default:
		return NULL;
	}
}
