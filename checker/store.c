// SPDX-License-Identifier: GPL-2.0-or-later
/* The database: who has it open, what becomes of a damaged one. */
#include "checker/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/error.h"
#include "base/janitor.h"

static const char schema[] =
	"CREATE TABLE chunk(id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT UNIQUE, text TEXT,"
	" sum INT);"
	"CREATE TABLE unit(id INTEGER PRIMARY KEY, variant TEXT, file TEXT, key TEXT,"
	" failure TEXT, reached TEXT, sum INT, UNIQUE(variant, key));"
	"CREATE TABLE unit_chunk(unit INT, seq INT, chunk INT, PRIMARY KEY(unit, seq))"
	" WITHOUT ROWID;"
	"CREATE TABLE unit_error(unit INT, seq INT, text TEXT, PRIMARY KEY(unit, seq))"
	" WITHOUT ROWID;"
	"CREATE TABLE unit_include(unit INT, seq INT, path INT, hash INT,"
	" PRIMARY KEY(unit, seq)) WITHOUT ROWID;"
	"CREATE TABLE path(id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
	"CREATE TABLE judgement(variant TEXT PRIMARY KEY, digest TEXT, findings TEXT, sum INT);"
	"CREATE TRIGGER forget_unit AFTER DELETE ON unit BEGIN"
	" DELETE FROM unit_chunk WHERE unit = OLD.id;"
	" DELETE FROM unit_error WHERE unit = OLD.id;"
	" DELETE FROM unit_include WHERE unit = OLD.id; END;";

/*
 * For people with queries of their own: the lines of chunks, and each kind of them as a table.
 * In JSON a field's end is \\t and a line's is \\n.
 */
#define VIEW(name, letter, columns) \
	"CREATE VIEW " name " AS SELECT chunk, seq" columns \
	" FROM line WHERE fields->>0 = '" letter "';"
#define TEXT(field, name) ", fields->>" field " AS " name
#define NUMBER(field, name) ", CAST(fields->>" field " AS INT) AS " name
static const char views[] =
	"CREATE VIEW line AS SELECT chunk.id AS chunk, json_each.key AS seq,"
	" '[' || replace(json_quote(json_each.value), '\\t', '\",\"') || ']' AS fields FROM chunk,"
	" json_each('[' || replace(json_quote(chunk.text), '\\n', '\",\"') || ']');"
	VIEW("function", "F", TEXT("1", "file") TEXT("2", "name") TEXT("3", "label")
	     NUMBER("4", "line"))
	VIEW("value", "N", NUMBER("1", "id") TEXT("2", "key") TEXT("3", "name")
	     TEXT("4", "type") TEXT("5", "canonical") NUMBER("6", "line") NUMBER("7", "col")
	     TEXT("8", "flags"))
	VIEW("flow", "E", NUMBER("1", "src") NUMBER("2", "dst") NUMBER("3", "line")
	     NUMBER("4", "col") TEXT("5", "note"))
	VIEW("use", "U", NUMBER("1", "base") NUMBER("2", "result") TEXT("3", "record")
	     TEXT("4", "member") TEXT("5", "how") NUMBER("6", "line") NUMBER("7", "col")
	     TEXT("8", "macro"))
	VIEW("call", "C", NUMBER("1", "id") NUMBER("2", "callee") NUMBER("3", "result")
	     NUMBER("4", "line") NUMBER("5", "col") TEXT("6", "name") TEXT("7", "macro"))
	VIEW("argument", "A", NUMBER("1", "call") NUMBER("2", "position") NUMBER("3", "value"))
	VIEW("number", "K", NUMBER("1", "call") NUMBER("2", "position") TEXT("3", "value"))
	VIEW("course", "O", TEXT("1", "text"));
#undef NUMBER
#undef TEXT
#undef VIEW

/* Chunks that no unit has: dropped when they outnumber the others. */
static const char garbage_count[] =
	"SELECT (SELECT count(*) FROM chunk) > 2 * (SELECT count(DISTINCT chunk) FROM unit_chunk)"
	" + 1000";
static const char collect_garbage[] =
	"BEGIN IMMEDIATE;"
	"DELETE FROM chunk WHERE id NOT IN (SELECT chunk FROM unit_chunk);"
	"COMMIT;";

