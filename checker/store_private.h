/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CHECKER_STORE_PRIVATE_H
#define PTDESC_CHECKER_STORE_PRIVATE_H

#include <sqlite3.h>
#include "checker/store.h"

/*
 * What the files of the store share: store.c has the database, store_chunk.c the facts,
 * store_unit.c what is remembered of units and variants.
 *
 * Whatever is read back has a sum beside it, for SQLite notices damage to its own
 * structure only.
 */

enum statement {
	INSERT_VALUE, INSERT_FLOW, INSERT_USE, INSERT_CALL, INSERT_ARGUMENT,
	INSERT_COURSE, INSERT_CHUNK, FINISH_CHUNK, FIND_CHUNK, INSERT_UNIT, INSERT_UNIT_CHUNK,
	INSERT_UNIT_ERROR, INSERT_PATH, INSERT_UNIT_INCLUDE, DELETE_UNIT, FIND_UNIT,
	SELECT_KEYS, SELECT_UNIT_CHUNK, SELECT_UNIT_ERROR, SELECT_UNIT_INCLUDE,
	FIND_JUDGEMENT, INSERT_JUDGEMENT,
	SELECT_CHUNK, SELECT_VALUE, SELECT_FLOW, SELECT_USE, SELECT_CALL, SELECT_ARGUMENT,
	SELECT_COURSE,
	STATEMENT_COUNT
};

/* A column of a row: a number, or where among the texts its text begins. */
union store_cell {
	gint64 number;
	gsize text;
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENT_COUNT];
	char *path;		/* NULL: in memory */
	int lock;		/* held shared while the store is open, -1: in memory */
	GArray *cells;		/* of union store_cell, of the chunk that is being read */
	GString *texts;		/* the same */
};

/* False, with what SQLite said last; PTDESC_ERROR_DAMAGED where it blames the file. */
bool store_fail(struct store *store, GError **error);

/* Runs a statement that gives no row and whose parameters are bound. */
bool store_run(struct store *store, enum statement which, GError **error);

/* Binds a copy of @text. */
void store_bind(sqlite3_stmt *statement, int index, const char *text);

/* @sum with @text, or with @number, added to it. */
guint64 store_sum_text(guint64 sum, const char *text);
guint64 store_sum_number(guint64 sum, gint64 number);

#endif
