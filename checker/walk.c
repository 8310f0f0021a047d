// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/walk.h"

#include <string.h>

#include "checker/chunk.h"
#include "checker/cursor.h"

/*
 * Each expression is visited once and yields the set of values it may have, as an
 * array of node ids (NULL: none worth following).  An expression of struct or
 * array type yields the object's address; so does & of it.
 */
struct walk {
	CXTranslationUnit unit;
	walk_file_name file_name;
	void *data;
	struct chunk *chunk;
	char *function;		/* key of what is walked */
	char *label;		/* its plain name */
	int result;		/* node of the returned value, -1: none */
	GHashTable *cursors;	/* declaration -> node id + 1 */
	int locals, temporaries;
};

static GArray *visit(struct walk *walk, CXCursor cursor);

/* -- sets of values --------------------------------------------------------- */

static GArray *values_one(int node)
{
	GArray *values;

	if (node < 0)
		return NULL;
	values = g_array_new(FALSE, FALSE, sizeof(int));
	g_array_append_val(values, node);
	return values;
}

static void values_free(GArray *values)
{
	if (values)
		g_array_unref(values);
}

/* The union; takes both. */
static GArray *values_join(GArray *first, GArray *second)
{
	if (!first)
		return second;
	if (second) {
		g_array_append_vals(first, second->data, second->len);
		g_array_unref(second);
	}
	return first;
}

static void values_flow(struct walk *walk, const GArray *values, int target,
			const struct place *place, const char *note)
{
	for (unsigned int i = 0; target >= 0 && values && i < values->len; i++)
		chunk_flow(walk->chunk, g_array_index(values, int, i), target, place->line,
			   place->column, note);
}

/* -- nodes ------------------------------------------------------------------- */

static unsigned int cursor_hash(gconstpointer cursor)
{
	return clang_hashCursor(*(const CXCursor *)cursor);
}

static int cursor_equal(gconstpointer a, gconstpointer b)
{
	return (int)clang_equalCursors(*(const CXCursor *)a, *(const CXCursor *)b);
}

static const char *file_of(struct walk *walk, CXCursor cursor)
{
	CXFile file = NULL;

	clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
	return walk->file_name(file, walk->data);
}

/* "name" or "file:name", see facts.h. */
static char *linkage_name(struct walk *walk, CXCursor cursor)
{
	g_autofree char *name = cursor_name(cursor);

	if (clang_getCursorLinkage(cursor) == CXLinkage_Internal)
		return g_strdup_printf("%s:%s", file_of(walk, cursor), name);
	return g_steal_pointer(&name);
}

/* Takes @key. */
static int add_value(struct walk *walk, char *key, const char *name, CXType type,
		     const struct place *place, const char *flags)
{
	g_autofree char *type_text = type_name(type);
	g_autofree char *canonical = type_canonical_name(type);
	struct chunk_value value = {
		.key = key, .name = name, .type = type_text, .canonical = canonical,
		.flags = flags, .line = place ? place->line : 0,
		.column = place ? place->column : 0,
	};
	int id = chunk_value(walk->chunk, &value);

	g_free(key);
	return id;
}

static int add_temporary(struct walk *walk, const char *name, CXType type,
			 const struct place *place, const char *flags)
{
	return add_value(walk, g_strdup_printf("t:%s/%d", walk->function, walk->temporaries++),
			 name, type, place, flags);
}

/* The node of parameter @index of the function declared by @function, named @key. */
static int add_parameter(struct walk *walk, const char *key, CXCursor function,
			 unsigned int index)
{
	CXCursor parameter = clang_Cursor_getArgument(function, index);
	g_autofree char *name = cursor_name(parameter);
	struct place place;
	int id;

	cursor_place(parameter, &place);
	id = add_value(walk, g_strdup_printf("p:%s#%u", key, index), name,
		       clang_getCursorType(parameter), &place, NULL);
	place_clear(&place);
	return id;
}

static int add_result(struct walk *walk, const char *key, CXCursor function)
{
	CXType type = clang_getCursorResultType(function);
	g_autofree char *name = cursor_name(function);

	return type_is_value(type) ?
		add_value(walk, g_strdup_printf("r:%s", key), name, type, NULL, NULL) : -1;
}

