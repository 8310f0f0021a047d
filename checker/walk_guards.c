// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Conditions that tell what memory is not: where PageSlab(page) is true, page is no page
 * table, whatever it may be elsewhere.  There a variable is another value, into which the
 * variable flows with the name of the function that was asked.
 */
#include "checker/walker.h"

/* What is known of a variable. */
struct guarded {
	int node;		/* its value here, -1: it is an entry by value */
	const char *guard;	/* borrowed from the unit */
};

/* One branch's guards on top of those around it. */
struct guards {
	struct walk *walk;
	GHashTable *values;	/* CXCursor * -> struct guarded *, or NULL */
	bool own;		/* they are not those around */
	const char *constant;	/* a guard that is false whatever it is asked of, or NULL */
};

/* What was in force around a branch. */
struct around {
	GHashTable *guarded;
	const char *unasked;
};

/* A search through a function for what is made of a variable. */
struct search {
	struct guards *guards;
	CXCursor variable;	/* what is asked for */
	CXCursor found;		/* the first variable of an expression */
	const char *guard;
	bool mentions;
};

/* -- variables ----------------------------------------------------------------------- */

static enum CXChildVisitResult first_variable(CXCursor cursor, CXCursor parent,
					      CXClientData data)
{
	struct search *search = data;
	CXCursor declaration;
	enum CXCursorKind kind;

	(void)parent;
	if (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr)
		return CXChildVisit_Recurse;
	declaration = clang_getCursorReferenced(cursor);
	kind = clang_getCursorKind(declaration);
	if (kind != CXCursor_VarDecl && kind != CXCursor_ParmDecl)
		return CXChildVisit_Continue;
	search->found = declaration;
	return CXChildVisit_Break;
}

static CXCursor variable_in(CXCursor cursor)
{
	struct search search = { .found = clang_getNullCursor() };

	if (first_variable(cursor, cursor, &search) != CXChildVisit_Break)
		clang_visitChildren(cursor, first_variable, &search);
	return search.found;
}

static bool points_at_record(CXCursor variable)
{
	g_autofree char *record = NULL;

	if (!type_is_pointer(clang_getCursorType(variable)))
		return false;
	record = type_pointee_record(clang_getCursorType(variable));
	return record[0] != '\0';
}

static bool is_record(CXCursor cursor)
{
	return clang_getCanonicalType(clang_getCursorType(cursor)).kind == CXType_Record;
}

static void insert_value(GHashTable *values, const CXCursor *variable,
			 const struct guarded *guarded)
{
	g_hash_table_insert(values, g_memdup2(variable, sizeof(*variable)),
			    g_memdup2(guarded, sizeof(*guarded)));
}

static GHashTable *copy_values(GHashTable *values)
{
	GHashTable *copy = g_hash_table_new_full(cursor_hash, cursor_equal, g_free, g_free);
	GHashTableIter iterator;
	gpointer variable, value;

	if (!values)
		return copy;
	g_hash_table_iter_init(&iterator, values);
	while (g_hash_table_iter_next(&iterator, &variable, &value))
		insert_value(copy, variable, value);
	g_hash_table_unref(values);
	return copy;
}

static void add_guarded(struct guards *guards, CXCursor variable, int node, const char *guard)
{
	struct guarded guarded = { node, guard };

	if (!guards->own)
		guards->values = copy_values(guards->values);
	guards->own = true;
	insert_value(guards->values, &variable, &guarded);
}

/* What comes to be of @node, the value of @cursor, where @guard is true; its type is @type. */
static int value_under(struct walk *walk, CXCursor cursor, CXType type, int node,
		       const char *guard)
{
	g_autofree char *note = g_strdup_printf("%c%s", FACT_GUARD, guard);
	struct place place;
	int value;

	cursor_place(cursor, &place);
	value = walk_add_temporary(walk, "", type, &place, FACT_LOCAL);
	chunk_flow(walk->chunk, node, value, place.line, place.column, note);
	place_clear(&place);
	return value;
}

static void add_value(struct guards *guards, CXCursor variable, const char *guard)
{
	int node = walk_declaration_node(guards->walk, variable);

	if (node >= 0)
		add_guarded(guards, variable,
			    value_under(guards->walk, variable, clang_getCursorType(variable),
					node, guard), guard);
}

