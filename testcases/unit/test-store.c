// SPDX-License-Identifier: GPL-2.0-or-later
/* Facts: written as a chunk, kept in the store, read back the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scratch.h"
#include "checker/chunk.h"
#include "checker/store.h"

/* -- a chunk's text again, from what the store says ---------------------------------------- */

static void write_chunk(void *data, const char *file, const char *function, const char *label,
			unsigned int line)
{
	g_string_append_printf(data, "F\t%s\t%s\t%s\t%u\n", file, function, label, line);
}

static void write_value(void *data, int id, const char *key, const char *name,
			const char *type, const char *canonical, unsigned int line,
			unsigned int column, const char *flags)
{
	g_string_append_printf(data, "N\t%d\t%s\t%s\t%s\t%s\t%u\t%u\t%s\n", id, key, name, type,
			       canonical, line, column, flags);
}

static void write_flow(void *data, int source, int target, unsigned int line,
		       unsigned int column, const char *note)
{
	g_string_append_printf(data, "E\t%d\t%d\t%u\t%u\t%s\n", source, target, line, column, note);
}

static void write_use(void *data, int base, int result, const char *record,
		      const char *member, char how, unsigned int line, unsigned int column,
		      const char *macro)
{
	g_string_append_printf(data, "U\t%d\t%d\t%s\t%s\t%c\t%u\t%u\t%s\n", base, result, record,
			       member, how, line, column, macro);
}

static void write_call(void *data, int id, int callee, int result, unsigned int line,
		       unsigned int column, const char *name, const char *macro)
{
	g_string_append_printf(data, "C\t%d\t%d\t%d\t%u\t%u\t%s\t%s\n", id, callee, result, line,
			       column, name, macro);
}

static void write_argument(void *data, int call, unsigned int index, int value)
{
	g_string_append_printf(data, "A\t%d\t%u\t%d\n", call, index, value);
}

static void write_number(void *data, int call, unsigned int index, const char *number)
{
	g_string_append_printf(data, "K\t%d\t%u\t%s\n", call, index, number);
}

static const struct store_visitor writer = {
	.chunk = write_chunk, .value = write_value, .flow = write_flow, .use = write_use,
	.call = write_call, .argument = write_argument, .number = write_number,
};

static char *read_back(struct store *store, gint64 id)
{
	GString *text = g_string_new(NULL);

	assert_true(store_load(store, id, &writer, text, NULL));
	return g_string_free(text, FALSE);
}

/* -- chunks ----------------------------------------------------------------------------------- */

static const struct chunk_value page = {
	.key = "p:f#0", .name = "page", .type = "struct page *",
	.canonical = "struct page *", .line = 3, .column = 20,
};

static void a_chunk_without_facts_is_none(void **state)
{
	struct chunk *chunk = chunk_new("mm/a.c", "f", "f", 3);

	(void)state;
	chunk_value(chunk, &page);
	assert_null(chunk_text(chunk));
	chunk_free(chunk);
}

static void a_value_is_described_once(void **state)
{
	struct chunk *chunk = chunk_new("mm/a.c", "f", "f", 3);
	struct chunk_value again = page;

	(void)state;
	again.name = "other";
	assert_int_equal(chunk_value(chunk, &page), 0);
	assert_int_equal(chunk_value(chunk, &(struct chunk_value){ .key = "r:f" }), 1);
	assert_int_equal(chunk_value(chunk, &again), 0);
	chunk_flow(chunk, 0, 1, 4, 2, NULL);
	assert_null(strstr(chunk_text(chunk), "other"));
	chunk_free(chunk);
}

static void a_value_does_not_flow_into_itself(void **state)
{
	struct chunk *chunk = chunk_new("mm/a.c", "f", "f", 3);

	(void)state;
	chunk_value(chunk, &page);
	chunk_flow(chunk, 0, 0, 4, 2, NULL);
	assert_null(chunk_text(chunk));
	chunk_free(chunk);
}