static int variable_node(struct walk *walk, CXCursor variable)
{
	g_autofree char *name = cursor_name(variable);
	enum CX_StorageClass storage = clang_Cursor_getStorageClass(variable);
	bool global = clang_getCursorLinkage(variable) != CXLinkage_NoLinkage;
	struct place place;
	char *key;
	int id;

	if (global) {
		g_autofree char *linkage = linkage_name(walk, variable);

		key = g_strdup_printf("v:%s", linkage);
	} else {
		key = g_strdup_printf("l:%s/%s#%d", walk->function, name, walk->locals++);
	}
	cursor_place(variable, &place);
	id = add_value(walk, key, name, clang_getCursorType(variable), &place,
		       global || storage == CX_SC_Static ? NULL : FACT_LOCAL);
	place_clear(&place);
	return id;
}

static int function_node(struct walk *walk, CXCursor function)
{
	g_autofree char *linkage = linkage_name(walk, function);
	g_autofree char *name = cursor_name(function);

	return add_value(walk, g_strdup_printf("fn:%s", linkage), name,
			 clang_getCursorType(function), NULL, NULL);
}

/* The node of a variable, parameter or function; -1 for what carries no value. */
static int declaration_node(struct walk *walk, CXCursor declaration)
{
	enum CXCursorKind kind = clang_getCursorKind(declaration);
	CXType type = clang_getCursorType(declaration);
	gpointer known;
	int id;

	if (kind == CXCursor_FunctionDecl)
		return function_node(walk, declaration);
	if (kind != CXCursor_VarDecl && kind != CXCursor_ParmDecl)
		return -1;
	if (!type_is_value(type) && !type_is_object(type))
		return -1;
	known = g_hash_table_lookup(walk->cursors, &declaration);
	if (known)
		return GPOINTER_TO_INT(known) - 1;
	id = variable_node(walk, declaration);
	g_hash_table_insert(walk->cursors, g_memdup2(&declaration, sizeof(declaration)),
			    GINT_TO_POINTER(id + 1));
	return id;
}

/* Every object's member @field. */
static int member_node(struct walk *walk, CXCursor field, const char *record,
		       const char *name)
{
	return add_value(walk, g_strdup_printf("f:%s.%s", record, name), name,
			 clang_getCursorType(field), NULL, NULL);
}

/* -- members ----------------------------------------------------------------- */

static bool is_offsetof(CXCursor cursor, CXCursor *field)
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
	g_autofree char *macro = cursor_macro(walk->unit, at);
	struct place place;
	int result;

	cursor_place(at, &place);
	result = add_temporary(walk, name, clang_getCursorType(field), &place, FACT_LOCAL);
	member_node(walk, field, record, name);
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

static GArray *visit_member(struct walk *walk, CXCursor cursor, enum fact_how how)
{
	CXCursor field = clang_getCursorReferenced(cursor);
	CXType type = clang_getCursorType(cursor);
	GArray *children = cursor_children(cursor);
	GArray *base = NULL;
	int result;

	if (children->len)
		base = visit(walk, g_array_index(children, CXCursor, 0));
	g_array_unref(children);
	if (cursor_is_unnamed_member(field))
		return base;
	if (type_is_object(type))
		how = FACT_ADDRESS;
	result = use_member(walk, base, field, cursor, how);
	values_free(base);
	return how == FACT_ADDRESS || type_is_value(type) ? values_one(result) : NULL;
}

static GArray *visit_container_of(struct walk *walk, GArray *member, CXCursor field_ref,
				  CXType type)
{
	CXCursor field = clang_getCursorReferenced(field_ref);
	g_autofree char *record = cursor_record_of(field);
	g_autofree char *name = cursor_name(field);
	g_autofree char *macro = cursor_macro(walk->unit, field_ref);
	struct place place;
	int result;

	if (!member)
		return NULL;
	cursor_place(field_ref, &place);
	result = add_temporary(walk, name, type, &place, FACT_LOCAL);
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
	g_autofree char *note = NULL;
	struct place place;
	int result;

	if (!index || !record[0]) {
		values_free(index);
		return base;
	}
	note = g_strdup_printf("+%s", record);
	cursor_place(cursor, &place);
	result = add_temporary(walk, "", pointer, &place, FACT_LOCAL);
	values_flow(walk, base, result, &place, NULL);
	values_flow(walk, index, result, &place, note);
	values_free(base);
	values_free(index);
	place_clear(&place);
	return values_one(result);
}

