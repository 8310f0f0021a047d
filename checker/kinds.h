/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_KINDS_H
#define PTDESC_CHECKER_KINDS_H

#include <stdbool.h>
#include <glib.h>
#include "checker/graph.h"

/*
 * Which variables hold memory of a kind whatever happens: those that may be given
 * another type.
 *
 * The inference (infer.h) convicts a value when one that is certain reaches it.  That is
 * not enough here: of a variable all values must be of the kind, on every variant
 * that has it.  A value is not when it comes from where memory has no descriptor of the
 * kind (slab, memblock, static objects), from a function that nobody has seen, or from
 * what proves nothing (a table entry, pmd_page()), unless its type tells or it goes only
 * where the kind goes.
 */
enum kind_role {
	KIND_LOCAL,
	KIND_PARAMETER,
	KIND_RESULT,		/* of the function */
	KIND_MEMBER,		/* of a record: every object's */
	KIND_ALLOCATION,	/* a call that gives memory which becomes the kind */
	KIND_RELEASE,		/* a call that ends the life of memory of the kind */
};

struct kind_fact {
	enum kind_role role;
	const char *file;	/* where it is declared or called; interned by GLib as all here */
	const char *function;	/* plain name, "" for a member */
	const char *name;	/* the variable, "record.member", or the function called */
	const char *type;	/* as declared, "" for a call */
	unsigned int line, column;
	unsigned int position;	/* of a parameter, from 0 */
	int order;		/* a call's argument that is the order of the memory, -1: order 0 */
	bool internal;		/* a local, or a parameter of a function that only its file knows */
	bool somewhere;		/* it is of the kind on some way on some variant */
	GPtrArray *doubts;	/* of char *: "VARIANT: why it is not proven there" */
};

struct kinds;

/* Facts about the kind called @kind.  Free with kinds_free(). */
struct kinds *kinds_new(const char *kind);
void kinds_free(struct kinds *kinds);

/* Adds what the linked @graph of @variant says. */
void kinds_add(struct kinds *kinds, const struct graph *graph, const char *variant);

/*
 * All that might be of the kind by its type, sorted by file, line and column; one whose
 * @doubts are empty is proven.  Array of struct kind_fact *, borrowed.
 */
GPtrArray *kinds_facts(struct kinds *kinds);

/* Whether nothing speaks against @fact. */
bool kind_fact_is_proven(const struct kind_fact *fact);

/* "local", "parameter", ... */
const char *kind_role_name(enum kind_role role);

#endif
