// SPDX-License-Identifier: GPL-2.0-or-later
/* The course of a function: in which order and under which conditions things happen. */
#include "checker/walker.h"

#include <string.h>

/* -- tokens ---------------------------------------------------------------------------- */

void walk_course(struct walk *walk, const char *token)
{
	g_string_append(walk->course, token);
	g_string_append_c(walk->course, ' ');
}

/* There are so many of them that printf() would show. */
static void append_number(struct walk *walk, char token, int number)
{
	char text[16], *at = text + sizeof(text);
	unsigned int rest = (unsigned int)number;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	g_string_append_c(walk->course, token);
	g_string_append_len(walk->course, at, text + sizeof(text) - at);
}

/* @token and the nodes, "t2,3 ", with none "t ". */
static void name_nodes(struct walk *walk, char token, const GArray *values)
{
	if (!values || !values->len)
		g_string_append_c(walk->course, token);
	for (unsigned int i = 0; values && i < values->len; i++)
		append_number(walk, i ? ',' : token, g_array_index(values, int, i));
	g_string_append_c(walk->course, ' ');
}

static void append_token(struct walk *walk, char token, int of)
{
	append_number(walk, token, of);
	g_string_append_c(walk->course, ' ');
}

void walk_course_call(struct walk *walk, int call)
{
	append_token(walk, 'c', call);
	walk->last_call = call;
}

CXCursor walk_unwrapped(CXCursor cursor)
{
	enum CXCursorKind kind = clang_getCursorKind(cursor);

	while (kind == CXCursor_ParenExpr || kind == CXCursor_UnexposedExpr ||
	       kind == CXCursor_CStyleCastExpr) {
		CXCursor child = cursor_last_child(cursor);

		if (clang_Cursor_isNull(child))
			break;
		cursor = child;
		kind = clang_getCursorKind(cursor);
	}
	return cursor;
}

/* Whether @cursor, unwrapped, is a literal number; whether it is not 0 goes to @*value. */
static bool is_literal(CXCursor cursor, bool *value)
{
	CXEvalResult result;

	if (clang_getCursorKind(cursor) != CXCursor_IntegerLiteral)
		return false;
	result = clang_Cursor_Evaluate(cursor);
	*value = result && clang_EvalResult_getAsUnsigned(result) != 0;
	clang_EvalResult_dispose(result);
	return true;
}

static bool is_null(CXCursor cursor)
{
	bool value = true;

	return is_literal(walk_unwrapped(cursor), &value) && !value;
}

void walk_course_assign(struct walk *walk, int target, CXCursor source, const GArray *values)
{
	/* Nothing is followed of a constant. */
	if (target >= 0 && (values || !is_null(source))) {
		append_number(walk, '=', target);
		name_nodes(walk, ':', values);
	} else if (target >= 0) {
		append_token(walk, 'z', target);
	}
}

void walk_course_return(struct walk *walk, const GArray *values)
{
	name_nodes(walk, 'r', values);
}

/* -- conditions --------------------------------------------------------------------------- */

static bool is_comparison_with_null(CXCursor left, CXCursor right, CXCursor *other)
{
	if (is_null(right))
		*other = left;
	else if (is_null(left))
		*other = right;
	else
		return false;
	return true;
}

/* What is computed of a value is not NULL when the value is. */
static bool is_computed(CXCursor inner)
{
	switch (clang_getCursorKind(inner)) {
	case CXCursor_BinaryOperator:
		return clang_getCursorBinaryOperatorKind(inner) != CXBinaryOperator_Assign;
	case CXCursor_UnaryOperator:
		return clang_getCursorUnaryOperatorKind(inner) != CXUnaryOperator_Deref;
	default:
		return false;
	}
}

/* The condition @cursor, which is @inner unwrapped. */
static void test(struct walk *walk, CXCursor cursor, CXCursor inner)
{
	GArray *values;
	bool value, is_call;

	if (is_literal(inner, &value)) {
		walk_course(walk, value ? "k1" : "k0");
		return;
	}
	walk_course(walk, "(");
	values = walk_visit(walk, cursor);
	walk_course(walk, ")");
	is_call = clang_getCursorKind(inner) == CXCursor_CallExpr && walk->last_call >= 0;
	if (is_call)
		append_number(walk, 'T', walk->last_call);
	name_nodes(walk, is_call ? ':' : 't', is_computed(inner) ? NULL : values);
	values_free(values);
}

static void test_binary(struct walk *walk, CXCursor cursor, const GArray *children)
{
	CXCursor left = g_array_index(children, CXCursor, 0);
	CXCursor right = g_array_index(children, CXCursor, 1), other;
	enum CXBinaryOperatorKind operator = clang_getCursorBinaryOperatorKind(cursor);

	if (operator == CXBinaryOperator_LAnd || operator == CXBinaryOperator_LOr) {
		walk_course(walk, operator == CXBinaryOperator_LAnd ? "&" : "|");
		walk_course_test(walk, left);
		walk_course_test(walk, right);
	} else if ((operator == CXBinaryOperator_EQ || operator == CXBinaryOperator_NE) &&
		   is_comparison_with_null(left, right, &other)) {
		if (operator == CXBinaryOperator_EQ)
			walk_course(walk, "!");
		walk_course_test(walk, other);
	} else {
		test(walk, cursor, cursor);
	}
}

static bool is_expectation(CXCursor call)
{
	g_autofree char *name = cursor_name(clang_getCursorReferenced(call));

	return strcmp(name, "__builtin_expect") == 0 && clang_Cursor_getNumArguments(call) > 0;
}

