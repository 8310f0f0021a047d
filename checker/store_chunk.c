// SPDX-License-Identifier: GPL-2.0-or-later
/* Chunks: text in, rows in the database, calls of a visitor out. */
#include "checker/store_private.h"

#include <string.h>

#include "base/error.h"

/* What a line of a chunk's text has after its letter, by column: i a number, t text. */
static const struct line_kind {
	char letter;
	const char *columns;
	enum statement insert, select;
	int number_at;		/* column of the row that counts the lines of this kind, 0: none */
} line_kinds[] = {
	{ 'F', "ttti", INSERT_CHUNK, SELECT_CHUNK, 0 },
	{ 'N', "ittttiit", INSERT_VALUE, SELECT_VALUE, 0 },
	{ 'E', "iiiit", INSERT_FLOW, SELECT_FLOW, 2 },
	{ 'U', "iitttiit", INSERT_USE, SELECT_USE, 2 },
	{ 'C', "iiiiitt", INSERT_CALL, SELECT_CALL, 0 },
	{ 'A', "iii", INSERT_ARGUMENT, SELECT_ARGUMENT, 4 },
	{ 'O', "t", INSERT_COURSE, SELECT_COURSE, 0 },
};

#define HEADER (&line_kinds[0])

/* -- writing ------------------------------------------------------------------------ */

gint64 store_find_chunk(struct store *store, const char *hash)
{
	sqlite3_stmt *statement = store->statements[FIND_CHUNK];
	gint64 id = 0;

	store_bind(statement, 1, hash);
	if (sqlite3_step(statement) == SQLITE_ROW)
		id = sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return id;
}

/* Cuts the tab-separated @fields to pieces, from column 2 on; their sum goes to @sum. */
static void bind_fields(sqlite3_stmt *statement, const struct line_kind *kind, int number,
			char *fields, guint64 *sum)
{
	int column = 2;

	for (const char *type = kind->columns; *type; type++) {
		char *end = strchr(fields, '\t');

		if (kind->number_at == column)
			sqlite3_bind_int(statement, column++, number);
		if (end)
			*end = '\0';
		if (*type == 'i') {
			gint64 value = g_ascii_strtoll(fields, NULL, 10);

			sqlite3_bind_int64(statement, column++, value);
			*sum = store_sum_number(*sum, value);
		} else {
			store_bind(statement, column++, fields);
			*sum = store_sum_text(*sum, fields);
		}
		fields = end ? end + 1 : fields + strlen(fields);
	}
}

static gint64 insert_header(struct store *store, const char *hash, char *line, guint64 *sum,
			    GError **error)
{
	unsigned int fields = 1;

	for (const char *c = line; *c; c++)
		fields += *c == '\t';
	if (fields != strlen(HEADER->columns) + 1) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "malformed facts: %s", line);
		return 0;
	}
	store_bind(store->statements[INSERT_CHUNK], 1, hash);
	bind_fields(store->statements[INSERT_CHUNK], HEADER, 0, line + 2, sum);
	return store_run(store, INSERT_CHUNK, error) ? sqlite3_last_insert_rowid(store->db) : 0;
}

static bool insert_line(struct store *store, const struct line_kind *kind, gint64 chunk,
			int number, char *fields, guint64 *sum, GError **error)
{
	sqlite3_stmt *statement = store->statements[kind->insert];
	guint64 own = (guint64)kind->letter;

	sqlite3_bind_int64(statement, 1, chunk);
	bind_fields(statement, kind, number, fields, &own);
	/* Added up, for kinds are mixed here and come one after the other when read back. */
	*sum += own;
	return store_run(store, kind->insert, error);
}

static bool finish_chunk(struct store *store, gint64 chunk, guint64 sum, GError **error)
{
	sqlite3_bind_int64(store->statements[FINISH_CHUNK], 1, (gint64)sum);
	sqlite3_bind_int64(store->statements[FINISH_CHUNK], 2, chunk);
	return store_run(store, FINISH_CHUNK, error);
}

