// SPDX-License-Identifier: GPL-2.0-or-later
/* What is remembered of units and variants. */
#include "checker/store_private.h"

#include <string.h>

/* Of all that @unit is. */
static guint64 sum_of(const struct store_unit *unit)
{
	const char *const texts[] = { unit->variant, unit->key, unit->failure, unit->reached };
	guint64 sum = 0;

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		sum = store_sum_text(sum, texts[i]);
	for (unsigned int i = 0; i < unit->chunks->len; i++)
		sum = store_sum_number(sum, g_array_index(unit->chunks, gint64, i));
	for (unsigned int i = 0; i < unit->errors->len; i++)
		sum = store_sum_text(sum, g_ptr_array_index(unit->errors, i));
	for (unsigned int i = 0; i < unit->includes->len; i++) {
		sum = store_sum_text(sum, g_ptr_array_index(unit->includes, i));
		sum = store_sum_number(sum, (gint64)g_array_index(unit->hashes, guint64, i));
	}
	return sum;
}

/* Runs @which with (@unit, @seq, ...), whose further columns are bound already. */
static bool add_row(struct store *store, enum statement which, gint64 unit, unsigned int seq,
		    GError **error)
{
	sqlite3_bind_int64(store->statements[which], 1, unit);
	sqlite3_bind_int(store->statements[which], 2, (int)seq);
	return store_run(store, which, error);
}

static bool add_include(struct store *store, gint64 unit, unsigned int seq, const char *path,
			guint64 hash, GError **error)
{
	store_bind(store->statements[INSERT_PATH], 1, path);
	store_bind(store->statements[INSERT_UNIT_INCLUDE], 3, path);
	sqlite3_bind_int64(store->statements[INSERT_UNIT_INCLUDE], 4, (gint64)hash);
	return store_run(store, INSERT_PATH, error) &&
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
		store_bind(store->statements[INSERT_UNIT_ERROR], 3,
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
	store_bind(store->statements[DELETE_UNIT], 1, variant);
	store_bind(store->statements[DELETE_UNIT], 2, key);
	return store_run(store, DELETE_UNIT, error);
}

bool store_add_unit(struct store *store, const struct store_unit *unit, GError **error)
{
	sqlite3_stmt *statement = store->statements[INSERT_UNIT];

	store_bind(statement, 1, unit->variant);
	store_bind(statement, 2, unit->file);
	store_bind(statement, 3, unit->key);
	store_bind(statement, 4, unit->failure);
	store_bind(statement, 5, unit->reached);
	sqlite3_bind_int64(statement, 6, (gint64)sum_of(unit));
	return delete_unit(store, unit->variant, unit->key, error) &&
		store_run(store, INSERT_UNIT, error) &&
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
	guint64 sum = 0;
	gint64 id = 0;

	unit->variant = variant;
	unit->key = key;
	store_bind(row, 1, variant);
	store_bind(row, 2, key);
	if (sqlite3_step(row) == SQLITE_ROW) {
		id = sqlite3_column_int64(row, 0);
		unit->failure = g_strdup((const char *)sqlite3_column_text(row, 1));
		unit->reached = g_strdup((const char *)sqlite3_column_text(row, 2));
		sum = (guint64)sqlite3_column_int64(row, 3);
	}
	sqlite3_reset(row);
	if (!id)
		return false;
	unit->chunks = g_array_new(FALSE, FALSE, sizeof(gint64));
	unit->errors = g_ptr_array_new_with_free_func(g_free);
	unit->includes = g_ptr_array_new();
	unit->hashes = g_array_new(FALSE, FALSE, sizeof(guint64));
	find_lists(store, id, unit);
	if (unit->hashes->len == unit->includes->len && sum_of(unit) == sum)
		return true;
	store_clear_unit(unit);
	return false;
}

void store_clear_unit(struct store_unit *unit)
{
	g_clear_pointer(&unit->chunks, g_array_unref);
	g_clear_pointer(&unit->errors, g_ptr_array_unref);
	g_clear_pointer(&unit->includes, g_ptr_array_unref);
	g_clear_pointer(&unit->hashes, g_array_unref);
	g_clear_pointer(&unit->failure, g_free);
	g_clear_pointer(&unit->reached, g_free);
}

bool store_keep_units(struct store *store, const char *variant, GHashTable *keys,
		      GError **error)
{
	g_autoptr(GPtrArray) old = g_ptr_array_new_with_free_func(g_free);
	sqlite3_stmt *row = store->statements[SELECT_KEYS];
	bool ok = true;

	store_bind(row, 1, variant);
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

static guint64 sum_of_judgement(const char *variant, const char *digest, const char *findings)
{
	return store_sum_text(store_sum_text(store_sum_text(0, variant), digest), findings);
}

char *store_find_judgement(struct store *store, const char *variant, const char *digest)
{
	sqlite3_stmt *row = store->statements[FIND_JUDGEMENT];
	g_autofree char *findings = NULL;
	guint64 sum = 0;

	store_bind(row, 1, variant);
	store_bind(row, 2, digest);
	if (sqlite3_step(row) == SQLITE_ROW) {
		findings = g_strdup((const char *)sqlite3_column_text(row, 0));
		sum = (guint64)sqlite3_column_int64(row, 1);
	}
	sqlite3_reset(row);
	if (findings && sum_of_judgement(variant, digest, findings) != sum)
		g_clear_pointer(&findings, g_free);
	return g_steal_pointer(&findings);
}

bool store_add_judgement(struct store *store, const char *variant, const char *digest,
			 const char *findings, GError **error)
{
	store_bind(store->statements[INSERT_JUDGEMENT], 1, variant);
	store_bind(store->statements[INSERT_JUDGEMENT], 2, digest);
	store_bind(store->statements[INSERT_JUDGEMENT], 3, findings);
	sqlite3_bind_int64(store->statements[INSERT_JUDGEMENT], 4,
			   (gint64)sum_of_judgement(variant, digest, findings));
	return store_run(store, INSERT_JUDGEMENT, error);
}
