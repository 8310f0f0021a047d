// SPDX-License-Identifier: GPL-2.0-or-later
/* Casts, calls and initialisers. */
#include "checker/walker.h"

#include <string.h>

/* -- casts and other wrappings ------------------------------------------------- */

GArray *walk_visit_all(struct walk *walk, const GArray *children, unsigned int from)
{
	GArray *values = NULL;

	for (unsigned int i = from; i < children->len; i++)
		values = values_join(values, walk_visit(walk, g_array_index(children, CXCursor, i)));
	return values;
}

GArray *walk_cast(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	CXType type = clang_getCursorType(cursor);
	g_autofree char *record = type_pointee_record(type);
	struct place place;
	GArray *values = NULL;
	int result;

	if (children->len)
		values = walk_visit(walk, g_array_index(children, CXCursor, children->len - 1));
	g_array_unref(children);
	if (!values || (!type_is_value(type) && !type_is_object(type))) {
		values_free(values);
		return NULL;
	}
	/* Only a type that can be evidence is worth a node of its own. */
	if (!record[0] && clang_getTypeDeclaration(type).kind == CXCursor_NoDeclFound &&
	    clang_getTypeDeclaration(clang_getPointeeType(type)).kind == CXCursor_NoDeclFound)
		return values;
	cursor_place(cursor, &place);
	result = walk_add_temporary(walk, "", type, &place, FACT_LOCAL);
	values_flow(walk, values, result, &place, NULL);
	values_free(values);
	place_clear(&place);
	return values_one(result);
}

/*
 * What libclang does not expose: implicit casts have one child; offsetof and
 * designators name members; "a ?: b" has four children, the middle ones repeating
 * the first; __builtin_choose_expr and va_arg yield any child.
 */
GArray *walk_unexposed(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	GArray *values = NULL;
	CXCursor field;

	if (children->len == 1)
		values = walk_visit(walk, g_array_index(children, CXCursor, 0));
	else if (walk_is_offsetof(cursor, &field))
		values = NULL;
	else if (children->len == 4)
		values = values_join(walk_visit(walk, g_array_index(children, CXCursor, 0)),
				     walk_visit(walk, g_array_index(children, CXCursor, 3)));
	else
		values = walk_visit_all(walk, children, 0);
	g_array_unref(children);
	return values;
}

GArray *walk_conditional(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	GArray *values = NULL;

	if (children->len) {
		walk_course(walk, "i");
		walk_course_test(walk, g_array_index(children, CXCursor, 0));
		for (unsigned int i = 1; i < children->len; i++) {
			walk_course(walk, "{");
			values = values_join(values, walk_visit(walk,
						g_array_index(children, CXCursor, i)));
			walk_course(walk, "}");
		}
	}
	g_array_unref(children);
	return values;
}

/* What a _Generic asks for the type of: a pointer to @record. */
struct control {
	const char *record;
	bool taken_for_another;
};

static enum CXChildVisitResult look_for_cast(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct control *control = data;
	g_autofree char *record = NULL;

	(void)parent;
	if (clang_getCursorKind(cursor) != CXCursor_CStyleCastExpr ||
	    !type_is_pointer(clang_getCursorType(cursor)))
		return CXChildVisit_Recurse;
	record = type_pointee_record(clang_getCursorType(cursor));
	control->taken_for_another |= record[0] && strcmp(record, control->record);
	return CXChildVisit_Recurse;
}

/* No cursor names the types of the arms: what makes a pmd_t * of a struct page * is not for it. */
static bool is_for_another(CXCursor arm, const char *record)
{
	struct control control = { .record = record };

	look_for_cast(arm, arm, &control);
	clang_visitChildren(arm, look_for_cast, &control);
	return control.taken_for_another;
}

