// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_data.h"

#include <stdbool.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/yaml.h"

/* -- the schema: bootstrap_data.h as libcyaml wants it --------------------------- */

#define OPTIONAL CYAML_FLAG_OPTIONAL
#define STRING(key, type, member, flags) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | (flags), type, member, 0, CYAML_UNLIMITED)
#define LIST(key, type, member, entry, flags) \
	CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | (flags), type, member, entry, 0, \
			     CYAML_UNLIMITED)
#define ENTRY(name, type, fields) \
	static const cyaml_schema_value_t name = { \
		CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, type, fields), \
	}

static const cyaml_schema_value_t string_entry = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED),
};

static const cyaml_schema_field_t member_fields[] = {
	STRING("member", struct bootstrap_member, member, 0),
	STRING("name", struct bootstrap_member, name, OPTIONAL),
	STRING("comment", struct bootstrap_member, comment, 0),
	CYAML_FIELD_END
};

ENTRY(member_entry, struct bootstrap_member, member_fields);

static const cyaml_schema_field_t mode_fields[] = {
	STRING("name", struct bootstrap_mode, name, 0),
	STRING("before", struct bootstrap_mode, before, 0),
	STRING("check", struct bootstrap_mode, check, OPTIONAL),
	CYAML_FIELD_END
};

ENTRY(mode_entry, struct bootstrap_mode, mode_fields);

static const cyaml_schema_field_t layout_fields[] = {
	STRING("record", struct bootstrap_layout, record, 0),
	STRING("descriptor", struct bootstrap_layout, descriptor, 0),
	STRING("include", struct bootstrap_layout, include, 0),
	LIST("variants", struct bootstrap_layout, variants, &string_entry, 0),
	LIST("modes", struct bootstrap_layout, modes, &mode_entry, OPTIONAL),
	LIST("members", struct bootstrap_layout, members, &member_entry, 0),
	STRING("pad", struct bootstrap_layout, pad, 0),
	STRING("match", struct bootstrap_layout, match, 0),
	STRING("text", struct bootstrap_layout, text, 0),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t add_fields[] = {
	STRING("name", struct bootstrap_add, name, 0),
	LIST("headers", struct bootstrap_add, headers, &string_entry, 0),
	CYAML_FIELD_SEQUENCE("after", CYAML_FLAG_POINTER, struct bootstrap_add, after,
			     &string_entry, 1, CYAML_UNLIMITED),
	LIST("needs", struct bootstrap_add, needs, &string_entry, OPTIONAL),
	STRING("macro", struct bootstrap_add, macro, OPTIONAL),
	STRING("text", struct bootstrap_add, text, 0),
	CYAML_FIELD_END
};

ENTRY(add_entry, struct bootstrap_add, add_fields);

static const cyaml_schema_field_t semantic_fields[] = {
	STRING("patch", struct bootstrap_semantic, patch, 0),
	LIST("needs", struct bootstrap_semantic, needs, &string_entry, OPTIONAL),
	CYAML_FIELD_END
};

ENTRY(semantic_entry, struct bootstrap_semantic, semantic_fields);

static const cyaml_schema_field_t retire_fields[] = {
	STRING("name", struct bootstrap_retire, name, 0),
	STRING("header", struct bootstrap_retire, header, 0),
	CYAML_FIELD_END
};

ENTRY(retire_entry, struct bootstrap_retire, retire_fields);

static const cyaml_schema_field_t rename_fields[] = {
	STRING("from", struct bootstrap_rename, from, 0),
	STRING("to", struct bootstrap_rename, to, 0),
	CYAML_FIELD_END
};

ENTRY(rename_entry, struct bootstrap_rename, rename_fields);

static const cyaml_schema_field_t patch_fields[] = {
	STRING("title", struct bootstrap_patch, title, 0),
	STRING("description", struct bootstrap_patch, description, 0),
	STRING("check", struct bootstrap_patch, check, OPTIONAL),
	CYAML_FIELD_MAPPING_PTR("layout", CYAML_FLAG_POINTER | OPTIONAL, struct bootstrap_patch,
				layout, layout_fields),
	LIST("add", struct bootstrap_patch, add, &add_entry, OPTIONAL),
	LIST("convert", struct bootstrap_patch, convert, &semantic_entry, OPTIONAL),
	LIST("retire", struct bootstrap_patch, retire, &retire_entry, OPTIONAL),
	LIST("renames", struct bootstrap_patch, renames, &rename_entry, OPTIONAL),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t patch_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct bootstrap_patch, patch_fields),
};

