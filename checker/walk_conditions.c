// SPDX-License-Identifier: GPL-2.0-or-later
/* What a condition tells of the guards that are asked in it. */
#include "checker/walker.h"

#include <string.h>

/* What a part of a condition is known to be where the whole is false, and where it is true. */
enum truth { UNKNOWN, FALSE_THERE, TRUE_THERE };

struct known {
	enum truth where[2];
};

struct reading {
	const struct walk *walk;
	GArray *told;		/* of struct walk_told */
};

static void read_condition(struct reading *reading, CXCursor condition, struct known known);

/* "a && b", "a || b" */
static void read_operands(struct reading *reading, CXCursor condition, struct known known)
{
	g_autoptr(GArray) parts = NULL;

	if (!known.where[0] && !known.where[1])
		return;
	parts = cursor_children(condition);
	for (unsigned int i = 0; i < parts->len; i++)
		read_condition(reading, g_array_index(parts, CXCursor, i), known);
}

static void read_inner(struct reading *reading, CXCursor condition, struct known known)
{
	CXCursor inner = cursor_last_child(condition);

	if (!clang_Cursor_isNull(inner))
		read_condition(reading, inner, known);
}

static struct known negated(struct known known)
{
	for (int i = 0; i < 2; i++)
		if (known.where[i])
			known.where[i] = known.where[i] == TRUE_THERE ? FALSE_THERE : TRUE_THERE;
	return known;
}

/* Of "a && b" both are true where it is, of "a || b" both false. */
static struct known only(struct known known, enum truth truth)
{
	for (int i = 0; i < 2; i++)
		if (known.where[i] != truth)
			known.where[i] = UNKNOWN;
	return known;
}

static void add_told(struct reading *reading, CXCursor call, const char *guard,
		     struct known known)
{
	struct walk_told told = {
		call, guard, { known.where[0] == TRUE_THERE, known.where[1] == TRUE_THERE },
	};

	g_array_append_val(reading->told, told);
}

static void read_call(struct reading *reading, CXCursor call, struct known known)
{
	g_autofree char *name = walk_name(reading->walk, clang_getCursorReferenced(call));
	const char *guard = walk_known_name(reading->walk->unit, WALK_GUARDS, name);

	if (guard)
		add_told(reading, call, guard, known);
	else if (strcmp(name, "__builtin_expect") == 0)
		read_condition(reading, clang_Cursor_getArgument(call, 0), known);
}

static void read_condition(struct reading *reading, CXCursor condition, struct known known)
{
	enum CXCursorKind kind = clang_getCursorKind(condition);
	g_autofree char *macro = NULL;
	const char *guard;

	/* A conversion that nobody wrote begins where its operand does. */
	if (kind == CXCursor_UnexposedExpr) {
		read_inner(reading, condition, known);
		return;
	}
	macro = cursor_macro(reading->walk->unit->texts, condition);
	guard = walk_known_name(reading->walk->unit, WALK_GUARDS, macro);
	if (guard) {
		add_told(reading, condition, guard, known);
		return;
	}
	switch (kind) {
	case CXCursor_ParenExpr:
		read_inner(reading, condition, known);
		break;
	case CXCursor_UnaryOperator:
		if (clang_getCursorUnaryOperatorKind(condition) == CXUnaryOperator_LNot)
			read_inner(reading, condition, negated(known));
		break;
	case CXCursor_BinaryOperator:
		if (clang_getCursorBinaryOperatorKind(condition) == CXBinaryOperator_LAnd)
			read_operands(reading, condition, only(known, TRUE_THERE));
		else if (clang_getCursorBinaryOperatorKind(condition) == CXBinaryOperator_LOr)
			read_operands(reading, condition, only(known, FALSE_THERE));
		break;
	case CXCursor_CallExpr:
		read_call(reading, condition, known);
		break;
	default:
		break;
	}
}

GArray *walk_condition(const struct walk *walk, CXCursor condition)
{
	struct reading reading = { walk, g_array_new(FALSE, FALSE, sizeof(struct walk_told)) };

	read_condition(&reading, condition, (struct known){ { FALSE_THERE, TRUE_THERE } });
	return reading.told;
}
