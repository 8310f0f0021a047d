// SPDX-License-Identifier: GPL-2.0-or-later
/* Loops that count without their body taking notice. */
#include "checker/walker.h"

#include <string.h>

struct loop {
	GHashTable *changing;	/* set of CXCursor *: declarations that differ from round to round */
	CXCursor pointer;	/* whose mentions are counted */
	unsigned int mentions;
	bool varies;		/* what is looked at may differ from round to round */
};

static void add_changing(struct loop *loop, CXCursor declaration)
{
	g_hash_table_add(loop->changing, g_memdup2(&declaration, sizeof(declaration)));
}

/* Past parentheses, casts, members and subscripts: the variable that is operated on. */
static CXCursor operand(CXCursor cursor)
{
	while (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr) {
		g_autoptr(GArray) children = cursor_children(cursor);

		if (!children->len)
			return clang_getNullCursor();
		cursor = g_array_index(children, CXCursor, 0);
	}
	return clang_getCursorReferenced(cursor);
}

static bool changes_operand(CXCursor cursor)
{
	switch (clang_getCursorKind(cursor)) {
	case CXCursor_CompoundAssignOperator:
		return true;
	case CXCursor_BinaryOperator:
		return clang_getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Assign;
	case CXCursor_UnaryOperator:
		switch (clang_getCursorUnaryOperatorKind(cursor)) {
		case CXUnaryOperator_PostInc:
		case CXUnaryOperator_PostDec:
		case CXUnaryOperator_PreInc:
		case CXUnaryOperator_PreDec:
		case CXUnaryOperator_AddrOf:
			return true;
		default:
			return false;
		}
	default:
		return false;
	}
}

/* "x->member = ": x itself stays what it is. */
static bool is_through_pointer(CXCursor cursor)
{
	g_autoptr(GArray) children = cursor_children(cursor);

	return children->len && clang_getCursorKind(cursor) == CXCursor_BinaryOperator &&
		clang_getCursorKind(g_array_index(children, CXCursor, 0)) == CXCursor_MemberRefExpr;
}

static enum CXChildVisitResult collect_changes(CXCursor cursor, CXCursor parent,
					       CXClientData data)
{
	(void)parent;
	if (clang_getCursorKind(cursor) == CXCursor_VarDecl)
		add_changing(data, cursor);
	else if (changes_operand(cursor) && !is_through_pointer(cursor))
		add_changing(data, operand(cursor));
	return CXChildVisit_Recurse;
}

bool walk_changes(CXCursor body, CXCursor declaration)
{
	g_autoptr(GHashTable) changing = g_hash_table_new_full(cursor_hash, cursor_equal, g_free,
							       NULL);
	struct loop loop = { .changing = changing };

	clang_visitChildren(body, collect_changes, &loop);
	return g_hash_table_contains(changing, &declaration);
}

static enum CXChildVisitResult look(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct loop *loop = data;
	CXCursor declaration;

	(void)parent;
	if (clang_getCursorKind(cursor) == CXCursor_CallExpr)
		loop->varies = true;
	if (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr)
		return CXChildVisit_Recurse;
	declaration = clang_getCursorReferenced(cursor);
	loop->varies |= g_hash_table_contains(loop->changing, &declaration);
	loop->mentions += clang_equalCursors(declaration, loop->pointer) != 0;
	return CXChildVisit_Recurse;
}

/* Whether @cursor is the same each time and does not mention @pointer more than @mentions times. */
static bool stays(struct loop *loop, CXCursor cursor, CXCursor pointer, unsigned int mentions)
{
	loop->pointer = pointer;
	loop->mentions = 0;
	loop->varies = false;
	look(cursor, cursor, loop);
	clang_visitChildren(cursor, look, loop);
	return !loop->varies && loop->mentions <= mentions;
}

