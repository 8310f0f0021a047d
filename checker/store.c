// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include <sqlite3.h>

#include "base/error.h"

static const char schema[] =
	"CREATE TABLE chunk(id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT UNIQUE, file TEXT,"
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
	"CREATE TABLE unit(id INTEGER PRIMARY KEY, variant TEXT, file TEXT, key TEXT,"
	" failure TEXT, reached TEXT, UNIQUE(variant, key));"
	"CREATE TABLE unit_chunk(unit INT, seq INT, chunk INT, PRIMARY KEY(unit, seq))"
	" WITHOUT ROWID;"
	"CREATE TABLE unit_error(unit INT, seq INT, text TEXT, PRIMARY KEY(unit, seq))"
	" WITHOUT ROWID;"
	"CREATE TABLE unit_include(unit INT, seq INT, path INT, hash INT,"
	" PRIMARY KEY(unit, seq)) WITHOUT ROWID;"
	"CREATE TABLE path(id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
	"CREATE TABLE judgement(variant TEXT PRIMARY KEY, digest TEXT, findings TEXT);"
	"CREATE TRIGGER forget_unit AFTER DELETE ON unit BEGIN"
	" DELETE FROM unit_chunk WHERE unit = OLD.id;"
	" DELETE FROM unit_error WHERE unit = OLD.id;"
	" DELETE FROM unit_include WHERE unit = OLD.id; END;";

/* Counted up whenever the schema or the meaning of a fact changes. */
#define STORE_VERSION "3"

/* Chunks that no unit has: dropped when they outnumber the others. */
static const char garbage_count[] =
	"SELECT (SELECT count(*) FROM chunk) > 2 * (SELECT count(DISTINCT chunk) FROM unit_chunk)"
	" + 1000";
static const char collect_garbage[] =
	"BEGIN IMMEDIATE;"
	"DELETE FROM chunk WHERE id NOT IN (SELECT chunk FROM unit_chunk);"
	"DELETE FROM value WHERE chunk NOT IN (SELECT id FROM chunk);"
	"DELETE FROM flow WHERE chunk NOT IN (SELECT id FROM chunk);"
	"DELETE FROM use WHERE chunk NOT IN (SELECT id FROM chunk);"
	"DELETE FROM call WHERE chunk NOT IN (SELECT id FROM chunk);"
	"DELETE FROM argument WHERE chunk NOT IN (SELECT id FROM chunk);"
	"COMMIT;";

/* One statement for each line of a chunk's text, and for reading it back. */
enum statement {
	INSERT_VALUE, INSERT_FLOW, INSERT_USE, INSERT_CALL, INSERT_ARGUMENT,
	INSERT_CHUNK, FIND_CHUNK, INSERT_UNIT, INSERT_UNIT_CHUNK, INSERT_UNIT_ERROR,
	INSERT_PATH, INSERT_UNIT_INCLUDE, DELETE_UNIT, FIND_UNIT, SELECT_KEYS,
	SELECT_UNIT_CHUNK, SELECT_UNIT_ERROR, SELECT_UNIT_INCLUDE,
	FIND_JUDGEMENT, INSERT_JUDGEMENT,
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
	[INSERT_UNIT] = "INSERT INTO unit VALUES(NULL,?,?,?,?,?)",
	[INSERT_UNIT_CHUNK] = "INSERT INTO unit_chunk VALUES(?,?,?)",
	[INSERT_UNIT_ERROR] = "INSERT INTO unit_error VALUES(?,?,?)",
	[INSERT_PATH] = "INSERT OR IGNORE INTO path VALUES(NULL,?)",
	[INSERT_UNIT_INCLUDE] = "INSERT INTO unit_include VALUES(?,?,"
				"(SELECT id FROM path WHERE name = ?),?)",
	[DELETE_UNIT] = "DELETE FROM unit WHERE variant = ? AND key = ?",
	[FIND_UNIT] = "SELECT id, failure, reached FROM unit WHERE variant = ? AND key = ?",
	[SELECT_KEYS] = "SELECT key FROM unit WHERE variant = ?",
	[SELECT_UNIT_CHUNK] = "SELECT chunk FROM unit_chunk WHERE unit = ? ORDER BY seq",
	[SELECT_UNIT_ERROR] = "SELECT text FROM unit_error WHERE unit = ? ORDER BY seq",
	[SELECT_UNIT_INCLUDE] = "SELECT path.name, unit_include.hash FROM unit_include"
				" JOIN path ON path.id = path WHERE unit = ? ORDER BY seq",
	[FIND_JUDGEMENT] = "SELECT findings FROM judgement WHERE variant = ? AND digest = ?",
	[INSERT_JUDGEMENT] = "INSERT OR REPLACE INTO judgement VALUES(?,?,?)",
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
	char *path;
	int lock;		/* held shared while the store is open, -1: in memory */
};