static GArray *visit_target(struct walk *walk, CXCursor cursor)
{
	switch (clang_getCursorKind(cursor)) {
	case CXCursor_MemberRefExpr:
		return visit_member(walk, cursor, FACT_WRITE);
	case CXCursor_ParenExpr: {
		GArray *children = cursor_children(cursor);
		GArray *values = NULL;

		if (children->len)
			values = visit_target(walk, g_array_index(children, CXCursor, 0));
		g_array_unref(children);
		return values;
	}
	default:
		return visit(walk, cursor);
	}
}

static GArray *visit_assignment(struct walk *walk, CXCursor cursor, CXCursor left,
				CXCursor right)
{
	GArray *source = visit(walk, right);
	GArray *target = visit_target(walk, left);
	struct place place;

	cursor_place(cursor, &place);
	/* A struct's value is not followed, only pointers are. */
	for (unsigned int i = 0; target && i < target->len; i++)
		if (type_is_value(clang_getCursorType(left)))
			values_flow(walk, source, g_array_index(target, int, i), &place, NULL);
	values_free(target);
	place_clear(&place);
	if (type_is_object(clang_getCursorType(right))) {
		values_free(source);
		return NULL;
	}
	return source;
}

static GArray *visit_sum(struct walk *walk, CXCursor cursor, CXCursor left, CXCursor right,
			 bool minus)
{
	CXType left_type = clang_getCursorType(left), right_type = clang_getCursorType(right);
	bool left_points = type_is_pointer(left_type) || type_is_object(left_type);
	bool right_points = type_is_pointer(right_type) || type_is_object(right_type);
	CXCursor field;
	GArray *a, *b;

	if (minus && left_points && is_offsetof(right, &field))
		return visit_container_of(walk, visit(walk, left), field,
					  clang_getCursorType(cursor));
	a = visit(walk, left);
	b = visit(walk, right);
	if (left_points && !right_points)
		return visit_index(walk, a, b, cursor, left_type);
	if (right_points && !left_points)
		return visit_index(walk, b, a, cursor, right_type);
	if (minus) {
		values_free(b);
		return a;
	}
	return values_join(a, b);
}

static GArray *visit_binary(struct walk *walk, CXCursor cursor)
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
	a = visit(walk, left);
	b = visit(walk, right);
	switch (operator) {
	case CXBinaryOperator_Comma:
		values_free(a);
		return b;
	case CXBinaryOperator_Mul:
	case CXBinaryOperator_And:
	case CXBinaryOperator_Or:
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
		return visit_member(walk, operand, FACT_ADDRESS);
	return visit(walk, operand);
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

static GArray *visit_unary(struct walk *walk, CXCursor cursor)
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
		values = visit(walk, operand);
		if (is_followed_through(clang_getCursorType(operand)))
			return values;
		break;
	case CXUnaryOperator_LNot:
		values = visit(walk, operand);
		break;
	default:
		return visit(walk, operand);
	}
	values_free(values);
	return NULL;
}

static GArray *visit_subscript(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	CXCursor base_cursor;
	GArray *base, *index;

	if (children->len < 2) {
		g_array_unref(children);
		return NULL;
	}
	base_cursor = g_array_index(children, CXCursor, 0);
	base = visit(walk, base_cursor);
	index = visit(walk, g_array_index(children, CXCursor, 1));
	g_array_unref(children);
	/* The implicit decay hides whether an array or a pointer is indexed. */
	if (type_is_object(clang_getCursorType(cursor)))
		return visit_index(walk, base, index, cursor, clang_getCursorType(base_cursor));
	values_free(index);
	if (type_is_pointer(clang_getCursorType(cursor)) ||
	    is_followed_through(clang_getCursorType(base_cursor)))
		return base;
	values_free(base);
	return NULL;
}

/* -- casts and other wrappings ------------------------------------------------- */

static GArray *visit_all(struct walk *walk, const GArray *children, unsigned int from)
{
	GArray *values = NULL;

	for (unsigned int i = from; i < children->len; i++)
		values = values_join(values, visit(walk, g_array_index(children, CXCursor, i)));
	return values;
}

