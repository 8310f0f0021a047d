// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sqlite3.h>

#include "base/error.h"

static const char schema[] =
	"CREATE TABLE chunk(id INTEGER PRIMARY KEY, hash TEXT UNIQUE, file TEXT,"
	" function TEXT, label TEXT, line INT);"
	"CREATE TABLE value(chunk INT, id INT, key TEXT, name TEXT, type TEXT, canonical TEXT,"
	" line INT, col INT, flags TEXT, PRIMARY KEY(chunk, id)) WITHOUT ROWID;"
	"CREATE TABLE flow(chunk INT, seq INT, src INT, dst INT, line INT, col INT, note TEXT,"
	" PRIMARY KEY(chunk, seq)) WITHOUT ROWID;"
	"CREATE TABLE use(chunk INT, seq INT, base INT, result INT, record TEXT, member TEXT,"
	" how TEXT, line INT, col INT, macro TEXT, PRIMARY KEY(chunk, seq)) WITHOUT ROWID;"
	"CREATE TABLE call(chunk INT, id INT, callee INT, result INT, line INT, col INT,"
	" name TEXT, macro TEXT, PRIMARY KEY(chunk, id)) WITHOUT ROWID;"
	"CREATE TABLE argument(chunk INT, call INT, position INT, seq INT, value INT,"
	" PRIMARY KEY(chunk, call, position, seq)) WITHOUT ROWID;"
	"CREATE TABLE variant(id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
	"CREATE TABLE unit(id INTEGER PRIMARY KEY, variant INT, file TEXT, failure TEXT);"
	"CREATE TABLE unit_chunk(unit INT, seq INT, chunk INT, PRIMARY KEY(unit, seq))"
	" WITHOUT ROWID;"
	"CREATE TABLE unit_error(unit INT, seq INT, text TEXT, PRIMARY KEY(unit, seq))"
	" WITHOUT ROWID;";

/* One statement for each line of a chunk's text, and for reading it back. */
enum statement {
	INSERT_VALUE, INSERT_FLOW, INSERT_USE, INSERT_CALL, INSERT_ARGUMENT,
	INSERT_CHUNK, FIND_CHUNK, INSERT_VARIANT, INSERT_UNIT, INSERT_UNIT_CHUNK,
	INSERT_UNIT_ERROR,
	SELECT_CHUNK, SELECT_VALUE, SELECT_FLOW, SELECT_USE, SELECT_CALL, SELECT_ARGUMENT,
	STATEMENT_COUNT
};

static const char *const statements[STATEMENT_COUNT] = {
	[INSERT_VALUE] = "INSERT INTO value VALUES(?,?,?,?,?,?,?,?,?)",
	[INSERT_FLOW] = "INSERT INTO flow VALUES(?,?,?,?,?,?,?)",
	[INSERT_USE] = "INSERT INTO use VALUES(?,?,?,?,?,?,?,?,?,?)",
	[INSERT_CALL] = "INSERT INTO call VALUES(?,?,?,?,?,?,?,?)",
	[INSERT_ARGUMENT] = "INSERT INTO argument VALUES(?,?,?,?,?)",
	[INSERT_CHUNK] = "INSERT INTO chunk VALUES(NULL,?,?,?,?,?)",
	[FIND_CHUNK] = "SELECT id FROM chunk WHERE hash = ?",
	[INSERT_VARIANT] = "INSERT OR IGNORE INTO variant VALUES(NULL,?)",
	[INSERT_UNIT] = "INSERT INTO unit VALUES(NULL,"
			"(SELECT id FROM variant WHERE name = ?),?,?)",
	[INSERT_UNIT_CHUNK] = "INSERT INTO unit_chunk VALUES(?,?,?)",
	[INSERT_UNIT_ERROR] = "INSERT INTO unit_error VALUES(?,?,?)",
	[SELECT_CHUNK] = "SELECT file, function, label, line FROM chunk WHERE id = ?",
	[SELECT_VALUE] = "SELECT id, key, name, type, canonical, line, col, flags FROM value"
			 " WHERE chunk = ? ORDER BY id",
	[SELECT_FLOW] = "SELECT src, dst, line, col, note FROM flow WHERE chunk = ?"
			" ORDER BY seq",
	[SELECT_USE] = "SELECT base, result, record, member, how, line, col, macro FROM use"
		       " WHERE chunk = ? ORDER BY seq",
	[SELECT_CALL] = "SELECT id, callee, result, line, col, name, macro FROM call WHERE chunk = ?"
			" ORDER BY id",
	[SELECT_ARGUMENT] = "SELECT call, position, value FROM argument WHERE chunk = ?"
			    " ORDER BY call, position, seq",
};

struct store {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENT_COUNT];
	char *path, *temporary;
};

