/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_WALKER_H
#define PTDESC_CHECKER_WALKER_H

#include <stdbool.h>
#include <clang-c/Index.h>
#include <glib.h>
#include "checker/chunk.h"
#include "checker/cursor.h"
#include "checker/walk.h"

/*
 * Each expression is visited once and yields the set of values it may have, as an
 * array of node ids (NULL: none worth following).  An expression of struct or
 * array type yields the object's address; so does & of it.
 */
struct walk {
	const struct walk_unit *unit;
	struct chunk *chunk;
	char *function;		/* key of what is walked */
	int result;		/* node of the returned value, -1: none */
	GHashTable *cursors;	/* declaration -> node id + 1 */
	CXCursor body;		/* of the function that is walked */
	GHashTable *guarded;	/* variables of which the conditions around tell, or NULL */
	const char *unasked;	/* a condition around that is a constant, so that what it was
				 * asked of is not in the code; or NULL */
	const char *last_guard;	/* that a call at the offset @last_guarded was under, or NULL */
	unsigned int last_guarded;
	int locals, temporaries;
	GString *course;	/* what an O fact says, so far */
	int last_call;		/* number of the call that was visited last, -1: none yet */
};

/*
 * Sets of values: arrays of node ids for values_free(), NULL for the empty one.
 */

/* The set of @node; the empty one for a negative node. */
GArray *values_one(int node);
void values_free(GArray *values);

/* The union; takes both. */
GArray *values_join(GArray *first, GArray *second);

/* Notes that all of @values flow into @target (negative: nowhere) at @place. */
void values_flow(struct walk *walk, const GArray *values, int target,
		 const struct place *place, const char *note);

/*
 * Nodes.  Each returns its id within the chunk, -1 for what carries no value.
 */

/* The name of a variable, parameter or function, without a number of no meaning; for g_free(). */
char *walk_name(const struct walk *walk, CXCursor cursor);

/* An expression's result. */
int walk_add_temporary(struct walk *walk, const char *name, CXType type,
		       const struct place *place, const char *flags);
/* Parameter @index and the result of the function declared by @function, keyed @key. */
int walk_add_parameter(struct walk *walk, const char *key, CXCursor function,
		       unsigned int index, const char *flags);
int walk_add_result(struct walk *walk, const char *key, CXCursor function);
int walk_function_node(struct walk *walk, CXCursor function);
/* A variable, parameter or function. */
int walk_declaration_node(struct walk *walk, CXCursor declaration);
/* Every object's member @field. */
int walk_member_node(struct walk *walk, CXCursor field, const char *record, const char *name);

/* @name (or NULL) where it is one of those the unit looks for as @which, borrowed from there. */
const char *walk_known_name(const struct walk_unit *unit, enum walk_names which,
			    const char *name);

/* For a hash table whose keys are CXCursor *. */
unsigned int cursor_hash(gconstpointer cursor);
int cursor_equal(gconstpointer a, gconstpointer b);

/* The file of @cursor as keys and facts name it; borrowed. */
const char *walk_file_of(struct walk *walk, CXCursor cursor);
/* "name" or "file:name", see facts.h; for g_free(). */
char *walk_linkage_name(struct walk *walk, CXCursor cursor);

/*
 * Expressions.  Each visits @cursor and all below it and returns its values.
 */
GArray *walk_visit(struct walk *walk, CXCursor cursor);
/* All of @children from index @from on. */
GArray *walk_visit_all(struct walk *walk, const GArray *children, unsigned int from);
GArray *walk_member(struct walk *walk, CXCursor cursor, enum fact_how how);
GArray *walk_binary(struct walk *walk, CXCursor cursor);
GArray *walk_unary(struct walk *walk, CXCursor cursor);
GArray *walk_subscript(struct walk *walk, CXCursor cursor);
GArray *walk_cast(struct walk *walk, CXCursor cursor);
GArray *walk_unexposed(struct walk *walk, CXCursor cursor);
GArray *walk_conditional(struct walk *walk, CXCursor cursor);
GArray *walk_generic(struct walk *walk, CXCursor cursor);
GArray *walk_statement_expression(struct walk *walk, CXCursor cursor);
GArray *walk_call(struct walk *walk, CXCursor cursor);

/*
 * The course: what happens in which order, see facts.h.
 */

void walk_course(struct walk *walk, const char *token);
void walk_course_call(struct walk *walk, int call);
/* @values of the expression @source go to @target (negative: nowhere). */
void walk_course_assign(struct walk *walk, int target, CXCursor source, const GArray *values);
void walk_course_return(struct walk *walk, const GArray *values);
/* Visits the condition @cursor. */
void walk_course_test(struct walk *walk, CXCursor cursor);
/* Visits the statement @cursor; false for what is none or is like any other. */
bool walk_statement(struct walk *walk, CXCursor cursor);
/* Visits a statement: one that is a call and nothing else drops its result. */
void walk_drop(struct walk *walk, CXCursor cursor);

/* A guard that a condition asks. */
struct walk_told {
	CXCursor call;		/* the call or the use of the macro */
	const char *guard;	/* its name, borrowed from the unit */
	bool holds[2];		/* it is true where the condition is false, where it is true */
};

/* Those of @condition, of struct walk_told; for g_array_unref(). */
GArray *walk_condition(const struct walk *walk, CXCursor condition);

/*
 * The children of an if, and of a block: what stands under a condition is walked with what
 * that tells.
 */
void walk_if(struct walk *walk, const GArray *parts);
void walk_block(struct walk *walk, const GArray *statements);
/* The value of the variable @declaration, whose node is @node, under the conditions around. */
int walk_guarded(const struct walk *walk, CXCursor declaration, int node);
/* Notes that @user is made of @entry, an object by value. */
void walk_entry(struct walk *walk, CXCursor entry, CXCursor user);
/* The result of @call, whose node is @node (negative: none), which may be passed an entry. */
int walk_guarded_result(struct walk *walk, CXCursor call, int node);

/* What is around @cursor and changes nothing of its being NULL. */
CXCursor walk_unwrapped(CXCursor cursor);

/* Whether @body assigns to the variable @declaration, or takes its address. */
bool walk_changes(CXCursor body, CXCursor declaration);

/* Tells of the integers that @cursor, number @call, passes to @function, called @name. */
void walk_numbers(struct walk *walk, CXCursor cursor, CXCursor function, const char *name,
		  int call);

/*
 * Whether parameter @index of the function definition is one that counts and is not read, in
 * whatever branch, nor fixed by others: the file does nothing but call that function.
 */
bool walk_is_unread(const struct walk *walk, CXCursor function, unsigned int index);

/* Tells of stores in the for loop with the children @parts that its counter has no part in. */
void walk_counting_loop(struct walk *walk, const GArray *parts);

/* Whether @cursor is offsetof(); its member goes to *@field. */
bool walk_is_offsetof(CXCursor cursor, CXCursor *field);

/* Initialisers: a braced one of @type for node @target (negative: none), a variable's. */
void walk_list(struct walk *walk, CXCursor list, CXType type, int target);
void walk_variable(struct walk *walk, CXCursor variable);

#endif