void walk_course_test(struct walk *walk, CXCursor cursor)
{
	CXCursor inner = walk_unwrapped(cursor);
	enum CXCursorKind kind = clang_getCursorKind(inner);
	GArray *children = kind == CXCursor_BinaryOperator ? cursor_children(inner) : NULL;

	if (children && children->len == 2) {
		test_binary(walk, inner, children);
	} else if (kind == CXCursor_UnaryOperator &&
		   clang_getCursorUnaryOperatorKind(inner) == CXUnaryOperator_LNot) {
		walk_course(walk, "!");
		walk_course_test(walk, cursor_last_child(inner));
	} else if (kind == CXCursor_CallExpr && is_expectation(inner)) {
		walk_course_test(walk, clang_Cursor_getArgument(inner, 0));
	} else {
		test(walk, cursor, inner);
	}
	if (children)
		g_array_unref(children);
}

/* -- statements ------------------------------------------------------------------------------ */

void walk_drop(struct walk *walk, CXCursor cursor)
{
	values_free(walk_visit(walk, cursor));
	if (clang_getCursorKind(cursor) == CXCursor_CallExpr)
		append_token(walk, 'x', walk->last_call);
}

static void visit_block(struct walk *walk, CXCursor cursor)
{
	walk_course(walk, "{");
	walk_drop(walk, cursor);
	walk_course(walk, "}");
}

/* A loop in the course is endless: it is left by a break alone. */
static void visit_while(struct walk *walk, const GArray *children)
{
	walk_course(walk, "w { i");
	walk_course_test(walk, g_array_index(children, CXCursor, 0));
	visit_block(walk, g_array_index(children, CXCursor, children->len - 1));
	walk_course(walk, "{ b } }");
}

static void visit_do(struct walk *walk, const GArray *children)
{
	walk_course(walk, "w {");
	values_free(walk_visit(walk, g_array_index(children, CXCursor, 0)));
	walk_course(walk, "i");
	walk_course_test(walk, g_array_index(children, CXCursor, children->len - 1));
	walk_course(walk, "{ } { b } }");
}

/* Which parts a shorter one has libclang does not tell. */
static void visit_for(struct walk *walk, const GArray *children)
{
	unsigned int body = children->len - 1;

	walk_counting_loop(walk, children);
	if (children->len == 4) {
		values_free(walk_visit(walk, g_array_index(children, CXCursor, 0)));
		walk_course(walk, "w { i");
		walk_course_test(walk, g_array_index(children, CXCursor, 1));
		walk_course(walk, "{");
		walk_drop(walk, g_array_index(children, CXCursor, body));
		values_free(walk_visit(walk, g_array_index(children, CXCursor, 2)));
		walk_course(walk, "} { b } }");
		return;
	}
	for (unsigned int i = 0; i < body; i++)
		values_free(walk_visit(walk, g_array_index(children, CXCursor, i)));
	walk_course(walk, body ? "w { i ( ) t {" : "w { i k1 {");
	walk_drop(walk, g_array_index(children, CXCursor, body));
	walk_course(walk, "} { b } }");
}

static void visit_switch(struct walk *walk, const GArray *children)
{
	values_free(walk_visit(walk, g_array_index(children, CXCursor, 0)));
	walk_course(walk, "s");
	visit_block(walk, g_array_index(children, CXCursor, children->len - 1));
}

/* The value of a case is a constant. */
static void visit_case(struct walk *walk, const GArray *children, const char *token)
{
	walk_course(walk, token);
	walk_drop(walk, g_array_index(children, CXCursor, children->len - 1));
}

static void visit_label(struct walk *walk, CXCursor cursor, const char *letter)
{
	g_autofree char *name = cursor_name(cursor);

	g_string_append_printf(walk->course, "%s%s ", letter, name);
}

bool walk_statement(struct walk *walk, CXCursor cursor)
{
	enum CXCursorKind kind = clang_getCursorKind(cursor);
	GArray *children;
	bool known = true;

	if (kind < CXCursor_FirstStmt || kind > CXCursor_LastStmt || kind == CXCursor_DeclStmt ||
	    kind == CXCursor_ReturnStmt)
		return false;
	children = cursor_children(cursor);
	if (kind == CXCursor_CompoundStmt)
		walk_block(walk, children);
	else if (kind == CXCursor_IfStmt && children->len >= 2)
		walk_if(walk, children);
	else if (kind == CXCursor_WhileStmt && children->len >= 2)
		visit_while(walk, children);
	else if (kind == CXCursor_DoStmt && children->len == 2)
		visit_do(walk, children);
	else if (kind == CXCursor_ForStmt && children->len)
		visit_for(walk, children);
	else if (kind == CXCursor_SwitchStmt && children->len >= 2)
		visit_switch(walk, children);
	else if (kind == CXCursor_CaseStmt && children->len)
		visit_case(walk, children, "k");
	else if (kind == CXCursor_DefaultStmt && children->len)
		visit_case(walk, children, "D");
	else if (kind == CXCursor_BreakStmt || kind == CXCursor_ContinueStmt)
		walk_course(walk, kind == CXCursor_BreakStmt ? "b" : "n");
	else if (kind == CXCursor_GotoStmt && children->len)
		visit_label(walk, g_array_index(children, CXCursor, 0), "g");
	else
		known = false;
	if (kind == CXCursor_LabelStmt)
		visit_label(walk, cursor, "l");
	g_array_unref(children);
	return known;
}
