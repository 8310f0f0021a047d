// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/cocci.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "tree/words.h"

static const char *const mode_names[COCCI_MODES] = {
	[COCCI_PATCH] = "patch",
	[COCCI_REPORT] = "report",
	[COCCI_CONTEXT] = "context",
	[COCCI_ORG] = "org",
};

const char *cocci_mode_name(enum cocci_mode mode)
{
	return mode_names[mode];
}

bool semantic_patch_has_mode(const struct semantic_patch *patch, enum cocci_mode mode)
{
	return patch->modes & (1u << mode);
}

/* A file read line by line. */
struct reader {
	const char *path;
	char **lines;
	unsigned int at;	/* index of the current line */
};

static bool fail_at(const struct reader *reader, GError **error, const char *what)
{
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s:%u: %s", reader->path,
		    reader->at + 1, what);
	return false;
}

/* What follows "// @name:" on @line, stripped, or NULL. */
static char *header_value(const char *line, const char *name)
{
	if (!g_str_has_prefix(line, "//"))
		return NULL;
	line += 2;
	line += strspn(line, " \t");
	if (!g_str_has_prefix(line, name) || line[strlen(name)] != ':')
		return NULL;
	return g_strstrip(g_strdup(line + strlen(name) + 1));
}

static bool is_identifier(const char *word)
{
	if (!g_ascii_isalpha(*word) && *word != '_')
		return false;
	for (; *word; word++)
		if (!is_word_part(*word))
			return false;
	return true;
}

/* A list that ends in a comma goes on in the next comment line. */
static char *join_continued(struct reader *reader, char *value)
{
	while (g_str_has_suffix(value, ",") && reader->lines[reader->at + 1] &&
	       g_str_has_prefix(reader->lines[reader->at + 1], "//")) {
		char *more = g_strstrip(g_strdup(reader->lines[++reader->at] + 2));
		char *joined = g_strconcat(value, " ", more, NULL);

		g_free(more);
		g_free(value);
		value = joined;
	}
	return value;
}

static bool read_keywords(struct semantic_patch *patch, struct reader *reader,
			  const char *value, GError **error)
{
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();
	g_auto(GStrv) parts = g_strsplit_set(value, ", \t", -1);
	unsigned int count = 0;

	if (patch->keywords)
		return fail_at(reader, error, "a second Keywords: line");
	for (char **part = parts; *part; part++) {
		if (!**part)
			continue;
		if (!is_identifier(*part))
			return fail_at(reader, error, "Keywords: takes identifiers, comma-separated");
		g_strv_builder_add(words, *part);
		count++;
	}
	if (!count)
		return fail_at(reader, error, "Keywords: without a word");
	patch->keywords = g_strv_builder_end(words);
	return true;
}

static bool read_facts(struct semantic_patch *patch, struct reader *reader, const char *value,
		       GError **error)
{
	g_auto(GStrv) words = g_strsplit_set(value, " \t", 2);
	g_autofree char *rules = words[0] && words[1] ? g_strstrip(g_strdup(words[1])) : NULL;

	if (patch->facts)
		return fail_at(reader, error, "a second Facts: line");
	if (rules && *rules && !strcmp(words[0], "variables"))
		patch->facts = COCCI_FACTS_VARIABLES;
	else if (rules && *rules && !strcmp(words[0], "parameters"))
		patch->facts = COCCI_FACTS_PARAMETERS;
	else if (rules && *rules && !strcmp(words[0], "ends"))
		patch->facts = COCCI_FACTS_ENDS;
	else
		return fail_at(reader, error, "Facts: takes \"variables\", \"parameters\" or "
			       "\"ends\", then rules");
	patch->facts_rules = g_strsplit(rules, ", ", -1);
	return true;
}

static bool read_options(struct semantic_patch *patch, struct reader *reader, const char *value,
			 GError **error)
{
	if (patch->options)
		return fail_at(reader, error, "a second Options: line");
	if (!*value)
		return true;
	if (!g_shell_parse_argv(value, NULL, &patch->options, NULL))
		return fail_at(reader, error, "Options: has an unmatched quote");
	g_free(patch->options_text);
	patch->options_text = g_strdup(value);
	return true;
}

static void read_virtual(struct semantic_patch *patch, const char *names)
{
	g_auto(GStrv) parts = g_strsplit_set(names, ", \t;", -1);

	for (int mode = 0; mode < COCCI_MODES; mode++)
		if (g_strv_contains((const char *const *)parts, mode_names[mode]))
			patch->modes |= 1u << mode;
}

