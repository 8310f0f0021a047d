// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/finding.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <jansson.h>
#include <xxhash.h>

#include "base/strings.h"
#include "tree/lexer.h"

struct findings {
	GPtrArray *list;	/* of struct finding *, owned */
	GHashTable *by_place;	/* "rule file line column" -> struct finding *, for adding */
};

static void free_step(gpointer data)
{
	struct finding_step *step = data;

	g_free(step->file);
	g_free(step->message);
	g_free(step);
}

struct finding *finding_new(const struct rule *rule, const char *file, unsigned int line,
			    unsigned int column, const char *function)
{
	struct finding *finding = g_new0(struct finding, 1);

	finding->rule = rule;
	finding->file = g_strdup(file);
	finding->line = line;
	finding->column = column;
	finding->function = g_strdup(function);
	finding->variants = g_ptr_array_new_with_free_func(g_free);
	finding->trace = g_ptr_array_new_with_free_func(free_step);
	return finding;
}

void finding_free(struct finding *finding)
{
	if (!finding)
		return;
	g_free(finding->file);
	g_free(finding->function);
	g_free(finding->message);
	g_free(finding->anchor);
	g_free(finding->fingerprint);
	g_ptr_array_unref(finding->variants);
	g_ptr_array_unref(finding->trace);
	g_free(finding);
}

void finding_add_step(struct finding *finding, const char *file, unsigned int line,
		      unsigned int column, const char *message)
{
	struct finding_step *step = g_new0(struct finding_step, 1);

	step->file = g_strdup(file);
	step->line = line;
	step->column = column;
	step->message = g_strdup(message);
	g_ptr_array_add(finding->trace, step);
}

static void free_finding(gpointer finding)
{
	finding_free(finding);
}

struct findings *findings_new(void)
{
	struct findings *findings = g_new0(struct findings, 1);

	findings->list = g_ptr_array_new_with_free_func(free_finding);
	findings->by_place = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return findings;
}

void findings_free(struct findings *findings)
{
	if (!findings)
		return;
	g_hash_table_unref(findings->by_place);
	g_ptr_array_unref(findings->list);
	g_free(findings);
}

static bool has_variant(const struct finding *finding, const char *variant)
{
	return g_ptr_array_find_with_equal_func(finding->variants, variant, g_str_equal, NULL);
}

static char *place_of(const struct finding *finding)
{
	return g_strdup_printf("%s %s %u %u", finding->rule->id, finding->file, finding->line,
			       finding->column);
}

void findings_add(struct findings *findings, struct finding *finding, const char *variant)
{
	g_autofree char *place = place_of(finding);
	struct finding *known = g_hash_table_lookup(findings->by_place, place);

	if (known) {
		finding_free(finding);
		finding = known;
	} else {
		g_ptr_array_add(findings->list, finding);
		g_hash_table_insert(findings->by_place, g_steal_pointer(&place), finding);
	}
	if (!has_variant(finding, variant))
		g_ptr_array_add(finding->variants, g_strdup(variant));
}

static int compare_findings(gconstpointer a, gconstpointer b)
{
	const struct finding *first = *(struct finding *const *)a;
	const struct finding *second = *(struct finding *const *)b;
	int order = strings_compare_places(first->file, first->line, first->column,
					   second->file, second->line, second->column);

	return order ? order : strcmp(first->rule->id, second->rule->id);
}

GPtrArray *findings_sorted(struct findings *findings)
{
	g_ptr_array_sort(findings->list, compare_findings);
	return findings->list;
}

bool finding_is_below(const char *file, const char *const *paths)
{
	for (; *paths; paths++) {
		size_t length = strlen(*paths);

		if (strcmp(*paths, ".") == 0)
			return true;
		if (strncmp(file, *paths, length) == 0 &&
		    (file[length] == '\0' || file[length] == '/' ||
		     (length && (*paths)[length - 1] == '/')))
			return true;
	}
	return false;
}

static void remove_at(struct findings *findings, unsigned int index)
{
	g_autofree char *place = place_of(g_ptr_array_index(findings->list, index));

	g_hash_table_remove(findings->by_place, place);
	g_ptr_array_remove_index(findings->list, index);
}

void findings_restrict(struct findings *findings, const char *const *paths)
{
	for (unsigned int i = findings->list->len; paths && *paths && i-- > 0;) {
		const struct finding *finding = g_ptr_array_index(findings->list, i);

		if (!finding_is_below(finding->file, paths))
			remove_at(findings, i);
	}
}

void findings_remove(struct findings *findings, GHashTable *which)
{
	for (unsigned int i = findings->list->len; i-- > 0;)
		if (g_hash_table_contains(which, g_ptr_array_index(findings->list, i)))
			remove_at(findings, i);
}

void findings_move(struct findings *findings, struct findings *from, const char *variant)
{
	g_ptr_array_set_free_func(from->list, NULL);
	for (unsigned int i = 0; i < from->list->len; i++)
		findings_add(findings, g_ptr_array_index(from->list, i), variant);
	findings_free(from);
}

/* -- text ------------------------------------------------------------------------------ */