/* -- what an entry leads to -------------------------------------------------------------- */

static enum CXChildVisitResult look_for_variable(CXCursor cursor, CXCursor parent,
						 CXClientData data)
{
	struct search *search = data;

	(void)parent;
	if (clang_getCursorKind(cursor) == CXCursor_DeclRefExpr &&
	    clang_equalCursors(clang_getCursorReferenced(cursor), search->variable))
		search->mentions = true;
	return search->mentions ? CXChildVisit_Break : CXChildVisit_Recurse;
}

static bool mentions(struct search *search, CXCursor expression)
{
	search->mentions = false;
	look_for_variable(expression, expression, search);
	if (!search->mentions)
		clang_visitChildren(expression, look_for_variable, search);
	return search->mentions;
}

/* "page = pmd_page(*pmd)" */
static enum CXChildVisitResult add_derived(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct search *search = data;
	CXCursor variable = clang_getNullCursor(), value = variable;

	(void)parent;
	if (clang_getCursorKind(cursor) == CXCursor_VarDecl) {
		variable = cursor;
		value = clang_Cursor_getVarDeclInitializer(cursor);
	} else if (clang_getCursorKind(cursor) == CXCursor_BinaryOperator &&
		   clang_getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Assign) {
		g_autoptr(GArray) sides = cursor_children(cursor);

		if (sides->len == 2 &&
		    clang_getCursorKind(g_array_index(sides, CXCursor, 0)) == CXCursor_DeclRefExpr) {
			variable = clang_getCursorReferenced(g_array_index(sides, CXCursor, 0));
			value = g_array_index(sides, CXCursor, 1);
		}
	}
	if (!clang_Cursor_isNull(variable) && !clang_Cursor_isNull(value) &&
	    points_at_record(variable) && mentions(search, value))
		add_value(search->guards, variable, search->guard);
	return CXChildVisit_Recurse;
}

/* "#define pmd_leaf(pmd) 0" */
static bool is_zero(CXCursor condition)
{
	CXEvalResult result = clang_Cursor_Evaluate(condition);
	bool zero = result && clang_EvalResult_getKind(result) == CXEval_Int &&
		clang_EvalResult_getAsLongLong(result) == 0;

	if (result)
		clang_EvalResult_dispose(result);
	return zero;
}

static void add_guard(struct guards *guards, CXCursor call, const char *guard)
{
	struct search search = {
		.guards = guards, .guard = guard, .variable = variable_in(call),
	};

	if (clang_getCursorKind(call) == CXCursor_CallExpr &&
	    clang_Cursor_getNumArguments(call) > 0)
		search.variable = variable_in(clang_Cursor_getArgument(call, 0));
	if (clang_Cursor_isNull(search.variable)) {
		if (is_zero(call))
			guards->constant = guard;
		return;
	}
	if (points_at_record(search.variable))
		add_value(guards, search.variable, guard);
	else if (is_record(search.variable))
		add_guarded(guards, search.variable, -1, guard);
	clang_visitChildren(guards->walk->body, add_derived, &search);
}

/* -- branches -------------------------------------------------------------------------------- */

/* Puts in force what is told where the condition is @truth; what was before is for leave(). */
static struct around enter(struct walk *walk, const GArray *told, bool truth)
{
	struct around around = { walk->guarded, walk->unasked };
	struct guards guards = {
		.walk = walk, .values = walk->guarded ? g_hash_table_ref(walk->guarded) : NULL,
		.constant = walk->unasked,
	};

	/* What is made of them meanwhile is of the variables themselves. */
	walk->guarded = NULL;
	for (unsigned int i = 0; i < told->len; i++) {
		const struct walk_told *each = &g_array_index(told, struct walk_told, i);

		if (each->holds[truth])
			add_guard(&guards, each->call, each->guard);
	}
	walk->guarded = guards.values;
	walk->unasked = guards.constant;
	return around;
}

static void leave(struct walk *walk, struct around around)
{
	if (walk->guarded)
		g_hash_table_unref(walk->guarded);
	walk->guarded = around.guarded;
	walk->unasked = around.unasked;
}

static void visit_under(struct walk *walk, const GArray *told, bool truth, CXCursor branch)
{
	struct around around;

	walk_course(walk, "{");
	around = enter(walk, told, truth);
	walk_drop(walk, branch);
	leave(walk, around);
	walk_course(walk, "}");
}