/* A #line directive may call a file, and so a type, what it likes. */
static void a_name_cannot_end_its_line(void **state)
{
	struct chunk *chunk = chunk_new("mm/a.c", "f", "f", 3);
	struct chunk_value value = page;

	(void)state;
	value.type = "struct (unnamed at x\nZ\t0\t\n:1:2) *";
	chunk_value(chunk, &value);
	chunk_value(chunk, &(struct chunk_value){ .key = "r:f" });
	chunk_flow(chunk, 0, 1, 4, 2, NULL);
	assert_null(strstr(chunk_text(chunk), "\nZ"));
	assert_non_null(strstr(chunk_text(chunk), "\tstruct (unnamed at x Z 0  :1:2) *\t"));
	chunk_free(chunk);
}

/* -- the store ---------------------------------------------------------------------------------- */

/* One of every kind of line, in the order in which the store reads them back. */
#define FACTS_HEAD "F\tmm/a.c\tmm/a.c:f\tf\t3\n"

static const char facts[] =
	FACTS_HEAD
	"N\t0\tp:mm/a.c:f#0\tpage\tstruct page *\tstruct page *\t3\t20\t\n"
	"N\t1\tl:mm/a.c:f/p#0\tp\tpgtable_t\tstruct page *\t4\t2\tl\n"
	"N\t2\tr:g\tg\tunsigned long\tunsigned long\t0\t0\t\n"
	"E\t0\t1\t4\t2\t+page\n"
	"E\t1\t0\t5\t2\t\n"
	"U\t0\t1\tpage\tlru\ta\t6\t9\tlist_entry\n"
	"U\t0\t-1\tpage\tindex\tw\t7\t9\t\n"
	"C\t0\t-1\t2\t8\t1\tg\tgee\n"
	"C\t1\t2\t-1\t9\t1\th\t\n"
	"A\t0\t0\t1\n"
	"A\t0\t1\t0\n"
	"A\t0\t1\t1\n"
	"A\t1\t0\t2\n"
	"K\t0\t2\t#1\n";

static int make_store(void **state)
{
	*state = store_new(NULL, NULL);
	return *state ? 0 : -1;
}

static int free_store(void **state)
{
	store_free(*state);
	return 0;
}

static void gives_back_what_it_got(void **state)
{
	gint64 id = store_add_chunk(*state, "hash", facts, NULL);
	g_autofree char *text = NULL;

	assert_true(id > 0);
	text = read_back(*state, id);
	assert_string_equal(text, facts);
}

static void gives_back_what_a_chunk_wrote(void **state)
{
	struct chunk *chunk = chunk_new("mm/a.c", "f", "f", 3);
	g_autofree char *text = NULL;
	int call;

	chunk_value(chunk, &page);
	chunk_value(chunk, &(struct chunk_value){ .key = "r:f", .name = "f" });
	chunk_flow(chunk, 0, 1, 4, 2, "note");
	chunk_use(chunk, 0, 1, "page", "lru", FACT_ADDRESS, 5, 2, NULL);
	call = chunk_call(chunk, -1, 1, 6, 2, "g", "G");
	chunk_argument(chunk, call, 0, 0);
	chunk_number(chunk, call, 1, "|4");
	text = read_back(*state, store_add_chunk(*state, "hash", chunk_text(chunk), NULL));
	assert_string_equal(text, chunk_text(chunk));
	chunk_free(chunk);
}

static void finds_a_chunk_by_its_hash(void **state)
{
	gint64 first = store_add_chunk(*state, "one", facts, NULL);
	gint64 second = store_add_chunk(*state, "two", facts, NULL);

	assert_int_not_equal(first, second);
	assert_int_equal(store_find_chunk(*state, "one"), first);
	assert_int_equal(store_find_chunk(*state, "two"), second);
	assert_int_equal(store_find_chunk(*state, "three"), 0);
}

