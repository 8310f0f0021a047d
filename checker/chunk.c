// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/chunk.h"

#include <string.h>

struct chunk {
	GString *text;
	GHashTable *ids;	/* key -> id + 1 */
	int calls;
	unsigned int facts;	/* beyond the header and the values */
};

/*
 * @text as one field of one line.  A type without a name is called after its file,
 * which a #line directive calls what it likes, tabs and newlines included.
 */
static const char *field(const char *text)
{
	g_autofree char *plain = NULL;

	if (!text || !strpbrk(text, "\t\n"))
		return text ? text : "";
	plain = g_strdelimit(g_strdup(text), "\t\n", ' ');
	return g_intern_string(plain);
}

struct chunk *chunk_new(const char *file, const char *function, const char *label,
			unsigned int line)
{
	struct chunk *chunk = g_new0(struct chunk, 1);

	chunk->text = g_string_new(NULL);
	chunk->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_string_append_printf(chunk->text, "F\t%s\t%s\t%s\t%u\n", field(file), field(function),
			       field(label), line);
	return chunk;
}

void chunk_free(struct chunk *chunk)
{
	if (!chunk)
		return;
	g_string_free(chunk->text, TRUE);
	g_hash_table_unref(chunk->ids);
	g_free(chunk);
}

int chunk_value(struct chunk *chunk, const struct chunk_value *value)
{
	int id = GPOINTER_TO_INT(g_hash_table_lookup(chunk->ids, value->key)) - 1;

	if (id >= 0)
		return id;
	id = (int)g_hash_table_size(chunk->ids);
	g_hash_table_insert(chunk->ids, g_strdup(value->key), GINT_TO_POINTER(id + 1));
	g_string_append_printf(chunk->text, "N\t%d\t%s\t%s\t%s\t%s\t%u\t%u\t%s\n", id, field(value->key),
			       field(value->name), field(value->type),
			       field(value->canonical), value->line, value->column,
			       field(value->flags));
	return id;
}

void chunk_flow(struct chunk *chunk, int source, int target, unsigned int line,
		unsigned int column, const char *note)
{
	if (source == target)
		return;
	chunk->facts++;
	g_string_append_printf(chunk->text, "E\t%d\t%d\t%u\t%u\t%s\n", source, target, line,
			       column, field(note));
}

void chunk_use(struct chunk *chunk, int base, int result, const char *record,
	       const char *member, enum fact_how how, unsigned int line, unsigned int column,
	       const char *macro)
{
	chunk->facts++;
	g_string_append_printf(chunk->text, "U\t%d\t%d\t%s\t%s\t%c\t%u\t%u\t%s\n", base, result,
			       field(record), field(member), how, line, column, field(macro));
}

int chunk_call(struct chunk *chunk, int callee, int result, unsigned int line,
	       unsigned int column, const char *name, const char *macro)
{
	int call = chunk->calls++;

	chunk->facts++;
	g_string_append_printf(chunk->text, "C\t%d\t%d\t%d\t%u\t%u\t%s\t%s\n", call, callee,
			       result, line, column, field(name), field(macro));
	return call;
}

void chunk_argument(struct chunk *chunk, int call, unsigned int index, int value)
{
	g_string_append_printf(chunk->text, "A\t%d\t%u\t%d\n", call, index, value);
}

void chunk_course(struct chunk *chunk, const char *text)
{
	g_string_append_printf(chunk->text, "O\t%s\n", text);
}

const char *chunk_text(const struct chunk *chunk)
{
	return chunk->facts ? chunk->text->str : NULL;
}
