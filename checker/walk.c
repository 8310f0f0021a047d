// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/walk.h"

#include "checker/walker.h"

/* -- statements ------------------------------------------------------------------- */

static void visit_return(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	GArray *values = walk_visit_all(walk, children, 0);
	struct place place;

	cursor_place(cursor, &place);
	values_flow(walk, values, walk->result, &place, NULL);
	walk_course_return(walk, values);
	place_clear(&place);
	values_free(values);
	g_array_unref(children);
}

/* A typeof operand among the children of a declaration is not evaluated. */
static void visit_declarations(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);

	for (unsigned int i = 0; i < children->len; i++) {
		CXCursor child = g_array_index(children, CXCursor, i);

		if (clang_getCursorKind(child) == CXCursor_VarDecl)
			walk_variable(walk, child);
	}
	g_array_unref(children);
}

static GArray *visit_variable(struct walk *walk, CXCursor declaration)
{
	return values_one(walk_guarded(walk, declaration,
				       walk_declaration_node(walk, declaration)));
}

GArray *walk_visit(struct walk *walk, CXCursor cursor)
{
	GArray *children;

	switch (clang_getCursorKind(cursor)) {
	case CXCursor_DeclRefExpr:
		return visit_variable(walk, clang_getCursorReferenced(cursor));
	case CXCursor_MemberRefExpr:
		return walk_member(walk, cursor, FACT_READ);
	case CXCursor_CallExpr:
		return walk_call(walk, cursor);
	case CXCursor_BinaryOperator:
	case CXCursor_CompoundAssignOperator:
		return walk_binary(walk, cursor);
	case CXCursor_UnaryOperator:
		return walk_unary(walk, cursor);
	case CXCursor_ArraySubscriptExpr:
		return walk_subscript(walk, cursor);
	case CXCursor_CStyleCastExpr:
		return walk_cast(walk, cursor);
	case CXCursor_ParenExpr:
	case CXCursor_UnexposedExpr:
		return walk_unexposed(walk, cursor);
	case CXCursor_ConditionalOperator:
		return walk_conditional(walk, cursor);
	case CXCursor_GenericSelectionExpr:
		return walk_generic(walk, cursor);
	case CXCursor_StmtExpr:
		return walk_statement_expression(walk, cursor);
	case CXCursor_DeclStmt:
		visit_declarations(walk, cursor);
		return NULL;
	case CXCursor_ReturnStmt:
		visit_return(walk, cursor);
		return NULL;
	case CXCursor_InitListExpr:
		walk_list(walk, cursor, clang_getCursorType(cursor), -1);
		return NULL;
	case CXCursor_UnaryExpr:	/* sizeof, alignof: not evaluated */
	case CXCursor_TypeRef:
		return NULL;
	default:
		if (walk_statement(walk, cursor))
			return NULL;
		break;
	}
	children = cursor_children(cursor);
	values_free(walk_visit_all(walk, children, 0));
	g_array_unref(children);
	return NULL;
}

/* -- a declaration --------------------------------------------------------------- */

/* The node of parameter @index, -1 for what carries no value and is nothing to tell of. */
static int add_own_parameter(struct walk *walk, CXCursor function, unsigned int index)
{
	CXType type = clang_getCursorType(clang_Cursor_getArgument(function, index));
	bool unread = walk_is_unread(walk, function, index);

	if (!unread && !type_is_value(type) && !type_is_object(type))
		return -1;
	return walk_add_parameter(walk, walk->function, function, index,
				  unread ? FACT_UNREAD : NULL);
}

static void walk_function(struct walk *walk, CXCursor function)
{
	GArray *children = cursor_children(function);

	for (int i = 0; i < clang_Cursor_getNumArguments(function); i++) {
		CXCursor parameter = clang_Cursor_getArgument(function, (unsigned int)i);
		int id = add_own_parameter(walk, function, (unsigned int)i);

		if (id < 0)
			continue;
		g_hash_table_insert(walk->cursors, g_memdup2(&parameter, sizeof(parameter)),
				    GINT_TO_POINTER(id + 1));
	}
	walk->result = walk_add_result(walk, walk->function, function);
	for (unsigned int i = 0; i < children->len; i++) {
		CXCursor child = g_array_index(children, CXCursor, i);

		if (clang_getCursorKind(child) != CXCursor_CompoundStmt)
			continue;
		walk->body = child;
		values_free(walk_visit(walk, child));
	}
	g_array_unref(children);
}

char *walk_declaration(const struct walk_unit *unit, CXCursor cursor)
{
	struct walk walk = { .unit = unit, .result = -1, .body = clang_getNullCursor() };
	g_autofree char *label = walk_name(&walk, cursor);
	struct place place;
	char *text;

	walk.course = g_string_new(NULL);
	walk.last_call = -1;
	walk.cursors = g_hash_table_new_full(cursor_hash, cursor_equal, g_free, NULL);
	walk.function = walk_linkage_name(&walk, cursor);
	cursor_place(cursor, &place);
	walk.chunk = chunk_new(walk_file_of(&walk, cursor), walk.function, label, place.line);
	if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl)
		walk_function(&walk, cursor);
	else
		walk_variable(&walk, cursor);
	if (walk.last_call >= 0)
		chunk_course(walk.chunk, walk.course->str);
	g_string_free(walk.course, TRUE);
	text = g_strdup(chunk_text(walk.chunk));
	place_clear(&place);
	chunk_free(walk.chunk);
	g_hash_table_unref(walk.cursors);
	g_free(walk.function);
	return text;
}
