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
 * Adds @text as the next field of a line.  A type without a name is called after its file,
 * which a #line directive calls what it likes, tabs and newlines included.
 * Called for every fact: no printf().
 */
static void add_text(GString *line, const char *text)
{
	gsize start;

	g_string_append_c(line, '\t');
	start = line->len;
	if (!text)
		return;
	g_string_append(line, text);
	if (strpbrk(text, "\t\n"))
		g_strdelimit(line->str + start, "\t\n", ' ');
}

static void add_number(GString *line, long number)
{
	char digits[24];
	char *at = digits + sizeof(digits);
	unsigned long rest = number < 0 ? -(unsigned long)number : (unsigned long)number;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (number < 0)
		*--at = '-';
	g_string_append_c(line, '\t');
	g_string_append_len(line, at, digits + sizeof(digits) - at);
}

static void add_place(GString *line, unsigned int number, unsigned int column)
{
	add_number(line, number);
	add_number(line, column);
}

struct chunk *chunk_new(const char *file, const char *function, const char *label,
			unsigned int line)
{
	struct chunk *chunk = g_new0(struct chunk, 1);

	chunk->text = g_string_new(NULL);
	chunk->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_string_append_c(chunk->text, 'F');
	add_text(chunk->text, file);
	add_text(chunk->text, function);
	add_text(chunk->text, label);
	add_number(chunk->text, line);
	g_string_append_c(chunk->text, '\n');
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

int chunk_find(const struct chunk *chunk, const char *key)
{
	return GPOINTER_TO_INT(g_hash_table_lookup(chunk->ids, key)) - 1;
}

int chunk_value(struct chunk *chunk, const struct chunk_value *value)
{
	int id = chunk_find(chunk, value->key);

	if (id >= 0)
		return id;
	id = (int)g_hash_table_size(chunk->ids);
	g_hash_table_insert(chunk->ids, g_strdup(value->key), GINT_TO_POINTER(id + 1));
	g_string_append_c(chunk->text, 'N');
	add_number(chunk->text, id);
	add_text(chunk->text, value->key);
	add_text(chunk->text, value->name);
	add_text(chunk->text, value->type);
	add_text(chunk->text, value->canonical);
	add_place(chunk->text, value->line, value->column);
	add_text(chunk->text, value->flags);
	g_string_append_c(chunk->text, '\n');
	return id;
}

void chunk_flow(struct chunk *chunk, int source, int target, unsigned int line,
		unsigned int column, const char *note)
{
	if (source == target)
		return;
	chunk->facts++;
	g_string_append_c(chunk->text, 'E');
	add_number(chunk->text, source);
	add_number(chunk->text, target);
	add_place(chunk->text, line, column);
	add_text(chunk->text, note);
	g_string_append_c(chunk->text, '\n');
}

void chunk_use(struct chunk *chunk, int base, int result, const char *record,
	       const char *member, enum fact_how how, unsigned int line, unsigned int column,
	       const char *macro)
{
	chunk->facts++;
	g_string_append_c(chunk->text, 'U');
	add_number(chunk->text, base);
	add_number(chunk->text, result);
	add_text(chunk->text, record);
	add_text(chunk->text, member);
	add_text(chunk->text, (const char[]){ (char)how, '\0' });
	add_place(chunk->text, line, column);
	add_text(chunk->text, macro);
	g_string_append_c(chunk->text, '\n');
}

int chunk_call(struct chunk *chunk, int callee, int result, unsigned int line,
	       unsigned int column, const char *name, const char *macro)
{
	int call = chunk->calls++;

	chunk->facts++;
	g_string_append_c(chunk->text, 'C');
	add_number(chunk->text, call);
	add_number(chunk->text, callee);
	add_number(chunk->text, result);
	add_place(chunk->text, line, column);
	add_text(chunk->text, name);
	add_text(chunk->text, macro);
	g_string_append_c(chunk->text, '\n');
	return call;
}

void chunk_argument(struct chunk *chunk, int call, unsigned int index, int value)
{
	g_string_append_c(chunk->text, 'A');
	add_number(chunk->text, call);
	add_number(chunk->text, index);
	add_number(chunk->text, value);
	g_string_append_c(chunk->text, '\n');
}

void chunk_number(struct chunk *chunk, int call, unsigned int index, const char *number)
{
	g_string_append_c(chunk->text, 'K');
	add_number(chunk->text, call);
	add_number(chunk->text, index);
	add_text(chunk->text, number);
	g_string_append_c(chunk->text, '\n');
}

void chunk_course(struct chunk *chunk, const char *text)
{
	g_string_append_printf(chunk->text, "O\t%s\n", text);
}

const char *chunk_text(const struct chunk *chunk)
{
	return chunk->facts ? chunk->text->str : NULL;
}