static void keeps_chunks_apart(void **state)
{
	const char *other = "F\tmm/b.c\tg\tg\t1\nN\t0\tr:g\tg\tint\tint\t1\t1\t\n";
	gint64 first = store_add_chunk(*state, "one", facts, NULL);
	gint64 second = store_add_chunk(*state, "two", other, NULL);
	g_autofree char *one = read_back(*state, first);
	g_autofree char *two = read_back(*state, second);

	assert_string_equal(one, facts);
	assert_string_equal(two, other);
}

static void refuses_facts_that_are_malformed(void **state)
{
	static const char *const malformed[] = {
		"F\tmm/a.c\n", "A\t0\t0\t1\n", FACTS_HEAD "A\t0\t0\n", FACTS_HEAD "A\t0\t0\t1\t2\n",
		FACTS_HEAD FACTS_HEAD, FACTS_HEAD "Z\t1\n", FACTS_HEAD "\n", "", "\n",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(malformed); i++) {
		g_autoptr(GError) error = NULL;

		assert_int_equal(store_add_chunk(*state, "hash", malformed[i], &error), 0);
		assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL));
		assert_int_equal(store_find_chunk(*state, "hash"), 0);
	}
}

static bool add_unit(struct store *store, const char *key)
{
	g_autoptr(GArray) chunks = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autoptr(GArray) hashes = g_array_new(FALSE, FALSE, sizeof(guint64));
	g_autoptr(GPtrArray) errors = g_ptr_array_new();
	g_autoptr(GPtrArray) includes = g_ptr_array_new();
	struct store_unit unit = {
		.variant = "x86_64", .file = "mm/a.c", .key = key, .chunks = chunks,
		.errors = errors, .includes = includes, .hashes = hashes,
		.reached = (char *)"mm/a.c\t1-3\n",
	};
	gint64 id = store_find_chunk(store, "hash");
	guint64 hash = G_MAXUINT64;

	if (!id)
		id = store_add_chunk(store, "hash", facts, NULL);
	g_array_append_val(chunks, id);
	g_ptr_array_add(errors, (gpointer)"mm/a.c:1: bad");
	g_ptr_array_add(includes, (gpointer)"mm/a.c");
	g_array_append_val(hashes, hash);
	return store_add_unit(store, &unit, NULL);
}

static bool has_unit(struct store *store, const char *key)
{
	struct store_unit unit = { 0 };

	if (!store_find_unit(store, "x86_64", key, &unit))
		return false;
	assert_int_equal(unit.chunks->len, 1);
	assert_string_equal(g_ptr_array_index(unit.errors, 0), "mm/a.c:1: bad");
	assert_string_equal(g_ptr_array_index(unit.includes, 0), "mm/a.c");
	assert_true(g_array_index(unit.hashes, guint64, 0) == G_MAXUINT64);
	assert_null(unit.failure);
	assert_string_equal(unit.reached, "mm/a.c\t1-3\n");
	store_clear_unit(&unit);
	return true;
}

static void a_unit_is_found_by_its_key(void **state)
{
	assert_true(add_unit(*state, "one"));
	assert_true(add_unit(*state, "one"));
	assert_true(has_unit(*state, "one"));
	assert_false(has_unit(*state, "two"));
}

static void others_are_forgotten(void **state)
{
	g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);

	g_hash_table_add(keys, (gpointer)"two");
	assert_true(add_unit(*state, "one") && add_unit(*state, "two"));
	assert_true(store_keep_units(*state, "x86_64", keys, NULL));
	assert_false(has_unit(*state, "one"));
	assert_true(has_unit(*state, "two"));
}

static void what_is_taken_back_never_was(void **state)
{
	assert_true(store_begin(*state, NULL));
	assert_true(add_unit(*state, "one"));
	assert_true(store_end(*state, false, NULL));
	assert_false(has_unit(*state, "one"));
	assert_int_equal(store_find_chunk(*state, "hash"), 0);
}

