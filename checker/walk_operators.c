// SPDX-License-Identifier: GPL-2.0-or-later
/* Members and operators. */
#include "checker/walker.h"

/* -- members ----------------------------------------------------------------- */

bool walk_is_offsetof(CXCursor cursor, CXCursor *field)
{
	bool found = false;
	GArray *children;

	while (clang_getCursorKind(cursor) == CXCursor_ParenExpr ||
	       clang_getCursorKind(cursor) == CXCursor_CStyleCastExpr ||
	       clang_getCursorKind(cursor) == CXCursor_UnexposedExpr) {
		CXCursor last;

		children = cursor_children(cursor);
		if (!children->len) {
			g_array_unref(children);
			return false;
		}
		last = g_array_index(children, CXCursor, children->len - 1);
		if (clang_getCursorKind(last) == CXCursor_MemberRef) {
			*field = last;
			found = clang_getCursorKind(cursor) == CXCursor_UnexposedExpr;
		}
		g_array_unref(children);
		if (found || clang_getCursorKind(last) == CXCursor_MemberRef)
			return found;
		cursor = last;
	}
	return false;
}

/*
 * Notes the use of @field through @base at @at and returns the node of what comes
 * out: the member's value or, for FACT_ADDRESS, its address.
 */
static int use_member(struct walk *walk, const GArray *base, CXCursor field, CXCursor at,
		      enum fact_how how)
{
	g_autofree char *record = cursor_record_of(field);
	g_autofree char *name = cursor_name(field);
	g_autofree char *macro = cursor_macro(walk->unit->texts, at);
	struct place place;
	int result;

	cursor_place(at, &place);
	result = walk_add_temporary(walk, name, clang_getCursorType(field), &place, FACT_LOCAL);
	walk_member_node(walk, field, record, name);
	if (base)
		for (unsigned int i = 0; i < base->len; i++)
			chunk_use(walk->chunk, g_array_index(base, int, i), result, record, name,
				  how, place.line, place.column, macro);
	else
		chunk_use(walk->chunk, -1, result, record, name, how, place.line, place.column,
			  macro);
	place_clear(&place);
	return result;
}

GArray *walk_member(struct walk *walk, CXCursor cursor, enum fact_how how)
{
	CXCursor field = clang_getCursorReferenced(cursor);
	CXType type = clang_getCursorType(cursor);
	GArray *children = cursor_children(cursor);
	GArray *base = NULL;
	int result;

	if (children->len) {
		CXCursor object = g_array_index(children, CXCursor, 0);

		if (type_is_object(clang_getCursorType(object)))
			walk_entry(walk, object, cursor);
		base = walk_visit(walk, object);
	}
	g_array_unref(children);
	if (cursor_is_unnamed_member(field))
		return base;
	if (type_is_object(type))
		how = FACT_ADDRESS;
	result = use_member(walk, base, field, cursor, how);
	values_free(base);
	return how == FACT_ADDRESS || type_is_value(type) ? values_one(result) : NULL;
}

static GArray *container_of(struct walk *walk, GArray *member, CXCursor field_ref,
				  CXType type)
{
	CXCursor field = clang_getCursorReferenced(field_ref);
	g_autofree char *record = cursor_record_of(field);
	g_autofree char *name = cursor_name(field);
	g_autofree char *macro = cursor_macro(walk->unit->texts, field_ref);
	struct place place;
	int result;

	if (!member)
		return NULL;
	cursor_place(field_ref, &place);
	result = walk_add_temporary(walk, name, type, &place, FACT_LOCAL);
	for (unsigned int i = 0; i < member->len; i++)
		chunk_use(walk->chunk, g_array_index(member, int, i), result, record, name,
			  FACT_CONTAINER, place.line, place.column, macro);
	values_free(member);
	place_clear(&place);
	return values_one(result);
}

/* -- operators ----------------------------------------------------------------- */

/* base + index of records: the index of a descriptor is a page frame number. */
static GArray *visit_index(struct walk *walk, GArray *base, GArray *index, CXCursor cursor,
			   CXType pointer)
{
	g_autofree char *record = type_pointee_record(pointer);
	g_autofree char *base_note = NULL, *index_note = NULL;
	struct place place;
	int result;

	if (!record[0]) {
		values_free(index);
		return base;
	}
	base_note = g_strdup_printf("%c%s", FACT_BASE, record);
	index_note = g_strdup_printf("%c%s", FACT_INDEX, record);
	cursor_place(cursor, &place);
	result = walk_add_temporary(walk, "", pointer, &place, FACT_LOCAL);
	values_flow(walk, base, result, &place, base_note);
	values_flow(walk, index, result, &place, index_note);
	values_free(base);
	values_free(index);
	place_clear(&place);
	return values_one(result);
}

static GArray *visit_target(struct walk *walk, CXCursor cursor)
{
	switch (clang_getCursorKind(cursor)) {
	case CXCursor_MemberRefExpr:
		return walk_member(walk, cursor, FACT_WRITE);
	case CXCursor_DeclRefExpr:
		return values_one(walk_declaration_node(walk, clang_getCursorReferenced(cursor)));
	case CXCursor_ParenExpr: {
		GArray *children = cursor_children(cursor);
		GArray *values = NULL;

		if (children->len)
			values = visit_target(walk, g_array_index(children, CXCursor, 0));
		g_array_unref(children);
		return values;
	}
	default:
		return walk_visit(walk, cursor);
	}
}