static GArray *visit_cast(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	CXType type = clang_getCursorType(cursor);
	g_autofree char *record = type_pointee_record(type);
	struct place place;
	GArray *values = NULL;
	int result;

	if (children->len)
		values = visit(walk, g_array_index(children, CXCursor, children->len - 1));
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
	result = add_temporary(walk, "", type, &place, FACT_LOCAL);
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
static GArray *visit_unexposed(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	GArray *values = NULL;
	CXCursor field;

	if (children->len == 1)
		values = visit(walk, g_array_index(children, CXCursor, 0));
	else if (is_offsetof(cursor, &field))
		values = NULL;
	else if (children->len == 4)
		values = values_join(visit(walk, g_array_index(children, CXCursor, 0)),
				     visit(walk, g_array_index(children, CXCursor, 3)));
	else
		values = visit_all(walk, children, 0);
	g_array_unref(children);
	return values;
}

static GArray *visit_conditional(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	GArray *values = NULL;

	if (children->len) {
		values_free(visit(walk, g_array_index(children, CXCursor, 0)));
		values = visit_all(walk, children, 1);
	}
	g_array_unref(children);
	return values;
}

/* The chosen arm is the one of the result's type; without such an arm, any. */
static GArray *visit_generic(struct walk *walk, CXCursor cursor)
{
	CXType type = clang_getCanonicalType(clang_getCursorType(cursor));
	GArray *children = cursor_children(cursor);
	GArray *values = NULL;
	bool chosen = false;

	for (unsigned int i = 1; i < children->len; i++) {
		CXCursor arm = g_array_index(children, CXCursor, i);
		CXType arm_type = clang_getCanonicalType(clang_getCursorType(arm));

		if (!clang_isExpression(clang_getCursorKind(arm)) ||
		    !clang_equalTypes(arm_type, type))
			continue;
		chosen = true;
		values = values_join(values, visit(walk, arm));
	}
	if (!chosen)
		values = visit_all(walk, children, 1);
	g_array_unref(children);
	return values;
}

/* The value of ({ ...; x; }) is its last statement's. */
static GArray *visit_statement_expression(struct walk *walk, CXCursor cursor)
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
		values = visit(walk, g_array_index(children, CXCursor, i));
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
		return function_node(walk, function);
	children = cursor_children(call);
	if (children->len)
		values = visit(walk, g_array_index(children, CXCursor, 0));
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
	key = linkage_name(walk, function);
	for (int i = 0; i < clang_Cursor_getNumArguments(function); i++)
		if (type_is_value(clang_getCursorType(clang_Cursor_getArgument(function,
								(unsigned int)i))))
			add_parameter(walk, key, function, (unsigned int)i);
	add_result(walk, key, function);
}

static GArray *visit_call(struct walk *walk, CXCursor cursor)
{
	CXCursor function = clang_getCursorReferenced(cursor);
	CXType type = clang_getCursorType(cursor);
	g_autofree char *name = cursor_name(function);
	g_autofree char *macro = cursor_macro(walk->unit, cursor);
	int callee = callee_node(walk, cursor, function);
	int count = clang_Cursor_getNumArguments(cursor);
	struct place place;
	int call, result = -1;

	cursor_place(cursor, &place);
	if (type_is_value(type))
		result = add_temporary(walk, name, type, &place, FACT_LOCAL);
	declare_signature(walk, function);
	call = chunk_call(walk->chunk, callee, result, place.line, place.column, name, macro);
	place_clear(&place);
	for (int i = 0; i < count; i++) {
		CXCursor argument = clang_Cursor_getArgument(cursor, (unsigned int)i);
		GArray *values = visit(walk, argument);
		bool by_value = clang_getCanonicalType(clang_getCursorType(argument)).kind ==
			CXType_Record;

		for (unsigned int k = 0; values && !by_value && k < values->len; k++)
			chunk_argument(walk->chunk, call, (unsigned int)i,
				       g_array_index(values, int, k));
		values_free(values);
	}
	return values_one(result);
}

/* -- declarations and initialisers --------------------------------------------------- */

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
			  member_node(walk, field, record, name));
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

static void visit_list(struct walk *walk, CXCursor list, CXType type, int target)
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
		visit_list(walk, initializer, type, target);
		return;
	}
	values = visit(walk, initializer);
	cursor_place(initializer, &place);
	if (clang_getCanonicalType(type).kind != CXType_Record)
		values_flow(walk, values, target, &place, NULL);
	place_clear(&place);
	values_free(values);
}

static void visit_variable(struct walk *walk, CXCursor variable)
{
	CXCursor initializer = clang_Cursor_getVarDeclInitializer(variable);
	int node = declaration_node(walk, variable);

	if (!clang_Cursor_isNull(initializer))
		visit_initializer(walk, initializer, clang_getCursorType(variable), node);
}