static unsigned int entries_of(const char *directory)
{
	g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
	unsigned int count = 0;

	while (g_dir_read_name(dir))
		count++;
	return count;
}

/* Two open it at once; what one wrote the other sees; a copy is one file. */
static void a_store_is_shared(void **state)
{
	char *directory = scratch_make(NULL);
	g_autofree char *path = g_build_filename(directory, "facts.db", NULL);
	g_autofree char *copies = g_build_filename(directory, "copies", NULL);
	g_autofree char *copy = g_build_filename(copies, "copy.db", NULL);
	struct store *one = store_new(path, NULL), *two = store_new(path, NULL);

	(void)state;
	assert_non_null(one);
	assert_non_null(two);
	assert_true(store_begin(one, NULL) && add_unit(one, "key"));
	assert_false(has_unit(two, "key"));
	assert_true(store_end(one, true, NULL));
	assert_true(has_unit(two, "key"));
	assert_int_equal(g_mkdir(copies, 0700), 0);
	assert_true(store_export(two, copy, NULL));
	assert_int_equal(entries_of(copies), 1);
	store_free(one);
	store_free(two);
	scratch_remove(directory);
}

static void a_damaged_store_is_made_anew(void **state)
{
	char *directory = scratch_make(NULL);
	g_autofree char *path = g_build_filename(directory, "facts.db", NULL);
	struct store *store;

	(void)state;
	assert_true(file_write(path, "this is no database, whatever its name says", 43, NULL));
	store = store_new(path, NULL);
	assert_non_null(store);
	assert_true(add_unit(store, "key"));
	store_free(store);
	scratch_remove(directory);
}

/* -- damage -------------------------------------------------------------------------------- */

struct place {
	char *directory, *path;
};

/* A store on disk with a chunk, a unit and a judgement. */
static int make_file(void **state)
{
	struct place *place = g_new0(struct place, 1);
	struct store *store;

	place->directory = scratch_make(NULL);
	place->path = g_build_filename(place->directory, "facts.db", NULL);
	store = store_new(place->path, NULL);
	assert_non_null(store);
	assert_true(add_unit(store, "key"));
	assert_true(store_add_judgement(store, "x86_64", "digest", "[\"findings\"]", NULL));
	store_free(store);
	*state = place;
	return 0;
}

static int remove_file(void **state)
{
	struct place *place = *state;

	scratch_remove(place->directory);
	g_free(place->path);
	g_free(place);
	return 0;
}

static void run_sql(const struct place *place, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Runs @check on a store of its own for each of @changes, which SQLite has no objection to. */
static void for_each_change(const char *const *changes, size_t count,
			    void (*check)(const struct place *place, const char *change))
{
	for (size_t i = 0; i < count; i++) {
		void *place;

		make_file(&place);
		check(place, changes[i]);
		remove_file(&place);
	}
}

static void check_facts(const struct place *place, const char *change)
{
	GString *visited = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	struct store *store;

	run_sql(place, change);
	store = store_new(place->path, NULL);
	assert_false(store_load(store, 1, &writer, visited, &error));
	assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_DAMAGED));
	assert_non_null(strstr(error->message, place->path));
	assert_int_equal(visited->len, 0);
	assert_true(store_renew(store, NULL));
	assert_int_equal(store_find_chunk(store, "hash"), 0);
	text = read_back(store, store_add_chunk(store, "hash", facts, NULL));
	assert_string_equal(text, facts);
	g_string_free(visited, TRUE);
	store_free(store);
}

static int keep_answer(void *data, int count, char **values, char **names)
{
	(void)names;
	assert_int_equal(count, 1);
	g_string_append_printf(data, "%s\n", values[0]);
	return 0;
}