static bool fail(struct store *store, GError **error)
{
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot store facts in %s: %s",
		    store->temporary ? store->temporary : "memory", sqlite3_errmsg(store->db));
	return false;
}

static bool prepare_all(struct store *store)
{
	for (int i = 0; i < STATEMENT_COUNT; i++)
		if (sqlite3_prepare_v2(store->db, statements[i], -1, &store->statements[i],
				       NULL) != SQLITE_OK)
			return false;
	return true;
}

struct store *store_new(const char *path, GError **error)
{
	struct store *store = g_new0(struct store, 1);

	store->path = g_strdup(path);
	if (path) {
		store->temporary = g_strdup_printf("%s.%d", path, (int)getpid());
		remove(store->temporary);
	}
	/* Until store_finish() nobody else reads it and a crash may lose it. */
	if (sqlite3_open(path ? store->temporary : ":memory:", &store->db) == SQLITE_OK &&
	    sqlite3_exec(store->db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
			 "PRAGMA locking_mode=EXCLUSIVE; BEGIN;", NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_exec(store->db, schema, NULL, NULL, NULL) == SQLITE_OK &&
	    prepare_all(store))
		return store;
	fail(store, error);
	store_free(store);
	return NULL;
}

void store_free(struct store *store)
{
	if (!store)
		return;
	for (int i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(store->statements[i]);
	sqlite3_close(store->db);
	if (store->temporary)
		remove(store->temporary);
	g_free(store->temporary);
	g_free(store->path);
	g_free(store);
}

bool store_finish(struct store *store, GError **error)
{
	if (sqlite3_exec(store->db, "COMMIT; BEGIN;", NULL, NULL, NULL) != SQLITE_OK)
		return fail(store, error);
	if (store->temporary && rename(store->temporary, store->path) < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
			    "cannot rename %s to %s: %m", store->temporary, store->path);
		return false;
	}
	g_clear_pointer(&store->temporary, g_free);
	return true;
}

/* -- writing ------------------------------------------------------------------------ */

static void bind_text(sqlite3_stmt *statement, int index, const char *text)
{
	sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT);
}

static bool run(struct store *store, enum statement which, GError **error)
{
	sqlite3_stmt *statement = store->statements[which];
	int code = sqlite3_step(statement);

	sqlite3_reset(statement);
	return code == SQLITE_DONE || fail(store, error);
}

gint64 store_find_chunk(struct store *store, const char *hash)
{
	sqlite3_stmt *statement = store->statements[FIND_CHUNK];
	gint64 id = 0;

	bind_text(statement, 1, hash);
	if (sqlite3_step(statement) == SQLITE_ROW)
		id = sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return id;
}

/* The table of each kind of line: which statement, and whether rows are numbered by us. */
static const struct line_kind {
	char letter;
	enum statement statement;
	int fields;
	int number_at;		/* column that counts the lines of this kind, 0: none */
} line_kinds[] = {
	{ 'N', INSERT_VALUE, 8, 0 },
	{ 'E', INSERT_FLOW, 5, 2 },
	{ 'U', INSERT_USE, 8, 2 },
	{ 'C', INSERT_CALL, 7, 0 },
	{ 'A', INSERT_ARGUMENT, 3, 4 },
};

/*
 * Binds the tab-separated @fields after the chunk's id.  SQLite's column affinity
 * turns the numbers into numbers.
 */
static bool insert_line(struct store *store, const struct line_kind *kind, gint64 chunk,
			int number, char *fields, GError **error)
{
	sqlite3_stmt *statement = store->statements[kind->statement];
	int column = 2;

	sqlite3_bind_int64(statement, 1, chunk);
	for (int i = 0; i < kind->fields; i++) {
		char *end = strchr(fields, '\t');

		if (kind->number_at == column)
			sqlite3_bind_int(statement, column++, number);
		if (end)
			*end = '\0';
		bind_text(statement, column++, fields);
		fields = end ? end + 1 : fields + strlen(fields);
	}
	return run(store, kind->statement, error);
}

static gint64 insert_header(struct store *store, const char *hash, const char *line,
			    GError **error)
{
	g_auto(GStrv) fields = g_strsplit(line, "\t", 5);
	sqlite3_stmt *statement = store->statements[INSERT_CHUNK];

	if (g_strv_length(fields) != 5) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "malformed facts: %s", line);
		return 0;
	}
	bind_text(statement, 1, hash);
	for (int i = 1; i < 5; i++)
		bind_text(statement, i + 1, fields[i]);
	return run(store, INSERT_CHUNK, error) ? sqlite3_last_insert_rowid(store->db) : 0;
}