static void assign(struct walk *walk, const GArray *source, int target, CXCursor right,
		   const struct place *place)
{
	values_flow(walk, source, target, place, NULL);
	walk_course_assign(walk, target, right, source);
}

static GArray *visit_assignment(struct walk *walk, CXCursor cursor, CXCursor left,
				CXCursor right)
{
	GArray *source = walk_visit(walk, right);
	GArray *target = visit_target(walk, left);
	struct place place;

	cursor_place(cursor, &place);
	/* A struct's value is not followed, only pointers are. */
	for (unsigned int i = 0; target && i < target->len; i++)
		if (type_is_value(clang_getCursorType(left)))
			assign(walk, source, g_array_index(target, int, i), right, &place);
	values_free(target);
	place_clear(&place);
	if (type_is_object(clang_getCursorType(right))) {
		values_free(source);
		return NULL;
	}
	return source;
}

static bool is_or(CXCursor cursor)
{
	return clang_getCursorKind(cursor) == CXCursor_BinaryOperator &&
		clang_getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Or;
}

static bool is_wrapped(CXCursor cursor)
{
	return clang_getCursorKind(cursor) == CXCursor_ParenExpr ||
		clang_getCursorKind(cursor) == CXCursor_UnexposedExpr;
}

/*
 * The known constant that is @cursor or, where nothing else is in it, part of "A | B"; NULL:
 * none.  Borrowed.
 */
static const char *constant_in(const struct walk *walk, CXCursor cursor, bool nothing_else)
{
	g_autofree char *macro = cursor_constant(walk->unit->texts, cursor);
	const char *known = walk_known_name(walk->unit, WALK_OPERANDS, macro);
	g_autoptr(GArray) parts = NULL;

	if (known || !(is_wrapped(cursor) || (nothing_else && is_or(cursor))))
		return known;
	parts = cursor_children(cursor);
	for (unsigned int i = 0; !known && i < parts->len; i++)
		known = constant_in(walk, g_array_index(parts, CXCursor, i), nothing_else);
	return known;
}

/* "@constant | @values" is told as the call of a function: returns its result. */
static GArray *tell_operand(struct walk *walk, CXCursor cursor, const char *constant,
			    const GArray *values)
{
	struct place place;
	int result, call;

	cursor_place(cursor, &place);
	result = walk_add_temporary(walk, constant, clang_getCursorType(cursor), &place,
				    FACT_LOCAL);
	call = chunk_call(walk->chunk, -1, result, place.line, place.column, constant, NULL);
	for (unsigned int i = 0; values && i < values->len; i++)
		chunk_argument(walk->chunk, call, 0, g_array_index(values, int, i));
	place_clear(&place);
	return values_one(result);
}

/* The known macro around @cursor, which combines what it is passed with a constant. */
static const char *macro_around(const struct walk *walk, CXCursor cursor)
{
	g_autofree char *macro = cursor_function_macro(walk->unit->texts, cursor);

	return walk_known_name(walk->unit, WALK_OPERANDS, macro);
}

/* What is combined of @a and @b, the values of @left and @right; takes both. */
static GArray *combine(struct walk *walk, CXCursor cursor, CXCursor left, CXCursor right,
		       GArray *a, GArray *b)
{
	g_autofree char *whole = a || b ? cursor_constant(walk->unit->texts, cursor) : NULL;
	const char *constant = NULL;
	GArray *other = b, *told;

	if (b && !whole)
		constant = constant_in(walk, left, !a);
	if (a && !whole && !constant) {
		constant = constant_in(walk, right, !b);
		other = a;
	}
	if (!constant && (a || b)) {
		constant = macro_around(walk, cursor);
		other = a ? a : b;
	}
	told = constant ? tell_operand(walk, cursor, constant, other) : NULL;
	return values_join(told, values_join(a, b));
}

static GArray *visit_sum(struct walk *walk, CXCursor cursor, CXCursor left, CXCursor right,
			 bool minus)
{
	CXType left_type = clang_getCursorType(left), right_type = clang_getCursorType(right);
	bool left_points = type_is_pointer(left_type) || type_is_object(left_type);
	bool right_points = type_is_pointer(right_type) || type_is_object(right_type);
	CXCursor field;
	GArray *a, *b;

	if (minus && left_points && walk_is_offsetof(right, &field))
		return container_of(walk, walk_visit(walk, left), field,
					  clang_getCursorType(cursor));
	a = walk_visit(walk, left);
	b = walk_visit(walk, right);
	if (left_points && !right_points)
		return visit_index(walk, a, b, cursor, left_type);
	if (right_points && !left_points)
		return visit_index(walk, b, a, cursor, right_type);
	if (minus) {
		values_free(b);
		return a;
	}
	return combine(walk, cursor, left, right, a, b);
}