static void users_can_query_facts(void **state)
{
	static const char *const queries[][2] = {
		{ "SELECT label || line FROM function", "f3\n" },
		{ "SELECT canonical FROM value WHERE id = 1 AND line = 4", "struct page *\n" },
		{ "SELECT note FROM flow WHERE src = 0 AND dst = 1", "+page\n" },
		{ "SELECT member FROM use WHERE result = -1", "index\n" },
		{ "SELECT macro FROM call WHERE name = 'g' AND callee = -1 AND col = 1", "gee\n" },
		{ "SELECT value FROM argument WHERE call = 0 AND position = 1 ORDER BY value",
		  "0\n1\n" },
		{ "SELECT value FROM number WHERE call = 0 AND position = 2", "#1\n" },
	};
	const struct place *place = *state;
	struct store *store = store_new(place->path, NULL);
	sqlite3 *db;

	store_add_chunk(store, "hash", facts, NULL);
	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	for (size_t i = 0; i < G_N_ELEMENTS(queries); i++) {
		g_autoptr(GString) answer = g_string_new(NULL);

		assert_int_equal(sqlite3_exec(db, queries[i][0], keep_answer, answer, NULL),
				 SQLITE_OK);
		assert_string_equal(answer->str, queries[i][1]);
	}
	sqlite3_close(db);
	store_free(store);
}

static void facts_that_were_changed_are_not_loaded(void **state)
{
	static const char *const changes[] = {
		"UPDATE chunk SET text = replace(text, 'g', 'h')", "UPDATE chunk SET text = NULL",
		"UPDATE chunk SET text = text || text", "UPDATE chunk SET text = ''",
		"UPDATE chunk SET sum = 0", "DELETE FROM chunk",
	};

	(void)state;
	for_each_change(changes, G_N_ELEMENTS(changes), check_facts);
}

static void check_unit(const struct place *place, const char *change)
{
	struct store *store = store_new(place->path, NULL);

	assert_true(has_unit(store, "key"));
	run_sql(place, change);
	assert_false(has_unit(store, "key"));
	assert_true(add_unit(store, "key"));
	store_free(store);
}

static void a_unit_that_was_changed_is_unknown(void **state)
{
	static const char *const changes[] = {
		"UPDATE unit_chunk SET chunk = 2", "DELETE FROM unit_include",
		"UPDATE unit_include SET hash = 1", "UPDATE path SET name = 'mm/b.c'",
		"UPDATE unit_error SET text = ''", "UPDATE unit SET failure = 'f'",
		"UPDATE unit SET reached = 'mm/a.c'",
	};

	(void)state;
	for_each_change(changes, G_N_ELEMENTS(changes), check_unit);
}

static void a_judgement_that_was_changed_is_unknown(void **state)
{
	struct store *store = store_new(((struct place *)*state)->path, NULL);
	g_autofree char *before = store_find_judgement(store, "x86_64", "digest");

	assert_string_equal(before, "[\"findings\"]");
	run_sql(*state, "UPDATE judgement SET findings = '[]'");
	assert_null(store_find_judgement(store, "x86_64", "digest"));
	store_free(store);
}

/* Whatever is damaged: what comes back is what was put there, or nothing. */
static void check_damaged(const struct place *place)
{
	struct store *store = store_new(place->path, NULL);
	GString *text = g_string_new(NULL);
	g_autofree char *findings = NULL;
	g_autoptr(GError) error = NULL;
	gint64 id;

	assert_non_null(store);
	findings = store_find_judgement(store, "x86_64", "digest");
	if (findings)
		assert_string_equal(findings, "[\"findings\"]");
	has_unit(store, "key");		/* compares */
	id = store_find_chunk(store, "hash");
	if (id && store_load(store, id, &writer, text, &error))
		assert_string_equal(text->str, facts);
	else if (id)
		assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_DAMAGED));
	g_string_free(text, TRUE);
	store_free(store);
}