/* SQLite wants the argument's columns as (call, position, seq, value). */
gint64 store_add_chunk(struct store *store, const char *hash, const char *text,
		       GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	int numbers[G_N_ELEMENTS(line_kinds)] = { 0 };
	gint64 chunk = insert_header(store, hash, lines[0], error);

	for (char **line = lines + 1; chunk && *line; line++)
		for (size_t k = 0; k < G_N_ELEMENTS(line_kinds); k++)
			if (**line == line_kinds[k].letter &&
			    !insert_line(store, &line_kinds[k], chunk, numbers[k]++, *line + 2, error))
				return 0;
	return chunk;
}

static bool add_list(struct store *store, gint64 unit, const GArray *chunks,
		     const GPtrArray *errors, GError **error)
{
	sqlite3_stmt *statement = store->statements[INSERT_UNIT_CHUNK];

	for (unsigned int i = 0; i < chunks->len; i++) {
		sqlite3_bind_int64(statement, 1, unit);
		sqlite3_bind_int(statement, 2, (int)i);
		sqlite3_bind_int64(statement, 3, g_array_index(chunks, gint64, i));
		if (!run(store, INSERT_UNIT_CHUNK, error))
			return false;
	}
	statement = store->statements[INSERT_UNIT_ERROR];
	for (unsigned int i = 0; i < errors->len; i++) {
		sqlite3_bind_int64(statement, 1, unit);
		sqlite3_bind_int(statement, 2, (int)i);
		bind_text(statement, 3, g_ptr_array_index(errors, i));
		if (!run(store, INSERT_UNIT_ERROR, error))
			return false;
	}
	return true;
}

bool store_add_unit(struct store *store, const char *variant, const char *file,
		    const char *failure, const GArray *chunks, const GPtrArray *errors,
		    GError **error)
{
	bind_text(store->statements[INSERT_VARIANT], 1, variant);
	if (!run(store, INSERT_VARIANT, error))
		return false;
	bind_text(store->statements[INSERT_UNIT], 1, variant);
	bind_text(store->statements[INSERT_UNIT], 2, file);
	bind_text(store->statements[INSERT_UNIT], 3, failure);
	if (!run(store, INSERT_UNIT, error))
		return false;
	return add_list(store, sqlite3_last_insert_rowid(store->db), chunks, errors, error);
}

/* -- reading ------------------------------------------------------------------------ */

struct load {
	const struct store_visitor *visitor;
	void *data;
	sqlite3_stmt *row;
};

static const char *text_at(const struct load *load, int column)
{
	const char *text = (const char *)sqlite3_column_text(load->row, column);

	return text ? text : "";
}

static int int_at(const struct load *load, int column)
{
	return sqlite3_column_int(load->row, column);
}

static unsigned int count_at(const struct load *load, int column)
{
	return (unsigned int)int_at(load, column);
}

static void read_chunk(const struct load *load)
{
	load->visitor->chunk(load->data, text_at(load, 0), text_at(load, 1), text_at(load, 2),
			     count_at(load, 3));
}

static void read_value(const struct load *load)
{
	load->visitor->value(load->data, int_at(load, 0), text_at(load, 1), text_at(load, 2),
			     text_at(load, 3), text_at(load, 4), count_at(load, 5),
			     count_at(load, 6), text_at(load, 7));
}

static void read_flow(const struct load *load)
{
	load->visitor->flow(load->data, int_at(load, 0), int_at(load, 1), count_at(load, 2),
			    count_at(load, 3), text_at(load, 4));
}

static void read_use(const struct load *load)
{
	load->visitor->use(load->data, int_at(load, 0), int_at(load, 1), text_at(load, 2),
			   text_at(load, 3), *text_at(load, 4), count_at(load, 5),
			   count_at(load, 6), text_at(load, 7));
}

static void read_call(const struct load *load)
{
	load->visitor->call(load->data, int_at(load, 0), int_at(load, 1), int_at(load, 2),
			    count_at(load, 3), count_at(load, 4), text_at(load, 5),
			    text_at(load, 6));
}

static void read_argument(const struct load *load)
{
	load->visitor->argument(load->data, int_at(load, 0), count_at(load, 1), int_at(load, 2));
}

static const struct {
	enum statement statement;
	void (*read)(const struct load *load);
} readers[] = {
	{ SELECT_CHUNK, read_chunk }, { SELECT_VALUE, read_value }, { SELECT_FLOW, read_flow },
	{ SELECT_USE, read_use }, { SELECT_CALL, read_call }, { SELECT_ARGUMENT, read_argument },
};

bool store_load(struct store *store, gint64 id, const struct store_visitor *visitor,
		void *data, GError **error)
{
	struct load load = { .visitor = visitor, .data = data };

	for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
		int code;

		load.row = store->statements[readers[i].statement];
		sqlite3_bind_int64(load.row, 1, id);
		while ((code = sqlite3_step(load.row)) == SQLITE_ROW)
			readers[i].read(&load);
		sqlite3_reset(load.row);
		if (code != SQLITE_DONE)
			return fail(store, error);
	}
	return true;
}