/* The arms that have the type of the result, of several only those for a pointer to @record. */
static GArray *chosen_arms(CXCursor cursor, const GArray *children, const char *record)
{
	CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
	GArray *arms = g_array_new(FALSE, FALSE, sizeof(CXCursor));

	for (unsigned int i = 1; i < children->len; i++) {
		CXCursor arm = g_array_index(children, CXCursor, i);
		CXType arm_type = clang_getCanonicalType(clang_getCursorType(arm));

		if (clang_isExpression(clang_getCursorKind(arm)) &&
		    clang_equalTypes(arm_type, type))
			g_array_append_val(arms, arm);
	}
	for (unsigned int i = arms->len; record[0] && arms->len > 1 && i-- > 0;)
		if (is_for_another(g_array_index(arms, CXCursor, i), record))
			g_array_remove_index(arms, i);
	return arms;
}

/* Without an arm of the result's type, any may be chosen. */
GArray *walk_generic(struct walk *walk, CXCursor cursor)
{
	g_autoptr(GArray) children = cursor_children(cursor), arms = NULL;
	g_autofree char *record = NULL;

	if (!children->len)
		return NULL;
	record = type_pointee_record(clang_getCursorType(g_array_index(children, CXCursor, 0)));
	arms = chosen_arms(cursor, children, record);
	return arms->len ? walk_visit_all(walk, arms, 0) : walk_visit_all(walk, children, 1);
}

/* The value of ({ ...; x; }) is its last statement's. */
GArray *walk_statement_expression(struct walk *walk, CXCursor cursor)
{
	GArray *outer = cursor_children(cursor);
	GArray *children, *values = NULL;

	if (!outer->len) {
		g_array_unref(outer);
		return NULL;
	}
	children = cursor_children(g_array_index(outer, CXCursor, 0));
	g_array_unref(outer);
	for (unsigned int i = 0; i < children->len; i++) {
		values_free(values);
		values = walk_visit(walk, g_array_index(children, CXCursor, i));
	}
	g_array_unref(children);
	return values;
}

/* -- calls ----------------------------------------------------------------------- */

static int callee_node(struct walk *walk, CXCursor call, CXCursor function)
{
	GArray *children, *values = NULL;
	int callee = -1;

	if (clang_getCursorKind(function) == CXCursor_FunctionDecl)
		return walk_function_node(walk, function);
	children = cursor_children(call);
	if (children->len)
		values = walk_visit(walk, g_array_index(children, CXCursor, 0));
	g_array_unref(children);
	if (values && values->len)
		callee = g_array_index(values, int, 0);
	values_free(values);
	return callee;
}

/* The types of a declared function's parameters are evidence wherever it is called. */
static void declare_signature(struct walk *walk, CXCursor function)
{
	g_autofree char *key = NULL;

	if (clang_getCursorKind(function) != CXCursor_FunctionDecl)
		return;
	key = walk_linkage_name(walk, function);
	for (int i = 0; i < clang_Cursor_getNumArguments(function); i++)
		if (type_is_value(clang_getCursorType(clang_Cursor_getArgument(function,
								(unsigned int)i))))
			walk_add_parameter(walk, key, function, (unsigned int)i, NULL);
	walk_add_result(walk, key, function);
}

GArray *walk_call(struct walk *walk, CXCursor cursor)
{
	CXCursor function = clang_getCursorReferenced(cursor);
	CXType type = clang_getCursorType(cursor);
	g_autofree char *name = walk_name(walk, function);
	g_autofree char *macro = cursor_own_macro(walk->unit->texts, cursor);
	int callee = callee_node(walk, cursor, function);
	int count = clang_Cursor_getNumArguments(cursor);
	struct place place;
	int call, result = -1;

	cursor_place(cursor, &place);
	if (type_is_value(type))
		result = walk_add_temporary(walk, name, type, &place, FACT_LOCAL);
	declare_signature(walk, function);
	call = chunk_call(walk->chunk, callee, result, place.line, place.column, name, macro);
	place_clear(&place);
	for (int i = 0; i < count; i++) {
		CXCursor argument = clang_Cursor_getArgument(cursor, (unsigned int)i);
		GArray *values = walk_visit(walk, argument);
		bool by_value = clang_getCanonicalType(clang_getCursorType(argument)).kind ==
			CXType_Record;

		for (unsigned int k = 0; values && !by_value && k < values->len; k++)
			chunk_argument(walk->chunk, call, (unsigned int)i,
				       g_array_index(values, int, k));
		values_free(values);
	}
	walk_numbers(walk, cursor, function, name, call);
	walk_course_call(walk, call);
	return values_one(walk_guarded_result(walk, cursor, result));
}