/* Another process may be writing a whole variant's facts. */
#define BUSY_MILLISECONDS (10 * 60 * 1000)

static bool fail(struct store *store, GError **error)
{
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot keep facts in %s: %s",
		    store->path ? store->path : "memory", sqlite3_errmsg(store->db));
	return false;
}

static bool execute(struct store *store, const char *sql)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The first column of the first row of @sql as an integer, 0 when there is none. */
static int ask(struct store *store, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int answer = 0;

	if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK &&
	    sqlite3_step(statement) == SQLITE_ROW)
		answer = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	return answer;
}

static bool prepare_all(struct store *store)
{
	for (int i = 0; i < STATEMENT_COUNT; i++)
		if (sqlite3_prepare_v2(store->db, statements[i], -1, &store->statements[i],
				       NULL) != SQLITE_OK)
			return false;
	return true;
}

static void close_database(struct store *store)
{
	for (int i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_finalize(store->statements[i]);
	memset(store->statements, 0, sizeof(store->statements));
	sqlite3_close(store->db);
	store->db = NULL;
}

/* SQLite waits for all but this when somebody else has the database open. */
static bool use_wal(struct store *store)
{
	int code;

	for (int waited = 0; waited < BUSY_MILLISECONDS; waited += 10) {
		code = sqlite3_exec(store->db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
		if (code != SQLITE_BUSY)
			break;
		g_usleep(10 * 1000);
	}
	return code == SQLITE_OK;
}

/* A lost write costs a parse, a torn one is rolled back: no need to wait for the disk. */
static bool open_database(struct store *store)
{
	bool ok = sqlite3_open(store->path ? store->path : ":memory:", &store->db) == SQLITE_OK &&
		sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS) == SQLITE_OK &&
		use_wal(store) && execute(store, "PRAGMA synchronous=OFF; BEGIN IMMEDIATE;");

	if (ok && ask(store, "SELECT count(*) FROM sqlite_master WHERE name = 'chunk'") == 0)
		ok = execute(store, schema) && execute(store, "PRAGMA user_version=" STORE_VERSION);
	ok = ok && execute(store, "COMMIT") &&
		ask(store, "PRAGMA user_version") == atoi(STORE_VERSION);
	return ok && prepare_all(store);
}

static void remove_database(struct store *store)
{
	static const char *const suffixes[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
		g_autofree char *path = g_strconcat(store->path, suffixes[i], NULL);

		remove(path);
	}
}

/*
 * Only while nobody else has the store open may it lose anything.  An exclusive lock is
 * asked for first: flock(2) loses a shared one that cannot be made exclusive.
 */
static bool lock_store(struct store *store, bool *alone)
{
	g_autofree char *path = g_strconcat(store->path, ".lock", NULL);

	store->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (store->lock < 0)
		return false;
	*alone = flock(store->lock, LOCK_EX | LOCK_NB) == 0;
	return *alone || flock(store->lock, LOCK_SH) == 0;
}

static bool open_shared(struct store *store)
{
	bool alone, ok;

	if (!lock_store(store, &alone))
		return false;
	ok = open_database(store);
	if (!alone)
		return ok;
	if (!ok) {		/* of another version, or damaged */
		close_database(store);
		remove_database(store);
		ok = open_database(store);
	} else if (ask(store, garbage_count)) {
		execute(store, collect_garbage);
	}
	flock(store->lock, LOCK_SH);
	return ok;
}

struct store *store_new(const char *path, GError **error)
{
	struct store *store = g_new0(struct store, 1);

	store->path = g_strdup(path);
	store->lock = -1;
	if (path ? open_shared(store) : open_database(store))
		return store;
	fail(store, error);
	store_free(store);
	return NULL;
}

void store_free(struct store *store)
{
	if (!store)
		return;
	close_database(store);
	if (store->lock >= 0)
		close(store->lock);
	g_free(store->path);
	g_free(store);
}

bool store_begin(struct store *store, GError **error)
{
	return execute(store, "BEGIN IMMEDIATE") || fail(store, error);
}

bool store_end(struct store *store, bool keep, GError **error)
{
	if (execute(store, keep ? "COMMIT" : "ROLLBACK"))
		return true;
	fail(store, error);
	execute(store, "ROLLBACK");
	return false;
}

bool store_export(struct store *store, const char *path, GError **error)
{
	g_autofree char *temporary = g_strdup_printf("%s.%d", path, (int)getpid());
	char *sql = sqlite3_mprintf("VACUUM INTO %Q", temporary);
	bool ok;

	remove(temporary);
	ok = execute(store, sql);
	sqlite3_free(sql);
	if (ok && rename(temporary, path) == 0)
		return true;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot write facts to %s: %s", path,
		    ok ? g_strerror(errno) : sqlite3_errmsg(store->db));
	remove(temporary);
	return false;
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

/* -- units --------------------------------------------------------------------------- */

/* Runs @which with (@unit, @seq, ...), whose further columns are bound already. */
static bool add_row(struct store *store, enum statement which, gint64 unit, unsigned int seq,
		    GError **error)
{
	sqlite3_bind_int64(store->statements[which], 1, unit);
	sqlite3_bind_int(store->statements[which], 2, (int)seq);
	return run(store, which, error);
}

static bool add_include(struct store *store, gint64 unit, unsigned int seq, const char *path,
			guint64 hash, GError **error)
{
	bind_text(store->statements[INSERT_PATH], 1, path);
	bind_text(store->statements[INSERT_UNIT_INCLUDE], 3, path);
	sqlite3_bind_int64(store->statements[INSERT_UNIT_INCLUDE], 4, (gint64)hash);
	return run(store, INSERT_PATH, error) &&
		add_row(store, INSERT_UNIT_INCLUDE, unit, seq, error);
}

static bool add_lists(struct store *store, gint64 id, const struct store_unit *unit,
		      GError **error)
{
	bool ok = true;

	for (unsigned int i = 0; ok && i < unit->chunks->len; i++) {
		sqlite3_bind_int64(store->statements[INSERT_UNIT_CHUNK], 3,
				   g_array_index(unit->chunks, gint64, i));
		ok = add_row(store, INSERT_UNIT_CHUNK, id, i, error);
	}
	for (unsigned int i = 0; ok && i < unit->errors->len; i++) {
		bind_text(store->statements[INSERT_UNIT_ERROR], 3,
			  g_ptr_array_index(unit->errors, i));
		ok = add_row(store, INSERT_UNIT_ERROR, id, i, error);
	}
	for (unsigned int i = 0; ok && i < unit->includes->len; i++)
		ok = add_include(store, id, i, g_ptr_array_index(unit->includes, i),
				 g_array_index(unit->hashes, guint64, i), error);
	return ok;
}

static bool delete_unit(struct store *store, const char *variant, const char *key,
			GError **error)
{
	bind_text(store->statements[DELETE_UNIT], 1, variant);
	bind_text(store->statements[DELETE_UNIT], 2, key);
	return run(store, DELETE_UNIT, error);
}

bool store_add_unit(struct store *store, const struct store_unit *unit, GError **error)
{
	sqlite3_stmt *statement = store->statements[INSERT_UNIT];

	bind_text(statement, 1, unit->variant);
	bind_text(statement, 2, unit->file);
	bind_text(statement, 3, unit->key);
	bind_text(statement, 4, unit->failure);
	bind_text(statement, 5, unit->reached);
	return delete_unit(store, unit->variant, unit->key, error) &&
		run(store, INSERT_UNIT, error) &&
		add_lists(store, sqlite3_last_insert_rowid(store->db), unit, error);
}

static void find_lists(struct store *store, gint64 id, struct store_unit *unit)
{
	sqlite3_stmt *row = store->statements[SELECT_UNIT_CHUNK];

	for (sqlite3_bind_int64(row, 1, id); sqlite3_step(row) == SQLITE_ROW;) {
		gint64 chunk = sqlite3_column_int64(row, 0);

		g_array_append_val(unit->chunks, chunk);
	}
	sqlite3_reset(row);
	row = store->statements[SELECT_UNIT_ERROR];
	for (sqlite3_bind_int64(row, 1, id); sqlite3_step(row) == SQLITE_ROW;)
		g_ptr_array_add(unit->errors, g_strdup((const char *)sqlite3_column_text(row, 0)));
	sqlite3_reset(row);
	row = store->statements[SELECT_UNIT_INCLUDE];
	for (sqlite3_bind_int64(row, 1, id); sqlite3_step(row) == SQLITE_ROW;) {
		guint64 hash = (guint64)sqlite3_column_int64(row, 1);
		const char *path = (const char *)sqlite3_column_text(row, 0);

		g_ptr_array_add(unit->includes, (gpointer)g_intern_string(path));
		g_array_append_val(unit->hashes, hash);
	}
	sqlite3_reset(row);
}

bool store_find_unit(struct store *store, const char *variant, const char *key,
		     struct store_unit *unit)
{
	sqlite3_stmt *row = store->statements[FIND_UNIT];
	gint64 id = 0;

	bind_text(row, 1, variant);
	bind_text(row, 2, key);
	if (sqlite3_step(row) == SQLITE_ROW) {
		id = sqlite3_column_int64(row, 0);
		unit->failure = g_strdup((const char *)sqlite3_column_text(row, 1));
		unit->reached = g_strdup((const char *)sqlite3_column_text(row, 2));
	}
	sqlite3_reset(row);
	if (!id)
		return false;
	unit->chunks = g_array_new(FALSE, FALSE, sizeof(gint64));
	unit->errors = g_ptr_array_new_with_free_func(g_free);
	unit->includes = g_ptr_array_new();
	unit->hashes = g_array_new(FALSE, FALSE, sizeof(guint64));
	find_lists(store, id, unit);
	return true;
}

bool store_keep_units(struct store *store, const char *variant, GHashTable *keys,
		      GError **error)
{
	g_autoptr(GPtrArray) old = g_ptr_array_new_with_free_func(g_free);
	sqlite3_stmt *row = store->statements[SELECT_KEYS];
	bool ok = true;

	bind_text(row, 1, variant);
	while (sqlite3_step(row) == SQLITE_ROW) {
		const char *key = (const char *)sqlite3_column_text(row, 0);

		if (!g_hash_table_contains(keys, key))
			g_ptr_array_add(old, g_strdup(key));
	}
	sqlite3_reset(row);
	for (unsigned int i = 0; ok && i < old->len; i++)
		ok = delete_unit(store, variant, g_ptr_array_index(old, i), error);
	return ok;
}

char *store_find_judgement(struct store *store, const char *variant, const char *digest)
{
	sqlite3_stmt *row = store->statements[FIND_JUDGEMENT];
	char *findings = NULL;

	bind_text(row, 1, variant);
	bind_text(row, 2, digest);
	if (sqlite3_step(row) == SQLITE_ROW)
		findings = g_strdup((const char *)sqlite3_column_text(row, 0));
	sqlite3_reset(row);
	return findings;
}

bool store_add_judgement(struct store *store, const char *variant, const char *digest,
			 const char *findings, GError **error)
{
	bind_text(store->statements[INSERT_JUDGEMENT], 1, variant);
	bind_text(store->statements[INSERT_JUDGEMENT], 2, digest);
	bind_text(store->statements[INSERT_JUDGEMENT], 3, findings);
	return run(store, INSERT_JUDGEMENT, error);
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
