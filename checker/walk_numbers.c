// SPDX-License-Identifier: GPL-2.0-or-later
/* Integers that calls pass: orders of blocks and the like; and those that nobody reads. */
#include "checker/walker.h"

#include <string.h>

#include "tree/lexer.h"

/* -- which ones ------------------------------------------------------------------------- */

GHashTable *walk_counts_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static bool is_integer(CXType type)
{
	enum CXTypeKind kind = clang_getCanonicalType(type).kind;

	return kind == CXType_Enum || (kind >= CXType_Bool && kind <= CXType_Int128);
}

static bool is_counted_parameter(const struct walk_unit *unit, CXCursor parameter)
{
	g_autofree char *name = NULL;

	if (!is_integer(clang_getCursorType(parameter)))
		return false;
	name = cursor_name(parameter);
	return walk_known_name(unit, WALK_COUNTED, name);
}

static bool has_counted(const struct walk_unit *unit, CXCursor function, const char *name)
{
	if (walk_known_name(unit, WALK_COUNTED, name))
		return true;
	for (int i = 0; i < clang_Cursor_getNumArguments(function); i++)
		if (is_counted_parameter(unit, clang_Cursor_getArgument(function, (unsigned int)i)))
			return true;
	return false;
}

/* The same function is called again and again. */
static bool is_counted(const struct walk_unit *unit, CXCursor function, const char *name)
{
	gpointer known;
	bool counted;

	if (!unit->names[WALK_COUNTED])
		return false;
	if (g_hash_table_lookup_extended(unit->counts, name, NULL, &known))
		return known != NULL;
	counted = has_counted(unit, function, name);
	g_hash_table_insert(unit->counts, g_strdup(name), GINT_TO_POINTER(counted));
	return counted;
}

/* -- how much they are -------------------------------------------------------------------- */

static bool evaluate(CXCursor cursor, gint64 *value)
{
	CXEvalResult result = clang_Cursor_Evaluate(cursor);
	bool known = result && clang_EvalResult_getKind(result) == CXEval_Int;

	if (known)
		*value = clang_EvalResult_isUnsignedInt(result) ?
			(gint64)clang_EvalResult_getAsUnsigned(result) :
			clang_EvalResult_getAsLongLong(result);
	if (result)
		clang_EvalResult_dispose(result);
	return known;
}

/* The bits that are set whatever else @cursor is made of by "|". */
static gint64 bits_of(CXCursor cursor)
{
	CXCursor inner = walk_unwrapped(cursor);
	g_autoptr(GArray) sides = NULL;
	gint64 value = 0;

	if (evaluate(cursor, &value))
		return value;
	if (clang_getCursorKind(inner) != CXCursor_BinaryOperator ||
	    clang_getCursorBinaryOperatorKind(inner) != CXBinaryOperator_Or)
		return 0;
	sides = cursor_children(inner);
	for (unsigned int i = 0; i < sides->len; i++)
		value |= bits_of(g_array_index(sides, CXCursor, i));
	return value;
}

/* Which parameter of the function that is walked @cursor is, as it came; -1: none. */
static int parameter_of(const struct walk *walk, CXCursor cursor)
{
	CXCursor inner = walk_unwrapped(cursor), declaration, function;

	if (clang_getCursorKind(inner) != CXCursor_DeclRefExpr)
		return -1;
	declaration = clang_getCursorReferenced(inner);
	if (clang_getCursorKind(declaration) != CXCursor_ParmDecl ||
	    walk_changes(walk->body, declaration))
		return -1;
	function = clang_getCursorSemanticParent(declaration);
	for (int i = 0; i < clang_Cursor_getNumArguments(function); i++)
		if (clang_equalCursors(clang_Cursor_getArgument(function, (unsigned int)i),
				       declaration))
			return i;
	return -1;
}

static void add_number(struct walk *walk, CXCursor argument, int call, unsigned int index)
{
	g_autofree char *text = NULL;
	int parameter;
	gint64 value;

	if (evaluate(argument, &value))
		text = g_strdup_printf("%" G_GINT64_FORMAT, value);
	else if ((parameter = parameter_of(walk, argument)) >= 0)
		text = g_strdup_printf("%c%d", FACT_PARAMETER, parameter);
	else if ((value = bits_of(argument)) != 0)
		text = g_strdup_printf("%c%" G_GINT64_FORMAT, FACT_BITS, value);
	if (text)
		chunk_number(walk->chunk, call, index, text);
}