void walk_if(struct walk *walk, const GArray *parts)
{
	CXCursor condition = g_array_index(parts, CXCursor, 0);
	g_autoptr(GArray) told = walk_condition(walk, condition);

	walk_course(walk, "i");
	walk_course_test(walk, condition);
	visit_under(walk, told, true, g_array_index(parts, CXCursor, 1));
	if (parts->len > 2)
		visit_under(walk, told, false, g_array_index(parts, CXCursor, 2));
	else
		walk_course(walk, "{ }");
}

/* Whether nothing comes after @statement. */
static bool ends(CXCursor statement)
{
	g_autoptr(GArray) statements = NULL;

	switch (clang_getCursorKind(statement)) {
	case CXCursor_ReturnStmt:
	case CXCursor_GotoStmt:
	case CXCursor_BreakStmt:
	case CXCursor_ContinueStmt:
		return true;
	case CXCursor_CompoundStmt:
		statements = cursor_children(statement);
		return statements->len &&
			ends(g_array_index(statements, CXCursor, statements->len - 1));
	default:
		return false;
	}
}

/* "if (condition) return;": what follows is under the opposite. */
static bool turns_away(CXCursor statement, CXCursor *condition)
{
	g_autoptr(GArray) parts = NULL;

	if (clang_getCursorKind(statement) != CXCursor_IfStmt)
		return false;
	parts = cursor_children(statement);
	if (parts->len != 2 || !ends(g_array_index(parts, CXCursor, 1)))
		return false;
	*condition = g_array_index(parts, CXCursor, 0);
	return true;
}

void walk_block(struct walk *walk, const GArray *statements)
{
	struct around around = { walk->guarded, walk->unasked };

	if (around.guarded)
		g_hash_table_ref(around.guarded);
	for (unsigned int i = 0; i < statements->len; i++) {
		CXCursor statement = g_array_index(statements, CXCursor, i), condition;
		g_autoptr(GArray) told = NULL;
		struct around before;

		walk_drop(walk, statement);
		if (!turns_away(statement, &condition))
			continue;
		told = walk_condition(walk, condition);
		before = enter(walk, told, false);
		if (before.guarded)
			g_hash_table_unref(before.guarded);
	}
	leave(walk, around);
}

int walk_guarded(const struct walk *walk, CXCursor declaration, int node)
{
	const struct guarded *guarded = walk->guarded ?
		g_hash_table_lookup(walk->guarded, &declaration) : NULL;

	return guarded && guarded->node >= 0 ? guarded->node : node;
}

/* The guard that @entry, by value, is under; NULL: none. */
static const char *guard_of_entry(const struct walk *walk, CXCursor entry)
{
	CXCursor variable = variable_in(entry);
	const struct guarded *guarded = walk->guarded && !clang_Cursor_isNull(variable) ?
		g_hash_table_lookup(walk->guarded, &variable) : NULL;

	return guarded ? guarded->guard : walk->unasked;
}

static unsigned int offset_of(CXCursor cursor)
{
	unsigned int offset = 0;

	clang_getFileLocation(clang_getCursorLocation(cursor), NULL, NULL, NULL, &offset);
	return offset;
}

void walk_entry(struct walk *walk, CXCursor entry, CXCursor user)
{
	const char *guard = walk->guarded || walk->unasked ? guard_of_entry(walk, entry) : NULL;

	if (!guard)
		return;
	walk->last_guard = guard;
	walk->last_guarded = offset_of(user);
}

/* What one part of a macro makes of an entry, the calls after it in the macro are made of. */
int walk_guarded_result(struct walk *walk, CXCursor call, int node)
{
	/* Nor does the result's type tell what the entry leads to. */
	const CXType none = { .kind = CXType_Invalid };
	int count = clang_Cursor_getNumArguments(call);

	if (node < 0 || (!walk->guarded && !walk->unasked))
		return node;
	for (int i = 0; i < count; i++) {
		CXCursor argument = clang_Cursor_getArgument(call, (unsigned int)i);

		if (is_record(argument))
			walk_entry(walk, argument, call);
	}
	if (!walk->last_guard || walk->last_guarded != offset_of(call))
		return node;
	return value_under(walk, call, none, node, walk->last_guard);
}