GArray *walk_binary(struct walk *walk, CXCursor cursor)
{
	enum CXBinaryOperatorKind operator = clang_getCursorBinaryOperatorKind(cursor);
	GArray *children = cursor_children(cursor);
	CXCursor left, right;
	GArray *a, *b;

	if (children->len < 2) {
		g_array_unref(children);
		return NULL;
	}
	left = g_array_index(children, CXCursor, 0);
	right = g_array_index(children, CXCursor, 1);
	g_array_unref(children);
	switch (operator) {
	case CXBinaryOperator_Assign:
		return visit_assignment(walk, cursor, left, right);
	case CXBinaryOperator_Add:
	case CXBinaryOperator_Sub:
		return visit_sum(walk, cursor, left, right,
				 operator == CXBinaryOperator_Sub);
	case CXBinaryOperator_OrAssign:
	case CXBinaryOperator_AddAssign:
		if (type_is_pointer(clang_getCursorType(left)))
			break;
		return visit_assignment(walk, cursor, left, right);
	default:
		break;
	}
	if (operator == CXBinaryOperator_LAnd || operator == CXBinaryOperator_LOr) {
		walk_course(walk, "i");
		walk_course_test(walk, cursor);
		walk_course(walk, "{ } { }");
		return NULL;
	}
	a = walk_visit(walk, left);
	b = walk_visit(walk, right);
	switch (operator) {
	case CXBinaryOperator_Comma:
		values_free(a);
		return b;
	case CXBinaryOperator_And:
	case CXBinaryOperator_Or:
		return combine(walk, cursor, left, right, a, b);
	case CXBinaryOperator_Mul:
	case CXBinaryOperator_Xor:
		return values_join(a, b);
	case CXBinaryOperator_Div:
	case CXBinaryOperator_Shl:
	case CXBinaryOperator_Shr:
	case CXBinaryOperator_AddAssign:
	case CXBinaryOperator_SubAssign:
		values_free(b);
		return a;
	default:
		values_free(a);
		values_free(b);
		return NULL;
	}
}

static GArray *visit_address(struct walk *walk, CXCursor operand)
{
	while (clang_getCursorKind(operand) == CXCursor_ParenExpr) {
		GArray *children = cursor_children(operand);

		operand = g_array_index(children, CXCursor, 0);
		g_array_unref(children);
	}
	if (clang_getCursorKind(operand) == CXCursor_MemberRefExpr)
		return walk_member(walk, operand, FACT_ADDRESS);
	return walk_visit(walk, operand);
}

/* A pointer to pointers stands for what they point at, as an array of them does. */
static bool is_followed_through(CXType pointer)
{
	CXType canonical = clang_getCanonicalType(pointer);
	CXType pointee = canonical.kind == CXType_Pointer ? clang_getPointeeType(canonical) :
		clang_getArrayElementType(canonical);

	if (type_is_object(pointee) || type_is_pointer(pointee))
		return true;
	return clang_getCanonicalType(pointee).kind == CXType_FunctionProto ||
		(canonical.kind != CXType_Pointer && type_is_value(pointee));
}

/* What memory holds that is not followed: it may be anything. */
static GArray *unknown_value(struct walk *walk, CXCursor cursor)
{
	CXType type = clang_getCursorType(cursor);
	struct place place;
	int result;

	if (!type_is_value(type))
		return NULL;
	cursor_place(cursor, &place);
	result = walk_add_temporary(walk, "", type, &place, FACT_LOCAL);
	place_clear(&place);
	return values_one(result);
}

GArray *walk_unary(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	CXCursor operand;
	GArray *values;

	if (!children->len) {
		g_array_unref(children);
		return NULL;
	}
	operand = g_array_index(children, CXCursor, 0);
	g_array_unref(children);
	switch (clang_getCursorUnaryOperatorKind(cursor)) {
	case CXUnaryOperator_AddrOf:
		return visit_address(walk, operand);
	case CXUnaryOperator_Deref:
		values = walk_visit(walk, operand);
		if (is_followed_through(clang_getCursorType(operand)))
			return values;
		values_free(values);
		return unknown_value(walk, cursor);
	case CXUnaryOperator_LNot:
		values = walk_visit(walk, operand);
		break;
	default:
		return walk_visit(walk, operand);
	}
	values_free(values);
	return NULL;
}

GArray *walk_subscript(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	CXCursor base_cursor;
	GArray *base, *index;

	if (children->len < 2) {
		g_array_unref(children);
		return NULL;
	}
	base_cursor = g_array_index(children, CXCursor, 0);
	base = walk_visit(walk, base_cursor);
	index = walk_visit(walk, g_array_index(children, CXCursor, 1));
	g_array_unref(children);
	/* The implicit decay hides whether an array or a pointer is indexed. */
	if (type_is_object(clang_getCursorType(cursor)))
		return visit_index(walk, base, index, cursor, clang_getCursorType(base_cursor));
	values_free(index);
	if (type_is_pointer(clang_getCursorType(cursor)) ||
	    is_followed_through(clang_getCursorType(base_cursor)))
		return base;
	values_free(base);
	return unknown_value(walk, cursor);
}