static json_t *dump_step(const struct finding_step *step)
{
	return json_pack("[s,i,i,s]", step->file, (int)step->line, (int)step->column,
			 step->message);
}

static json_t *dump_finding(const struct finding *finding)
{
	json_t *trace = json_array();

	for (unsigned int i = 0; i < finding->trace->len; i++)
		json_array_append_new(trace, dump_step(g_ptr_array_index(finding->trace, i)));
	return json_pack("[s,s,i,i,s,s,o]", finding->rule->id, finding->file, (int)finding->line,
			 (int)finding->column, finding->function, finding->message, trace);
}

char *findings_dump(struct findings *findings)
{
	json_t *list = json_array();
	char *dumped, *text;

	for (unsigned int i = 0; i < findings->list->len; i++)
		json_array_append_new(list, dump_finding(g_ptr_array_index(findings->list, i)));
	dumped = json_dumps(list, JSON_COMPACT);
	text = g_strdup(dumped);
	free(dumped);
	json_decref(list);
	return text;
}

static void load_step(struct finding *finding, json_t *row)
{
	const char *file, *message;
	int line, column;

	if (json_unpack(row, "[s,i,i,s]", &file, &line, &column, &message) == 0)
		finding_add_step(finding, file, (unsigned int)line, (unsigned int)column, message);
}

static struct finding *load_finding(json_t *row, const struct rules *rules)
{
	const char *id, *file, *function, *text;
	const struct rule *rule;
	struct finding *finding;
	json_t *trace, *step;
	int line, column;
	size_t i;

	if (json_unpack(row, "[s,s,i,i,s,s,o]", &id, &file, &line, &column, &function, &text,
			&trace) < 0)
		return NULL;
	rule = rules_find(rules, id);
	if (!rule)
		return NULL;
	finding = finding_new(rule, file, (unsigned int)line, (unsigned int)column, function);
	finding->message = g_strdup(text);
	json_array_foreach(trace, i, step)
		load_step(finding, step);
	return finding;
}

void findings_load(struct findings *findings, const char *text, const struct rules *rules,
		   const char *variant)
{
	json_t *list = json_loads(text, 0, NULL), *row;
	size_t i;

	json_array_foreach(list, i, row) {
		struct finding *finding = load_finding(row, rules);

		if (finding)
			findings_add(findings, finding, variant);
	}
	json_decref(list);
}

/* -- fingerprints ------------------------------------------------------------------------ */

struct source_lines {
	const char *tree;
	GHashTable *overlay;
	GHashTable *files;	/* path -> GStrv of lines */
};

static char **lines_of(struct source_lines *source, const char *file)
{
	char **lines = g_hash_table_lookup(source->files, file);
	const char *text = source->overlay ? g_hash_table_lookup(source->overlay, file) : NULL;
	g_autofree char *path = NULL, *read = NULL;

	if (lines)
		return lines;
	if (!text) {
		path = g_build_filename(source->tree, file, NULL);
		if (g_file_get_contents(path, &read, NULL, NULL))
			text = read;
	}
	lines = g_strsplit(text ? text : "", "\n", -1);
	g_hash_table_insert(source->files, g_strdup(file), lines);
	return lines;
}

/*
 * Adds the code of @line to @text, without the white space that re-indenting changes and
 * without comments: one more says nothing of the finding.
 */
static void add_code(GString *text, const char *line)
{
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, line, strlen(line));
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token))
		for (size_t i = 0; i < token.length; i++)
			if (!g_ascii_isspace(token.text[i]))
				g_string_append_c(text, token.text[i]);
}

static char *line_text(struct source_lines *source, const struct finding *finding)
{
	char **lines = lines_of(source, finding->file);
	GString *text = g_string_new(NULL);

	if (finding->line && finding->line <= g_strv_length(lines))
		add_code(text, lines[finding->line - 1]);
	return g_string_free(text, FALSE);
}

static char *anchor_of(const struct finding *finding, const char *line)
{
	return g_strdup_printf("%s\n%s\n%s\n%s", finding->rule->id, finding->file,
			       finding->function, line);
}

void finding_identify(struct finding *finding, const char *line, int count)
{
	g_autofree char *whole = NULL;

	finding->anchor = anchor_of(finding, line);
	whole = g_strdup_printf("%s\n%d", finding->anchor, count);
	finding->fingerprint = g_strdup_printf("%016" G_GINT64_MODIFIER "x",
					       (guint64)XXH3_64bits(whole, strlen(whole)));
}

static void free_lines(gpointer lines)
{
	g_strfreev(lines);
}

void findings_fingerprint(struct findings *findings, const char *tree, GHashTable *overlay)
{
	struct source_lines source = { .tree = tree, .overlay = overlay };
	g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *list = findings_sorted(findings);

	source.files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_lines);
	for (unsigned int i = 0; i < list->len; i++) {
		struct finding *finding = g_ptr_array_index(list, i);
		g_autofree char *line = line_text(&source, finding);
		g_autofree char *anchor = anchor_of(finding, line);
		int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, anchor));

		finding_identify(finding, line, count);
		g_hash_table_insert(counts, finding->anchor, GINT_TO_POINTER(count + 1));
	}
	g_hash_table_unref(source.files);
}