static const char *const statements[STATEMENT_COUNT] = {
	[INSERT_CHUNK] = "INSERT INTO chunk VALUES(NULL,?,?,?)",
	[SELECT_CHUNK] = "SELECT text, sum FROM chunk WHERE id = ?",
	[FIND_CHUNK] = "SELECT id FROM chunk WHERE hash = ?",
	[INSERT_UNIT] = "INSERT INTO unit VALUES(NULL,?,?,?,?,?,?)",
	[INSERT_UNIT_CHUNK] = "INSERT INTO unit_chunk VALUES(?,?,?)",
	[INSERT_UNIT_ERROR] = "INSERT INTO unit_error VALUES(?,?,?)",
	[INSERT_PATH] = "INSERT OR IGNORE INTO path VALUES(NULL,?)",
	[INSERT_UNIT_INCLUDE] = "INSERT INTO unit_include VALUES(?,?,"
				"(SELECT id FROM path WHERE name = ?),?)",
	[DELETE_UNIT] = "DELETE FROM unit WHERE variant = ? AND key = ?",
	[FIND_UNIT] = "SELECT id, failure, reached, sum FROM unit WHERE variant = ? AND key = ?",
	[SELECT_KEYS] = "SELECT key FROM unit WHERE variant = ?",
	[SELECT_UNIT_CHUNK] = "SELECT chunk FROM unit_chunk WHERE unit = ? ORDER BY seq",
	[SELECT_UNIT_ERROR] = "SELECT text FROM unit_error WHERE unit = ? ORDER BY seq",
	[SELECT_UNIT_INCLUDE] = "SELECT path.name, unit_include.hash FROM unit_include"
				" JOIN path ON path.id = path WHERE unit = ? ORDER BY seq",
	[FIND_JUDGEMENT] = "SELECT findings, sum FROM judgement WHERE variant = ? AND digest = ?",
	[INSERT_JUDGEMENT] = "INSERT OR REPLACE INTO judgement VALUES(?,?,?,?)",
};

/* Another process may be writing a whole variant's facts. */
#define BUSY_MILLISECONDS (10 * 60 * 1000)

/* -- errors ------------------------------------------------------------------------- */

/* A constraint that does not hold is of an index that does not fit its table. */
static bool is_damage(int code)
{
	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_CONSTRAINT;
}

bool store_fail(struct store *store, GError **error)
{
	bool damaged = is_damage(sqlite3_errcode(store->db));

	g_set_error(error, PTDESC_ERROR, damaged ? PTDESC_ERROR_DAMAGED : PTDESC_ERROR_INTERNAL,
		    "cannot keep facts in %s: %s", store->path ? store->path : "memory",
		    sqlite3_errmsg(store->db));
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

void store_bind(sqlite3_stmt *statement, int index, const char *text)
{
	sqlite3_bind_text(statement, index, text, -1, SQLITE_TRANSIENT);
}

bool store_run(struct store *store, enum statement which, GError **error)
{
	sqlite3_stmt *statement = store->statements[which];
	int code = sqlite3_step(statement);

	sqlite3_reset(statement);
	return code == SQLITE_DONE || store_fail(store, error);
}

guint64 store_sum_text(guint64 sum, const char *text)
{
	return text ? XXH3_64bits_withSeed(text, strlen(text) + 1, sum) : store_sum_number(sum, 0);
}

guint64 store_sum_number(guint64 sum, gint64 number)
{
	return XXH3_64bits_withSeed(&number, sizeof(number), sum);
}

/* -- opening ------------------------------------------------------------------------ */

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

/*
 * A lost write costs a parse, a torn one is rolled back: no need to wait for the disk.
 * False, with *@damaged when the file is not one of ours.
 */
static bool open_database(struct store *store, bool *damaged)
{
	const char *path = store->path ? store->path : ":memory:";
	bool ok;

	/* Counting what memory it takes costs a lock each time; later calls change nothing. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	ok = sqlite3_open(path, &store->db) == SQLITE_OK &&
		sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS) == SQLITE_OK &&
		use_wal(store) && execute(store, "PRAGMA synchronous=OFF; BEGIN IMMEDIATE;");

	if (ok && ask(store, "SELECT count(*) FROM sqlite_master") == 0)
		ok = execute(store, schema) && execute(store, views) &&
		     execute(store, "PRAGMA user_version=" STORE_FORMAT);
	ok = ok && execute(store, "COMMIT");
	*damaged = !ok && is_damage(sqlite3_errcode(store->db));
	if (!ok)
		return false;
	*damaged = ask(store, "PRAGMA user_version") != atoi(STORE_FORMAT) || !prepare_all(store);
	return !*damaged;
}

/* Whether @path is there and not for us to open, whoever made it so. */
static bool is_locked_away(const char *path)
{
	return access(path, F_OK) == 0 && access(path, R_OK | W_OK) < 0 && errno == EACCES;
}

static void remove_database(const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
		g_autofree char *file = g_strconcat(path, suffixes[i], NULL);

		unlink(file);
	}
}

static int open_lock(const char *path)
{
	g_autofree char *name = g_strconcat(path, ".lock", NULL);

	return open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
}

static bool lock_file(int fd, int how)
{
	int status;

	do
		status = flock(fd, how);
	while (status < 0 && errno == EINTR);
	return status == 0;
}

/*
 * Only while nobody else has the store open may it lose anything.  An exclusive lock is
 * asked for first: flock(2) loses a shared one that cannot be made exclusive.
 */
static bool lock_store(struct store *store, bool *alone, GError **error)
{
	*alone = false;
	store->lock = open_lock(store->path);
	if (store->lock >= 0)
		*alone = lock_file(store->lock, LOCK_EX | LOCK_NB);
	if (store->lock >= 0 && (*alone || lock_file(store->lock, LOCK_SH)))
		return true;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot lock %s.lock: %s",
		    store->path, g_strerror(errno));
	return false;
}