/* -- initialisers ------------ --------------------------------------------------- */

static void visit_initializer(struct walk *walk, CXCursor initializer, CXType type, int target);

static enum CXVisitorResult collect_field(CXCursor field, CXClientData data)
{
	g_array_append_val((GArray *)data, field);
	return CXVisit_Continue;
}

static void initialize_member(struct walk *walk, CXCursor field, CXCursor value)
{
	g_autofree char *record = NULL, *name = NULL;

	if (cursor_is_unnamed_member(field)) {
		visit_initializer(walk, value, clang_getCursorType(field), -1);
		return;
	}
	record = cursor_record_of(field);
	name = cursor_name(field);
	visit_initializer(walk, value, clang_getCursorType(field),
			  walk_member_node(walk, field, record, name));
}

/* "[index] = value" and ".member = value" show as MemberRefs and such, value last. */
static bool is_designated(const GArray *parts, CXCursor *field)
{
	for (unsigned int i = parts->len - 1; i-- > 0;) {
		CXCursor part = g_array_index(parts, CXCursor, i);

		if (clang_getCursorKind(part) == CXCursor_MemberRef) {
			*field = clang_getCursorReferenced(part);
			return true;
		}
	}
	return false;
}

void walk_list(struct walk *walk, CXCursor list, CXType type, int target)
{
	GArray *elements = cursor_children(list);
	GArray *fields = g_array_new(FALSE, FALSE, sizeof(CXCursor));
	bool record = clang_getCanonicalType(type).kind == CXType_Record;

	if (record)
		clang_Type_visitFields(clang_getCanonicalType(type), collect_field, fields);
	for (unsigned int i = 0; i < elements->len; i++) {
		CXCursor element = g_array_index(elements, CXCursor, i), field;
		GArray *parts = cursor_children(element);

		if (clang_getCursorKind(element) == CXCursor_UnexposedExpr && parts->len > 1 &&
		    is_designated(parts, &field))
			initialize_member(walk, field,
					  g_array_index(parts, CXCursor, parts->len - 1));
		else if (record && i < fields->len)
			initialize_member(walk, g_array_index(fields, CXCursor, i), element);
		else
			visit_initializer(walk, element, clang_getArrayElementType(type), target);
		g_array_unref(parts);
	}
	g_array_unref(fields);
	g_array_unref(elements);
}

static void visit_initializer(struct walk *walk, CXCursor initializer, CXType type, int target)
{
	GArray *values;
	struct place place;

	if (clang_getCursorKind(initializer) == CXCursor_InitListExpr) {
		walk_list(walk, initializer, type, target);
		return;
	}
	values = walk_visit(walk, initializer);
	cursor_place(initializer, &place);
	if (clang_getCanonicalType(type).kind != CXType_Record)
		values_flow(walk, values, target, &place, NULL);
	walk_course_assign(walk, target, initializer, values);
	place_clear(&place);
	values_free(values);
}

void walk_variable(struct walk *walk, CXCursor variable)
{
	CXCursor initializer = clang_Cursor_getVarDeclInitializer(variable);
	int node = walk_declaration_node(walk, variable);

	if (!clang_Cursor_isNull(initializer))
		visit_initializer(walk, initializer, clang_getCursorType(variable), node);
}
