// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/record.h"

#include "checker/cursor.h"
#include "checker/walker.h"

struct members {
	CXType record;
	GPtrArray *list;
};

static void free_member(gpointer data)
{
	struct record_member *member = data;

	g_free(member->name);
	g_free(member);
}

static guint64 bytes(long long value)
{
	return value > 0 ? (guint64)value : 0;
}

static enum CXChildVisitResult add_member(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct members *members = data;
	struct record_member *member;
	long long bits;

	(void)parent;
	if (clang_Cursor_isAnonymousRecordDecl(cursor))
		return CXChildVisit_Recurse;
	if (clang_getCursorKind(cursor) != CXCursor_FieldDecl || cursor_is_unnamed_member(cursor))
		return CXChildVisit_Continue;
	member = g_new0(struct record_member, 1);
	member->field = cursor;
	member->name = cursor_name(cursor);
	bits = clang_Type_getOffsetOf(members->record, member->name);
	member->offset = bytes(bits) / 8;
	member->size = bytes(clang_Type_getSizeOf(clang_getCursorType(cursor)));
	if (bits < 0)
		free_member(member);
	else
		g_ptr_array_add(members->list, member);
	return CXChildVisit_Continue;
}

GPtrArray *record_members(CXCursor record)
{
	struct members members = { .record = clang_getCursorType(record) };

	members.list = g_ptr_array_new_with_free_func(free_member);
	clang_visitChildren(record, add_member, &members);
	return members.list;
}

guint64 record_size(CXCursor record)
{
	return bytes(clang_Type_getSizeOf(clang_getCursorType(record)));
}

/* -- assertions --------------------------------------------------------------------- */

/* The first child of @cursor, past parentheses and implicit casts. */
static CXCursor inner(CXCursor cursor)
{
	enum CXCursorKind kind = clang_getCursorKind(cursor);

	while (kind == CXCursor_ParenExpr || kind == CXCursor_UnexposedExpr) {
		g_autoptr(GArray) children = cursor_children(cursor);

		if (children->len != 1)
			break;
		cursor = g_array_index(children, CXCursor, 0);
		kind = clang_getCursorKind(cursor);
	}
	return cursor;
}

static bool is_offset(CXCursor cursor, CXCursor *field)
{
	CXCursor reference;

	if (!walk_is_offsetof(inner(cursor), &reference))
		return false;
	*field = clang_getCursorReferenced(reference);
	return clang_getCursorKind(*field) == CXCursor_FieldDecl;
}

bool record_is_assert(CXCursor cursor, struct record_assert *found)
{
	g_autoptr(GArray) children = NULL;
	g_autoptr(GArray) sides = NULL;
	CXCursor equation;

	if (clang_getCursorKind(cursor) != CXCursor_StaticAssert)
		return false;
	children = cursor_children(cursor);
	if (!children->len)
		return false;
	equation = inner(g_array_index(children, CXCursor, 0));
	if (clang_getCursorKind(equation) != CXCursor_BinaryOperator ||
	    clang_getCursorBinaryOperatorKind(equation) != CXBinaryOperator_EQ)
		return false;
	sides = cursor_children(equation);
	return sides->len == 2 && is_offset(g_array_index(sides, CXCursor, 0), &found->fields[0]) &&
		is_offset(g_array_index(sides, CXCursor, 1), &found->fields[1]);
}