gint64 store_add_chunk(struct store *store, const char *hash, const char *text,
		       GError **error)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	int numbers[G_N_ELEMENTS(line_kinds)] = { 0 };
	guint64 sum = 0;
	gint64 chunk = insert_header(store, hash, lines[0], &sum, error);

	for (char **line = lines + 1; chunk && *line; line++)
		for (size_t k = 1; k < G_N_ELEMENTS(line_kinds); k++)
			if (**line == line_kinds[k].letter &&
			    !insert_line(store, &line_kinds[k], chunk, numbers[k]++, *line + 2, &sum,
					 error))
				return 0;
	return chunk && finish_chunk(store, chunk, sum, error) ? chunk : 0;
}

/* -- reading ------------------------------------------------------------------------ */

struct load {
	const struct store_visitor *visitor;
	void *data;
	const struct store *store;
	const union store_cell *row;
};

static const char *text_at(const struct load *load, int column)
{
	return load->store->texts->str + load->row[column].text;
}

static int int_at(const struct load *load, int column)
{
	return (int)load->row[column].number;
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

static void read_course(const struct load *load)
{
	if (load->visitor->course)
		load->visitor->course(load->data, text_at(load, 0));
}

static void (*const readers[])(const struct load *load) = {
	read_chunk, read_value, read_flow, read_use, read_call, read_argument,
	read_course,
};

/* Keeps the row that @statement gave; the sum of its columns. */
static guint64 keep_row(struct store *store, sqlite3_stmt *statement, const char *columns,
			guint64 sum)
{
	for (int i = 0; columns[i]; i++) {
		const char *text = "";
		union store_cell cell;

		if (columns[i] == 'i') {
			cell.number = sqlite3_column_int64(statement, i);
			sum = store_sum_number(sum, cell.number);
		} else {
			if (sqlite3_column_text(statement, i))
				text = (const char *)sqlite3_column_text(statement, i);
			cell.text = store->texts->len;
			g_string_append_len(store->texts, text, (gssize)strlen(text) + 1);
			sum = store_sum_text(sum, text);
		}
		g_array_append_val(store->cells, cell);
	}
	return sum;
}

/* Keeps the rows of @kind; how many goes to @count.  False when SQLite fails. */
static bool keep_rows(struct store *store, const struct line_kind *kind, gint64 id,
		      unsigned int *count, guint64 *sum, guint64 *expected)
{
	sqlite3_stmt *statement = store->statements[kind->select];
	int code;

	sqlite3_bind_int64(statement, 1, id);
	for (*count = 0; (code = sqlite3_step(statement)) == SQLITE_ROW; ++*count) {
		bool is_header = kind == HEADER;

		*sum += keep_row(store, statement, kind->columns,
				 is_header ? 0 : (guint64)kind->letter);
		if (is_header)
			*expected = (guint64)sqlite3_column_int64(statement,
								  (int)strlen(kind->columns));
	}
	sqlite3_reset(statement);
	return code == SQLITE_DONE;
}

/* All of the chunk first: one that is damaged must not be visited in part. */
bool store_load(struct store *store, gint64 id, const struct store_visitor *visitor,
		void *data, GError **error)
{
	struct load load = { .visitor = visitor, .data = data, .store = store };
	unsigned int counts[G_N_ELEMENTS(line_kinds)];
	guint64 sum = 0, expected = 0;

	g_array_set_size(store->cells, 0);
	g_string_truncate(store->texts, 0);
	for (size_t i = 0; i < G_N_ELEMENTS(line_kinds); i++)
		if (!keep_rows(store, &line_kinds[i], id, &counts[i], &sum, &expected))
			return store_fail(store, error);
	if (counts[0] != 1 || sum != expected) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_DAMAGED, "%s is damaged: its facts "
			    "are not what was put there", store->path ? store->path : "memory");
		return false;
	}
	load.row = (const union store_cell *)(const void *)store->cells->data;
	for (size_t i = 0; i < G_N_ELEMENTS(line_kinds); i++)
		for (unsigned int k = 0; k < counts[i]; k++) {
			readers[i](&load);
			load.row += strlen(line_kinds[i].columns);
		}
	return true;
}