static void damage_anywhere_is_noticed(void **state)
{
	const struct place *place = *state;
	GRand *chance = g_rand_new_with_seed(1);
	size_t length;
	g_autofree char *good = file_read(place->path, &length, NULL);

	assert_true(length > 4096);
	for (int i = 0; i < 200; i++) {
		g_autofree char *bad = g_memdup2(good, length);
		size_t at = (size_t)g_rand_int_range(chance, 0, (int)length);
		size_t count = i % 2 ? 1 : MIN(512, length - at);

		for (size_t k = 0; k < count; k++)
			bad[at + k] = (char)(bad[at + k] ^ (char)g_rand_int_range(chance, 1, 256));
		assert_true(file_write(place->path, bad, i % 7 ? length : at, NULL));
		check_damaged(place);
	}
	g_rand_free(chance);
}

/* It is theirs while they have it open; we do without. */
static void a_damaged_store_of_others_is_left_alone(void **state)
{
	const struct place *place = *state;
	struct store *theirs = store_new(place->path, NULL), *ours;
	g_autofree char *before = NULL, *after = NULL;

	assert_true(file_write(place->path, "no database, whatever its name says", 35, NULL));
	before = file_read(place->path, NULL, NULL);
	ours = store_new(place->path, NULL);
	assert_non_null(ours);
	assert_true(add_unit(ours, "other"));
	assert_true(has_unit(ours, "other"));
	after = file_read(place->path, NULL, NULL);
	assert_string_equal(before, after);
	store_free(ours);
	store_free(theirs);
}

static void an_unused_store_is_removed(void **state)
{
	const struct place *place = *state;
	struct store *store = store_new(place->path, NULL);

	store_remove_unused(place->path);
	assert_true(g_file_test(place->path, G_FILE_TEST_EXISTS));
	store_free(store);
	store_remove_unused(place->path);
	assert_false(g_file_test(place->path, G_FILE_TEST_EXISTS));
}

static void says_what_is_in_the_way(void **state)
{
	const struct place *place = *state;
	g_autoptr(GError) error = NULL;

	store_remove_unused(place->path);
	assert_int_equal(g_mkdir(place->path, 0700), 0);
	assert_null(store_new(place->path, &error));
	assert_non_null(strstr(error->message, place->path));
	assert_non_null(strstr(error->message, "unable to open"));
	assert_null(strchr(error->message, '\n'));
}

static void says_where_it_cannot_write(void **state)
{
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_null(store_new("/nonexistent/facts.db", &error));
	assert_non_null(strstr(error->message, "/nonexistent/facts.db"));
	assert_non_null(strstr(error->message, "No such file or directory"));
}

#define ON_DISK(test) cmocka_unit_test_setup_teardown(test, make_file, remove_file)
#define STORING(test) cmocka_unit_test_setup_teardown(test, make_store, free_store)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_chunk_without_facts_is_none),
		cmocka_unit_test(a_value_is_described_once),
		cmocka_unit_test(a_value_does_not_flow_into_itself),
		cmocka_unit_test(a_name_cannot_end_its_line),
		STORING(gives_back_what_it_got),
		STORING(gives_back_what_a_chunk_wrote),
		STORING(finds_a_chunk_by_its_hash),
		STORING(keeps_chunks_apart),
		STORING(refuses_facts_that_are_malformed),
		STORING(a_unit_is_found_by_its_key),
		STORING(others_are_forgotten),
		STORING(what_is_taken_back_never_was),
		cmocka_unit_test(a_store_is_shared),
		cmocka_unit_test(a_damaged_store_is_made_anew),
		ON_DISK(users_can_query_facts),
		cmocka_unit_test(facts_that_were_changed_are_not_loaded),
		cmocka_unit_test(a_unit_that_was_changed_is_unknown),
		ON_DISK(a_judgement_that_was_changed_is_unknown),
		ON_DISK(damage_anywhere_is_noticed),
		ON_DISK(a_damaged_store_of_others_is_left_alone),
		ON_DISK(an_unused_store_is_removed),
		ON_DISK(says_what_is_in_the_way),
		cmocka_unit_test(says_where_it_cannot_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