void walk_numbers(struct walk *walk, CXCursor cursor, CXCursor function, const char *name,
		  int call)
{
	int count = clang_Cursor_getNumArguments(cursor);

	if (clang_getCursorKind(function) != CXCursor_FunctionDecl ||
	    !is_counted(walk->unit, function, name))
		return;
	for (int i = 0; i < count; i++) {
		CXCursor argument = clang_Cursor_getArgument(cursor, (unsigned int)i);

		if (is_integer(clang_getCursorType(argument)))
			add_number(walk, argument, call, (unsigned int)i);
	}
}

/* -- those that nobody reads ----------------------------------------------------------------- */

struct reference {
	CXCursor declaration;
	bool found;
};

static enum CXChildVisitResult find_reference(CXCursor cursor, CXCursor parent, CXClientData data)
{
	struct reference *reference = data;

	(void)parent;
	if (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr ||
	    !clang_equalCursors(clang_getCursorReferenced(cursor), reference->declaration))
		return CXChildVisit_Recurse;
	reference->found = true;
	return CXChildVisit_Break;
}

/* Whether the source of @body has the word @name, in whatever branch. */
static bool mentions(const struct walk *walk, CXCursor body, const char *name)
{
	CXSourceRange range = clang_getCursorExtent(body);
	unsigned int start = 0, end = 0;
	struct lexer lexer;
	struct token token;
	CXFile file = NULL;
	const char *text;
	size_t size;

	clang_getFileLocation(clang_getRangeStart(range), &file, NULL, NULL, &start);
	clang_getFileLocation(clang_getRangeEnd(range), &file, NULL, NULL, &end);
	text = file ? texts_get(walk->unit->texts, file, &size) : NULL;
	if (!text || end > size || start > end)
		return true;
	lexer_init(&lexer, text + start, end - start);
	do {
		lexer_next(&lexer, &token);
		if (token.kind == TOKEN_WORD && token_is(&token, name))
			return true;
	} while (token.kind != TOKEN_END);
	return false;
}

/* Past the parentheses that @token opens. */
static void skip_parentheses(struct lexer *lexer, struct token *token)
{
	unsigned int depth = 0;

	do {
		depth += token_is_mark(token, '(');
		depth -= token_is_mark(token, ')');
		lexer_next(lexer, token);
	} while (depth && token->kind != TOKEN_END);
}

/* Whether a file defines the function @name once and does nothing else with it than call it. */
static bool is_only_called(const char *text, size_t size, const char *name)
{
	unsigned int definitions = 0;
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, text, size);
	lexer_next(&lexer, &token);
	while (token.kind != TOKEN_END) {
		bool found = token.kind == TOKEN_WORD && token_is(&token, name);

		lexer_next(&lexer, &token);
		if (found && !token_is_mark(&token, '('))
			return false;
		if (!found)
			continue;
		skip_parentheses(&lexer, &token);
		definitions += token_is_mark(&token, '{');
	}
	return definitions == 1;
}

static bool is_own_affair(const struct walk *walk, CXCursor function)
{
	g_autofree char *name = cursor_name(function);
	const char *text;
	CXFile file = NULL;
	size_t size;

	clang_getFileLocation(clang_getCursorLocation(function), &file, NULL, NULL, NULL);
	text = file ? texts_get(walk->unit->texts, file, &size) : NULL;
	return text && is_only_called(text, size, name);
}

bool walk_is_unread(const struct walk *walk, CXCursor function, unsigned int index)
{
	struct reference reference = { clang_Cursor_getArgument(function, index), false };
	g_autofree char *name = NULL;
	CXCursor body;

	if (!walk->unit->names[WALK_COUNTED] || !is_counted_parameter(walk->unit, reference.declaration) ||
	    clang_getCursorLinkage(function) != CXLinkage_Internal)
		return false;
	body = cursor_last_child(function);
	name = cursor_name(reference.declaration);
	if (clang_getCursorKind(body) != CXCursor_CompoundStmt || mentions(walk, body, name))
		return false;
	clang_visitChildren(body, find_reference, &reference);
	return !reference.found && is_own_affair(walk, function);
}