/* "pointer->member = value": the pointer's declaration and the left side. */
static bool is_store(CXCursor statement, CXCursor *pointer, CXCursor *left, CXCursor *right)
{
	g_autoptr(GArray) sides = NULL;
	g_autoptr(GArray) bases = NULL;

	if (clang_getCursorKind(statement) != CXCursor_BinaryOperator ||
	    clang_getCursorBinaryOperatorKind(statement) != CXBinaryOperator_Assign)
		return false;
	sides = cursor_children(statement);
	if (sides->len != 2)
		return false;
	*left = g_array_index(sides, CXCursor, 0);
	*right = g_array_index(sides, CXCursor, 1);
	if (clang_getCursorKind(*left) != CXCursor_MemberRefExpr)
		return false;
	*pointer = operand(*left);
	return clang_getCursorKind(*pointer) == CXCursor_VarDecl ||
		clang_getCursorKind(*pointer) == CXCursor_ParmDecl;
}

static void tell(struct walk *walk, CXCursor pointer, CXCursor left)
{
	CXCursor field = clang_getCursorReferenced(left);
	g_autofree char *record = cursor_record_of(field);
	g_autofree char *name = cursor_name(field);
	struct place place;

	cursor_place(left, &place);
	chunk_use(walk->chunk, walk_declaration_node(walk, pointer), -1, record, name, FACT_STUCK,
		  place.line, place.column, NULL);
	place_clear(&place);
}

/* Of the stores through one pointer all are to be told, or none: there may be another use. */
static unsigned int count_stores(struct loop *loop, const GArray *statements, CXCursor wanted)
{
	unsigned int count = 0;

	for (unsigned int i = 0; i < statements->len; i++) {
		CXCursor pointer, left, right;

		if (is_store(g_array_index(statements, CXCursor, i), &pointer, &left, &right) &&
		    clang_equalCursors(pointer, wanted) && stays(loop, left, pointer, 1) &&
		    stays(loop, right, pointer, 0))
			count++;
	}
	return count;
}

static unsigned int count_mentions(struct loop *loop, CXCursor body, CXCursor pointer)
{
	stays(loop, body, pointer, 0);
	return loop->mentions;
}

static bool points_at_measured(const struct walk *walk, CXCursor pointer)
{
	g_autofree char *record = NULL;

	if (!type_is_pointer(clang_getCursorType(pointer)))
		return false;
	record = type_pointee_record(clang_getCursorType(pointer));
	for (const char *const *wanted = walk->unit->names[WALK_MEASURED]; wanted && *wanted; wanted++)
		if (strcmp(*wanted, record) == 0)
			return true;
	return false;
}

static GArray *statements_of(CXCursor body)
{
	GArray *statements;

	if (clang_getCursorKind(body) == CXCursor_CompoundStmt)
		return cursor_children(body);
	statements = g_array_new(FALSE, FALSE, sizeof(CXCursor));
	g_array_append_val(statements, body);
	return statements;
}

/* Few loops store to what is measured: the others need no closer look. */
static bool stores_to_measured(const struct walk *walk, const GArray *statements)
{
	for (unsigned int i = 0; i < statements->len; i++) {
		CXCursor pointer, left, right;

		if (is_store(g_array_index(statements, CXCursor, i), &pointer, &left, &right) &&
		    points_at_measured(walk, pointer))
			return true;
	}
	return false;
}

static void walk_body(struct walk *walk, struct loop *loop, CXCursor body,
		      const GArray *statements)
{
	for (unsigned int i = 0; i < statements->len; i++) {
		CXCursor pointer, left, right;

		if (is_store(g_array_index(statements, CXCursor, i), &pointer, &left, &right) &&
		    points_at_measured(walk, pointer) &&
		    count_mentions(loop, body, pointer) == count_stores(loop, statements, pointer))
			tell(walk, pointer, left);
	}
}

void walk_counting_loop(struct walk *walk, const GArray *parts)
{
	g_autoptr(GArray) statements = NULL;
	CXCursor body;
	struct loop loop;

	/* Start, condition, step and body: without one of them it does not count. */
	if (parts->len != 4)
		return;
	body = g_array_index(parts, CXCursor, 3);
	statements = statements_of(body);
	if (!stores_to_measured(walk, statements))
		return;
	loop.changing = g_hash_table_new_full(cursor_hash, cursor_equal, g_free, NULL);
	for (unsigned int i = 1; i < parts->len; i++) {
		CXCursor part = g_array_index(parts, CXCursor, i);

		collect_changes(part, part, &loop);
		clang_visitChildren(part, collect_changes, &loop);
	}
	walk_body(walk, &loop, body, statements);
	g_hash_table_unref(loop.changing);
}