static void collect(struct store *store)
{
	if (ask(store, garbage_count) && !execute(store, collect_garbage))
		execute(store, "ROLLBACK");
}

/*
 * Instead of a damaged one.  While others have that open, whose end would be mistaken for
 * ours, facts are kept in memory for this once.
 */
static bool open_anew(struct store *store, bool alone)
{
	bool damaged;

	close_database(store);
	if (alone)
		remove_database(store->path);
	else
		g_clear_pointer(&store->path, g_free);
	return open_database(store, &damaged);
}

static bool open_shared(struct store *store, GError **error)
{
	bool alone, damaged, ok;

	if (!lock_store(store, &alone, error))
		return false;
	ok = open_database(store, &damaged);
	if (!ok && (damaged || (alone && is_locked_away(store->path))))
		ok = open_anew(store, alone);
	else if (ok && alone)
		collect(store);
	if (!ok)
		store_fail(store, error);
	else if (alone)
		lock_file(store->lock, LOCK_SH);
	return ok;
}

struct store *store_new(const char *path, GError **error)
{
	struct store *store = g_new0(struct store, 1);
	bool damaged;

	store->path = g_strdup(path);
	store->lock = -1;
	store->lines = g_ptr_array_new();
	if (path ? open_shared(store, error) :
		   open_database(store, &damaged) || store_fail(store, error))
		return store;
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
	g_ptr_array_unref(store->lines);
	g_free(store->path);
	g_free(store);
}

bool store_renew(struct store *store, GError **error)
{
	bool alone = store->path && lock_file(store->lock, LOCK_EX | LOCK_NB);
	bool ok = open_anew(store, alone) || store_fail(store, error);

	if (alone)
		lock_file(store->lock, LOCK_SH);
	return ok;
}

void store_remove_unused(const char *path)
{
	int lock = open_lock(path);

	if (lock >= 0 && lock_file(lock, LOCK_EX | LOCK_NB))
		remove_database(path);
	if (lock >= 0)
		close(lock);
}

bool store_begin(struct store *store, GError **error)
{
	return execute(store, "BEGIN IMMEDIATE") || store_fail(store, error);
}

bool store_end(struct store *store, bool keep, GError **error)
{
	if (execute(store, keep ? "COMMIT" : "ROLLBACK"))
		return true;
	store_fail(store, error);
	execute(store, "ROLLBACK");
	return false;
}

bool store_export(struct store *store, const char *path, GError **error)
{
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);
	g_autofree char *temporary = g_strdup_printf("%s.%d", absolute, (int)getpid());
	g_autofree char *journal = g_strconcat(temporary, "-journal", NULL);
	char *sql = sqlite3_mprintf("VACUUM INTO %Q", temporary);
	bool ok;

	janitor_note_path(journal);
	janitor_note_path(temporary);
	remove(temporary);
	ok = execute(store, sql);
	sqlite3_free(sql);
	if (!ok || rename(temporary, absolute) < 0) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot write facts to %s: %s",
			    path, ok ? g_strerror(errno) : sqlite3_errmsg(store->db));
		remove(temporary);
		remove(journal);
		ok = false;
	}
	janitor_forget_path(temporary);
	janitor_forget_path(journal);
	return ok;
}