static bool read_comment(struct semantic_patch *patch, struct reader *reader, GError **error)
{
	const char *line = reader->lines[reader->at];
	g_autofree char *options = header_value(line, "Options");
	g_autofree char *requires = header_value(line, "Requires");
	g_autofree char *keywords = header_value(line, "Keywords");
	g_autofree char *facts = header_value(line, "Facts");
	g_autofree char *together = header_value(line, "Together");

	if (together && strcmp(together, "files"))
		return fail_at(reader, error, "Together: takes \"files\"");
	patch->together |= together != NULL;
	if (facts)
		return read_facts(patch, reader, facts, error);
	if (options)
		return read_options(patch, reader, options, error);
	if (requires && *requires && !patch->requires)
		patch->requires = g_steal_pointer(&requires);
	if (!keywords)
		return true;
	keywords = join_continued(reader, g_steal_pointer(&keywords));
	return read_keywords(patch, reader, keywords, error);
}

/* The first paragraph of @lines on one line. */
static char *first_paragraph(char **lines)
{
	GString *text = g_string_new(NULL);

	for (; *lines; lines++) {
		g_autofree char *line = g_strstrip(g_strdup(*lines));

		if (!*line && text->len)
			break;
		g_string_append_printf(text, "%s%s", text->len && *line ? " " : "", line);
	}
	return g_string_free(text, !text->len);
}

static bool read_lines(struct semantic_patch *patch, struct reader *reader, GError **error)
{
	g_autoptr(GStrvBuilder) description = g_strv_builder_new();
	g_autoptr(GStrvBuilder) information = g_strv_builder_new();

	for (; reader->lines[reader->at]; reader->at++) {
		const char *line = reader->lines[reader->at];

		if (g_str_has_prefix(line, "///"))
			g_strv_builder_add(description, line + 3);
		else if (g_str_has_prefix(line, "//#"))
			g_strv_builder_add(information, line + 3);
		else if (g_str_has_prefix(line, "virtual ") || g_str_has_prefix(line, "virtual\t"))
			read_virtual(patch, line + 8);
		else if (g_str_has_prefix(line, "//") && !read_comment(patch, reader, error))
			return false;
	}
	patch->description = g_strv_builder_end(description);
	patch->information = g_strv_builder_end(information);
	patch->summary = first_paragraph(patch->description);
	return true;
}

struct semantic_patch *semantic_patch_read(const char *path, GError **error)
{
	g_autofree char *text = file_read(path, NULL, error);
	g_auto(GStrv) lines = NULL;
	struct reader reader = { .path = path };
	struct semantic_patch *patch;

	if (!text)
		return NULL;
	reader.lines = lines = g_strsplit(text, "\n", -1);
	patch = g_new0(struct semantic_patch, 1);
	patch->path = g_canonicalize_filename(path, NULL);
	patch->name = g_path_get_basename(path);
	patch->options_text = g_strdup("");
	if (read_lines(patch, &reader, error))
		return patch;
	semantic_patch_free(patch);
	return NULL;
}

void semantic_patch_free(struct semantic_patch *patch)
{
	if (!patch)
		return;
	g_free(patch->path);
	g_free(patch->name);
	g_free(patch->summary);
	g_strfreev(patch->description);
	g_strfreev(patch->information);
	g_free(patch->options_text);
	g_strfreev(patch->options);
	g_strfreev(patch->keywords);
	g_strfreev(patch->facts_rules);
	g_free(patch->requires);
	g_free(patch);
}

static bool series_has(const GPtrArray *series, const char *name)
{
	for (unsigned int i = 0; i < series->len; i++) {
		const struct semantic_patch *patch = series->pdata[i];

		if (!strcmp(patch->name, name))
			return true;
	}
	return false;
}

static bool series_add(GPtrArray *series, const struct reader *reader, const char *directory,
		       const char *name, GError **error)
{
	g_autofree char *path = g_build_filename(directory, name, NULL);
	struct semantic_patch *patch;

	if (strchr(name, '/') || !g_str_has_suffix(name, ".cocci"))
		return fail_at(reader, error, "not the name of a .cocci file in this directory");
	if (series_has(series, name))
		return fail_at(reader, error, "listed twice");
	if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return fail_at(reader, error, "there is no such semantic patch in this directory");
	patch = semantic_patch_read(path, error);
	if (!patch)
		return false;
	g_ptr_array_add(series, patch);
	if (!patch->summary) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s:1: no summary: a line that starts with ///", path);
		return false;
	}
	return true;
}

GPtrArray *cocci_series_read(const char *directory, GError **error)
{
	g_autoptr(GPtrArray) series =
		g_ptr_array_new_with_free_func((GDestroyNotify)semantic_patch_free);
	g_autofree char *path = g_build_filename(directory, "series", NULL);
	g_autofree char *text = file_read(path, NULL, error);
	g_auto(GStrv) lines = NULL;
	struct reader reader = { .path = path };

	if (!text)
		return NULL;
	reader.lines = lines = g_strsplit(text, "\n", -1);
	for (; lines[reader.at]; reader.at++) {
		char *line = lines[reader.at];

		line[strcspn(line, "#")] = '\0';
		g_strstrip(line);
		if (*line && !series_add(series, &reader, directory, line, error))
			return NULL;
	}
	if (!series->len) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s lists no semantic patch",
			    path);
		return NULL;
	}
	return g_steal_pointer(&series);
}