/* -- files ------------------------------------------------------------------------- */

static void patch_free(gpointer data)
{
	struct bootstrap_patch *patch = data;

	g_clear_pointer(&patch->file, g_free);
	yaml_free_file(&patch_schema, patch);
}

static struct bootstrap_patch *read_patch(const char *directory, const char *name,
					  GError **error)
{
	g_autofree char *path = g_build_filename(directory, name, NULL);
	struct bootstrap_patch *patch = yaml_load_file(path, &patch_schema, error);

	if (patch)
		patch->file = g_strdup(name);
	return patch;
}

static bool read_series(struct bootstrap_series *series, const char *directory,
			GError **error)
{
	g_autofree char *path = g_build_filename(directory, "series", NULL);
	g_autofree char *text = file_read(path, NULL, error);
	g_auto(GStrv) lines = text ? g_strsplit(text, "\n", -1) : NULL;
	GPtrArray *part = series->before;

	for (char **line = lines; line && *line; line++) {
		struct bootstrap_patch *patch;

		(*line)[strcspn(*line, "#")] = '\0';
		g_strstrip(*line);
		if (!strcmp(*line, "conversion"))
			part = series->after;
		if (!**line || !strcmp(*line, "conversion"))
			continue;
		patch = read_patch(directory, *line, error);
		if (!patch)
			return false;
		g_ptr_array_add(part, patch);
	}
	return lines;
}

struct bootstrap_series *bootstrap_series_read(const char *rules_dir, GError **error)
{
	g_autofree char *directory = g_build_filename(rules_dir, "bootstrap", NULL);
	struct bootstrap_series *series = g_new0(struct bootstrap_series, 1);

	series->before = g_ptr_array_new_with_free_func(patch_free);
	series->after = g_ptr_array_new_with_free_func(patch_free);
	if (read_series(series, directory, error))
		return series;
	bootstrap_series_free(series);
	return NULL;
}

void bootstrap_series_free(struct bootstrap_series *series)
{
	if (!series)
		return;
	g_ptr_array_unref(series->before);
	g_ptr_array_unref(series->after);
	g_free(series);
}

const struct bootstrap_layout *bootstrap_series_layout(const struct bootstrap_series *series)
{
	for (unsigned int i = 0; i < series->before->len; i++) {
		const struct bootstrap_patch *patch = series->before->pdata[i];

		if (patch->layout)
			return patch->layout;
	}
	return NULL;
}

static void add_all(GPtrArray *list, char **symbols, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		g_ptr_array_add(list, symbols[i]);
}

static void add_needs(gpointer data, gpointer list)
{
	const struct bootstrap_patch *patch = data;

	for (unsigned int i = 0; i < patch->add_count; i++)
		add_all(list, patch->add[i].needs, patch->add[i].needs_count);
	for (unsigned int i = 0; i < patch->convert_count; i++)
		add_all(list, patch->convert[i].needs, patch->convert[i].needs_count);
}

const char **bootstrap_series_needs(const struct bootstrap_series *series)
{
	GPtrArray *needs = g_ptr_array_new();

	g_ptr_array_foreach(series->before, add_needs, needs);
	g_ptr_array_foreach(series->after, add_needs, needs);
	g_ptr_array_add(needs, NULL);
	return (const char **)g_ptr_array_free(needs, FALSE);
}
