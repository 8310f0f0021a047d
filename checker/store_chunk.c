// SPDX-License-Identifier: GPL-2.0-or-later
/* Chunks: text in, the same text in the database, calls of a visitor out. */
#include "checker/store_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

/* More than any line has. */
#define MAX_COLUMNS 8

/* What is read of a line: its tab-separated fields, from its letter on. */
struct load {
	const struct store_visitor *visitor;
	void *data;
	char *fields[MAX_COLUMNS + 1];
};

/* -- kinds of lines ------------------------------------------------------------------------ */

static const char *text_at(const struct load *load, int column)
{
	return load->fields[column + 1];
}

static int int_at(const struct load *load, int column)
{
	return (int)strtol(load->fields[column + 1], NULL, 10);
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

static void read_number(const struct load *load)
{
	if (load->visitor->number)
		load->visitor->number(load->data, int_at(load, 0), count_at(load, 1),
				      text_at(load, 2));
}

static void read_course(const struct load *load)
{
	if (load->visitor->course)
		load->visitor->course(load->data, text_at(load, 0));
}

/* What a line has after its letter, and who takes it; in the order in which they are visited. */
static const struct line_kind {
	char letter;
	int columns;
	void (*read)(const struct load *load);
} line_kinds[] = {
	{ 'F', 4, read_chunk },
	{ 'N', 8, read_value },
	{ 'E', 5, read_flow },
	{ 'U', 8, read_use },
	{ 'C', 7, read_call },
	{ 'A', 3, read_argument },
	{ 'K', 3, read_number },
	{ 'O', 1, read_course },
};

static const struct line_kind *kind_of(const char *line)
{
	for (size_t i = 0; i < G_N_ELEMENTS(line_kinds); i++)
		if (line_kinds[i].letter == *line)
			return &line_kinds[i];
	return NULL;
}

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

/* Whether each line of @text has as many fields as those of its kind. */
static bool is_well_formed(const char *text, GError **error)
{
	const char *line = text;

	do {
		const struct line_kind *kind = kind_of(line);
		const char *end = strchrnul(line, '\n');
		int columns = 0;

		for (const char *c = line; c < end; c++)
			columns += *c == '\t';
		if (!kind || columns != kind->columns || (line == text) != (kind == line_kinds)) {
			g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL,
				    "malformed facts: %.*s", (int)(end - line), line);
			return false;
		}
		line = *end ? end + 1 : end;
	} while (*line);
	return true;
}

gint64 store_add_chunk(struct store *store, const char *hash, const char *text,
		       GError **error)
{
	sqlite3_stmt *statement = store->statements[INSERT_CHUNK];

	if (!is_well_formed(text, error))
		return 0;
	store_bind(statement, 1, hash);
	store_bind(statement, 2, text);
	sqlite3_bind_int64(statement, 3, (gint64)store_sum_text(0, text));
	return store_run(store, INSERT_CHUNK, error) ? sqlite3_last_insert_rowid(store->db) : 0;
}

/* -- reading ------------------------------------------------------------------------ */

/* A copy of the text of chunk @id for g_free(), when it is what was put there. */
static char *read_text(struct store *store, gint64 id, GError **error)
{
	sqlite3_stmt *statement = store->statements[SELECT_CHUNK];
	char *text = NULL;
	int code;

	sqlite3_bind_int64(statement, 1, id);
	code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		const char *column = (const char *)sqlite3_column_text(statement, 0);
		guint64 sum = (guint64)sqlite3_column_int64(statement, 1);

		if (column && store_sum_text(0, column) == sum)
			text = g_strdup(column);
	}
	sqlite3_reset(statement);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		store_fail(store, error);
	else if (!text)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_DAMAGED, "%s is damaged: its facts "
			    "are not what was put there", store->path ? store->path : "memory");
	return text;
}

/* Cuts @text, which is_well_formed(), into lines, NULL-terminated. */
static void cut_lines(char *text, GPtrArray *lines)
{
	g_ptr_array_set_size(lines, 0);
	while (*text) {
		char *end = strchrnul(text, '\n');

		g_ptr_array_add(lines, text);
		text = *end ? end + 1 : end;
		*end = '\0';
	}
}

static void cut_fields(char *line, struct load *load)
{
	size_t count = 0;

	do
		load->fields[count++] = strsep(&line, "\t");
	while (line && count < G_N_ELEMENTS(load->fields));
}

bool store_load(struct store *store, gint64 id, const struct store_visitor *visitor,
		void *data, GError **error)
{
	struct load load = { .visitor = visitor, .data = data };
	g_autofree char *text = read_text(store, id, error);

	if (!text)
		return false;
	cut_lines(text, store->lines);
	for (const struct line_kind *kind = line_kinds; kind < line_kinds + G_N_ELEMENTS(line_kinds);
	     kind++)
		for (guint i = 0; i < store->lines->len; i++) {
			char *line = store->lines->pdata[i];

			if (*line != kind->letter)
				continue;
			cut_fields(line, &load);
			kind->read(&load);
		}
	return true;
}