static void visit_return(struct walk *walk, CXCursor cursor)
{
	GArray *children = cursor_children(cursor);
	GArray *values = visit_all(walk, children, 0);
	struct place place;

	cursor_place(cursor, &place);
	values_flow(walk, values, walk->result, &place, NULL);
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
			visit_variable(walk, child);
	}
	g_array_unref(children);
}

static GArray *visit(struct walk *walk, CXCursor cursor)
{
	GArray *children;

	switch (clang_getCursorKind(cursor)) {
	case CXCursor_DeclRefExpr:
		return values_one(declaration_node(walk, clang_getCursorReferenced(cursor)));
	case CXCursor_MemberRefExpr:
		return visit_member(walk, cursor, FACT_READ);
	case CXCursor_CallExpr:
		return visit_call(walk, cursor);
	case CXCursor_BinaryOperator:
	case CXCursor_CompoundAssignOperator:
		return visit_binary(walk, cursor);
	case CXCursor_UnaryOperator:
		return visit_unary(walk, cursor);
	case CXCursor_ArraySubscriptExpr:
		return visit_subscript(walk, cursor);
	case CXCursor_CStyleCastExpr:
		return visit_cast(walk, cursor);
	case CXCursor_ParenExpr:
	case CXCursor_UnexposedExpr:
		return visit_unexposed(walk, cursor);
	case CXCursor_ConditionalOperator:
		return visit_conditional(walk, cursor);
	case CXCursor_GenericSelectionExpr:
		return visit_generic(walk, cursor);
	case CXCursor_StmtExpr:
		return visit_statement_expression(walk, cursor);
	case CXCursor_DeclStmt:
		visit_declarations(walk, cursor);
		return NULL;
	case CXCursor_ReturnStmt:
		visit_return(walk, cursor);
		return NULL;
	case CXCursor_InitListExpr:
		visit_list(walk, cursor, clang_getCursorType(cursor), -1);
		return NULL;
	case CXCursor_UnaryExpr:	/* sizeof, alignof: not evaluated */
	case CXCursor_TypeRef:
		return NULL;
	default:
		break;
	}
	children = cursor_children(cursor);
	values_free(visit_all(walk, children, 0));
	g_array_unref(children);
	return NULL;
}

/* -- a declaration --------------------------------------------------------------- */

static void walk_function(struct walk *walk, CXCursor function)
{
	GArray *children = cursor_children(function);

	for (int i = 0; i < clang_Cursor_getNumArguments(function); i++) {
		CXCursor parameter = clang_Cursor_getArgument(function, (unsigned int)i);
		CXType type = clang_getCursorType(parameter);
		int id;

		if (!type_is_value(type) && !type_is_object(type))
			continue;
		id = add_parameter(walk, walk->function, function, (unsigned int)i);
		g_hash_table_insert(walk->cursors, g_memdup2(&parameter, sizeof(parameter)),
				    GINT_TO_POINTER(id + 1));
	}
	walk->result = add_result(walk, walk->function, function);
	for (unsigned int i = 0; i < children->len; i++) {
		CXCursor child = g_array_index(children, CXCursor, i);

		if (clang_getCursorKind(child) == CXCursor_CompoundStmt)
			values_free(visit(walk, child));
	}
	g_array_unref(children);
}

char *walk_declaration(CXTranslationUnit unit, CXCursor cursor, walk_file_name file_name,
		       void *data)
{
	struct walk walk = { .unit = unit, .file_name = file_name, .data = data, .result = -1 };
	struct place place;
	char *text;

	walk.cursors = g_hash_table_new_full(cursor_hash, cursor_equal, g_free, NULL);
	walk.function = linkage_name(&walk, cursor);
	walk.label = cursor_name(cursor);
	cursor_place(cursor, &place);
	walk.chunk = chunk_new(file_of(&walk, cursor), walk.function, walk.label, place.line);
	if (clang_getCursorKind(cursor) == CXCursor_FunctionDecl)
		walk_function(&walk, cursor);
	else
		visit_variable(&walk, cursor);
	text = g_strdup(chunk_text(walk.chunk));
	place_clear(&place);
	chunk_free(walk.chunk);
	g_hash_table_unref(walk.cursors);
	g_free(walk.function);
	g_free(walk.label);
	return text;
}
