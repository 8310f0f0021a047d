// SPDX-License-Identifier: GPL-2.0-or-later
#include "verify/compile_memory.h"

#include <stdbool.h>
#include <string.h>

struct compile_memory {
	GHashTable *read;	/* "VARIANT UNIT" -> the names of what it read */
	GPtrArray *files;	/* of char *: the changed files */
};

struct compile_memory *compile_memory_new(void)
{
	struct compile_memory *memory = g_new0(struct compile_memory, 1);

	memory->read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	memory->files = g_ptr_array_new_with_free_func(g_free);
	return memory;
}

void compile_memory_free(struct compile_memory *memory)
{
	if (!memory)
		return;
	g_hash_table_unref(memory->read);
	g_ptr_array_unref(memory->files);
	g_free(memory);
}

static bool has_file(const GPtrArray *files, const char *file)
{
	return g_ptr_array_find_with_equal_func((GPtrArray *)files, file, g_str_equal, NULL);
}

static gboolean names(gpointer key, gpointer read, gpointer file)
{
	(void)key;
	return strstr(read, file) != NULL;
}

void compile_memory_set_files(struct compile_memory *memory, const GPtrArray *files)
{
	for (unsigned int i = 0; i < memory->files->len; i++) {
		char *file = memory->files->pdata[i];

		if (!has_file(files, file))
			g_hash_table_foreach_remove(memory->read, names, file);
	}
	g_ptr_array_set_size(memory->files, 0);
	for (unsigned int i = 0; i < files->len; i++)
		g_ptr_array_add(memory->files, g_strdup(files->pdata[i]));
}

void compile_memory_add(struct compile_memory *memory, const char *variant, const char *unit,
			const char *read)
{
	g_hash_table_insert(memory->read, g_strconcat(variant, " ", unit, NULL),
			    g_strdup(read));
}

const char *compile_memory_find(const struct compile_memory *memory, const char *variant,
				const char *unit)
{
	g_autofree char *key = g_strconcat(variant, " ", unit, NULL);

	return g_hash_table_lookup(memory->read, key);
}
