// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/units.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/error.h"
#include "base/file.h"
#include "tree/flags.h"
#include "tree/kbuild.h"

/* Part of the stamp; to be raised when flags are picked otherwise. */
#define FORMAT "9"

static char *full_stamp(const struct objtree *objtree)
{
	return g_strconcat(objtree->stamp, " format " FORMAT, NULL);
}

json_t *units_read_file(const struct objtree *objtree, const char *name)
{
	g_autofree char *path = objtree_path(objtree, name);
	json_t *json = json_load_file(path, 0, NULL);
	const char *stamp = json_string_value(json_object_get(json, "stamp"));
	g_autofree char *wanted = full_stamp(objtree);

	if (stamp && !strcmp(stamp, wanted))
		return json;
	json_decref(json);
	return NULL;
}

bool units_write_file(const struct objtree *objtree, const char *name, json_t *json,
		      GError **error)
{
	g_autofree char *path = objtree_path(objtree, name);
	g_autofree char *stamp = full_stamp(objtree);
	char *text;
	bool ok;

	json_object_set_new(json, "stamp", json_string(stamp));
	text = json_dumps(json, JSON_COMPACT);
	if (!text) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INTERNAL, "cannot encode %s", path);
		return false;
	}
	ok = file_write(path, text, strlen(text), error);
	free(text);
	return ok;
}

static json_t *string_array(const GPtrArray *strings)
{
	json_t *array = json_array();

	for (guint i = 0; i < strings->len; i++)
		json_array_append_new(array, json_string(strings->pdata[i]));
	return array;
}

/* Adds @shared to @sets; its key, for g_free(). */
static char *add_set(json_t *sets, const GPtrArray *shared)
{
	XXH3_state_t *state = XXH3_createState();
	char *key;

	XXH3_64bits_reset(state);
	for (guint i = 0; i < shared->len; i++)
		XXH3_64bits_update(state, shared->pdata[i], strlen(shared->pdata[i]) + 1);
	key = g_strdup_printf("%016" PRIx64, (uint64_t)XXH3_64bits_digest(state));
	XXH3_freeState(state);
	if (!json_object_get(sets, key))
		json_object_set_new(sets, key, string_array(shared));
	return key;
}

/* @source relative to the tree, NULL for a generated file. */
static const char *in_tree(const struct objtree *objtree, const char *source)
{
	size_t length = strlen(objtree->tree->path);

	if (strncmp(source, objtree->tree->path, length) || source[length] != '/')
		return NULL;
	return source + length + 1;
}

static void add_command(const struct objtree *objtree, json_t *json,
			const struct command *command)
{
	g_autofree char *source = g_canonicalize_filename(command->source, objtree->directory);
	const char *file = in_tree(objtree, source);
	g_autofree char *key = NULL;
	struct flags flags;
	json_t *unit;

	if (!file)
		return;
	flags_pick(&flags, command, objtree->variant, objtree->directory, objtree->shim);
	key = add_set(json_object_get(json, "sets"), flags.shared);
	unit = json_pack("[s, s]", file, key);
	for (guint i = 0; i < flags.own->len; i++)
		json_array_append_new(unit, json_string(flags.own->pdata[i]));
	json_array_append_new(json_object_get(json, "units"), unit);
	flags_clear(&flags);
}

static json_t *scan_commands(const struct objtree *objtree, const char *text)
{
	json_t *json = json_pack("{s:{}, s:[]}", "sets", "units");

	while (*text) {
		size_t length = strcspn(text, "\n");
		g_autofree char *line = g_strndup(text, length);
		struct command command;

		if (command_parse(line, &command)) {
			add_command(objtree, json, &command);
			command_clear(&command);
		}
		text += length + (text[length] == '\n');
	}
	return json;
}

static json_t *make_units(struct objtree *objtree, const char *const *goals, GError **error)
{
	g_autofree char *text = kbuild_commands(objtree, goals, error);
	g_autofree char *names = g_strjoinv(" ", (char **)goals);
	json_t *json;

	if (!text)
		return NULL;
	json = scan_commands(objtree, text);
	if (json_array_size(json_object_get(json, "units")))
		return json;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
		    "make -n %s names no compiler command", names);
	json_decref(json);
	return NULL;
}

json_t *units_get(struct objtree *objtree, const char *const *goals, GError **error)
{
	g_autofree char *names = g_strjoinv(" ", (char **)goals);
	g_autofree char *file = g_strdup_printf("units-%016" PRIx64 ".json",
						(uint64_t)XXH3_64bits(names, strlen(names)));
	json_t *json = units_read_file(objtree, file);

	if (json)
		return json;
	json = make_units(objtree, goals, error);
	if (json && !units_write_file(objtree, file, json, error)) {
		json_decref(json);
		return NULL;
	}
	return json;
}

static const char *keep_string(const struct prepared *prepared, const json_t *string)
{
	return g_string_chunk_insert_const(prepared->strings, json_string_value(string));
}

static void add_unit(struct prepared *prepared, const json_t *sets, const json_t *pchs,
		     const json_t *entry)
{
	const char *key = json_string_value(json_array_get(entry, 1));
	const json_t *set = json_object_get(sets, key);
	struct unit *unit = g_new0(struct unit, 1);
	size_t shared = json_array_size(set);
	size_t total = json_array_size(entry) - 2 + shared;

	unit->file = keep_string(prepared, json_array_get(entry, 0));
	unit->pch = json_string_value(json_object_get(pchs, key));
	if (unit->pch)
		unit->pch = g_string_chunk_insert_const(prepared->strings, unit->pch);
	unit->flags = g_new0(const char *, total + 1);
	for (size_t i = 0; i < total; i++)
		unit->flags[i] = keep_string(prepared, i < shared ? json_array_get(set, i) :
					     json_array_get(entry, i - shared + 2));
	g_ptr_array_add(prepared->units, unit);
}

void units_add(const json_t *json, const json_t *pchs, struct prepared *prepared)
{
	const json_t *sets = json_object_get(json, "sets");
	const json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(json, "units"), i, entry)
		add_unit(prepared, sets, pchs, entry);
}

/* Names that Kbuild gives to an object say nothing about what the source means. */
static const char *const *skip_names(const char *const *flags)
{
	while (*flags && (g_str_has_prefix(*flags, "-DKBUILD_") ||
			  g_str_has_prefix(*flags, "-D__KBUILD_")))
		flags++;
	return flags;
}

static int compare_flags(const char *const *a, const char *const *b)
{
	int order = 0;

	while (!order) {
		a = skip_names(a);
		b = skip_names(b);
		if (!*a || !*b)
			return !!*a - !!*b;
		order = strcmp(*a++, *b++);
	}
	return order;
}

static int compare_units(gconstpointer a, gconstpointer b)
{
	const struct unit *left = *(const struct unit *const *)a;
	const struct unit *right = *(const struct unit *const *)b;
	int order = strcmp(left->file, right->file);

	return order ? order : compare_flags(left->flags, right->flags);
}

void units_sort(struct prepared *prepared)
{
	GPtrArray *units = prepared->units;
	guint i = 1;

	g_ptr_array_sort(units, compare_units);
	while (i < units->len) {
		if (compare_units(&units->pdata[i - 1], &units->pdata[i]))
			i++;
		else
			g_ptr_array_remove_index(units, i);
	}
}
