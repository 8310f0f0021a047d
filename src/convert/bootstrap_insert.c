// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_insert.h"

#include <string.h>

#include "base/error.h"
#include "base/strings.h"
#include "tree/index.h"
#include "tree/lexer.h"
#include "tree/outline.h"

/* Where the backslashes of a macro stand, and how wide a tab is. */
#define MACRO_COLUMN 72
#define TAB 8

GHashTable *edits_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

char *edits_get(GHashTable *texts, const struct tree *tree, const char *file, GError **error)
{
	const char *text = g_hash_table_lookup(texts, file);

	return text ? g_strdup(text) : tree_read(tree, file, NULL, error);
}

void edits_put(GHashTable *texts, const char *file, char *text)
{
	g_hash_table_replace(texts, g_strdup(file), text);
}

/* -- what is there already --------------------------------------------------------- */

/* The words without which a file declares nothing of @patches, NULL-terminated; borrowed. */
static GPtrArray *collect_words(const GPtrArray *patches)
{
	GPtrArray *words = g_ptr_array_new();

	for (unsigned int i = 0; i < patches->len; i++) {
		const struct bootstrap_patch *patch = patches->pdata[i];

		if (patch->layout)
			g_ptr_array_add(words, patch->layout->descriptor);
		for (unsigned int k = 0; k < patch->add_count; k++)
			g_ptr_array_add(words, patch->add[k].name);
	}
	g_ptr_array_add(words, NULL);
	return words;
}

/* Whether the macro, or one that it uses, holds @word. */
static bool macro_has(const struct outline *outline, const char *text, const char *macro,
		      const char *word, bool deeper)
{
	const struct outline_item *item = outline_find(outline, macro, 0, NULL);
	struct lexer lexer;
	struct token token;
	bool found = false;

	if (!item)
		return false;
	lexer_init(&lexer, text + item->start, item->end - item->start);
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END && !found;
	     lexer_next(&lexer, &token)) {
		g_autofree char *name = token_copy(&token);

		found = !strcmp(name, word) ||
			(deeper && token.kind == TOKEN_WORD && strcmp(name, macro) &&
			 macro_has(outline, text, name, word, false));
	}
	return found;
}

static void look_at_add(const struct outline *outline, const char *text,
			const struct bootstrap_add *add, GHashTable *present)
{
	if (add->macro ? macro_has(outline, text, add->macro, add->name, true) :
	    outline_has(outline, add->name))
		g_hash_table_add(present, g_strdup(add->name));
}

static void look_at(const struct tree *tree, const char *file, const GPtrArray *patches,
		    GHashTable *present)
{
	g_autofree char *text = tree_read(tree, file, NULL, NULL);
	struct outline *outline = text ? outline_new(text, strlen(text), NULL) : NULL;

	for (unsigned int i = 0; outline && i < patches->len; i++) {
		const struct bootstrap_patch *patch = patches->pdata[i];
		g_autofree char *record = patch->layout ?
			g_strconcat("struct ", patch->layout->descriptor, NULL) : NULL;

		if (record && outline_has(outline, record))
			g_hash_table_add(present, g_steal_pointer(&record));
		for (unsigned int k = 0; k < patch->add_count; k++)
			look_at_add(outline, text, &patch->add[k], present);
	}
	outline_free(outline);
}

GHashTable *bootstrap_find_present(const struct bootstrap_series *series,
				   const struct tree *tree, GError **error)
{
	static const char *const folders[] = { "include", "arch", NULL };
	g_autoptr(GPtrArray) words = collect_words(series->before);
	g_autoptr(GPtrArray) files = index_files(tree, folders,
		(const char *const *)words->pdata, NULL, error);
	GHashTable *present;

	if (!files)
		return NULL;
	present = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (unsigned int i = 0; i < files->len; i++)
		if (g_str_has_suffix(files->pdata[i], ".h"))
			look_at(tree, files->pdata[i], series->before, present);
	return present;
}

static bool edits_have(GHashTable *texts, const char *word)
{
	const char *const words[] = { word, NULL };
	GHashTableIter iterator;
	gpointer text;

	g_hash_table_iter_init(&iterator, texts);
	while (g_hash_table_iter_next(&iterator, NULL, &text))
		if (index_text_matches(text, strlen(text), words))
			return true;
	return false;
}

bool bootstrap_has(GHashTable *symbols, GHashTable *texts, char **needs,
		   unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		if (!g_hash_table_contains(symbols, needs[i]) && !edits_have(texts, needs[i]))
			return false;
	return true;
}

/* -- where it goes ----------------------------------------------------------------- */

/* The files of the tree that @pattern names, sorted. */
static GPtrArray *match_files(const struct tree *tree, const char *pattern)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
	const char *star = strchr(pattern, '*');
	g_autofree char *folder = star ? g_strndup(pattern, (gsize)(star - pattern)) : NULL;
	g_autofree char *above = folder ? g_build_filename(tree->path, folder, NULL) : NULL;
	g_autoptr(GDir) entries = above ? g_dir_open(above, 0, NULL) : NULL;
	const char *name;

	if (!star)
		g_ptr_array_add(files, g_strdup(pattern));
	while (entries && (name = g_dir_read_name(entries)))
		g_ptr_array_add(files, g_strconcat(folder, name, star + 1, NULL));
	for (unsigned int i = 0; i < files->len;) {
		g_autofree char *path = g_build_filename(tree->path, files->pdata[i], NULL);

		if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
			i++;
		else
			g_ptr_array_remove_index(files, i);
	}
	strings_sort(files);
	return files;
}

/* An empty line on either side, unless a conditional ends there. */
static char *insert_at(const char *text, size_t offset, const char *declaration)
{
	const char *rest = text + offset;
	bool ends = !*rest || *rest == '\n' || g_str_has_prefix(rest, "#endif") ||
		    g_str_has_prefix(rest, "#el");

	return g_strdup_printf("%.*s\n%s%s%s", (int)offset, text, declaration, ends ? "" : "\n",
			       rest);
}

static unsigned int columns(const char *line)
{
	unsigned int column = 0;

	for (; *line; line++)
		column += *line == '\t' ? TAB - column % TAB : 1;
	return column;
}

static void append_continued(GString *text, const char *line)
{
	unsigned int column = columns(line);

	g_string_append(text, line);
	if (column >= MACRO_COLUMN)
		g_string_append_c(text, ' ');
	for (; column < MACRO_COLUMN; column += TAB - column % TAB)
		g_string_append_c(text, '\t');
	g_string_append(text, "\\\n");
}

/* The lines of @declaration behind the last line, up to @end, of a macro. */
static char *extend_macro(const char *text, size_t end, const char *declaration)
{
	const char *newline = memrchr(text, '\n', end - 1);
	size_t start = newline ? (size_t)(newline + 1 - text) : 0;
	g_autofree char *last = g_strndup(text + start, end - 1 - start);
	g_autofree char *added = g_strchomp(g_strdup(declaration));
	g_auto(GStrv) lines = g_strsplit(added, "\n", -1);
	GString *result = g_string_new_len(text, (gssize)start);

	append_continued(result, last);
	for (char **line = lines; *line; line++)
		if (line[1])
			append_continued(result, *line);
		else
			g_string_append_printf(result, "%s\n", *line);
	g_string_append(result, text + end);
	return g_string_free(result, FALSE);
}

/*
 * What of "after" has to be there: all but the "name?" that are not, of which the last stays
 * when nothing else does; NULL-terminated.
 */
static GPtrArray *anchors(const struct bootstrap_add *add, const struct outline *outline)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

	for (unsigned int i = 0; i < add->after_count; i++) {
		g_autofree char *name = g_strdup(add->after[i]);
		bool optional = g_str_has_suffix(name, "?");

		if (optional)
			name[strlen(name) - 1] = '\0';
		if (!optional || outline_has(outline, name) ||
		    (!names->len && i + 1 == add->after_count))
			g_ptr_array_add(names, g_steal_pointer(&name));
	}
	g_ptr_array_add(names, NULL);
	return names;
}

static char *insert_behind_anchors(const struct bootstrap_add *add, const char *text,
				   const struct outline *outline, char **missing)
{
	g_autoptr(GPtrArray) names = anchors(add, outline);
	const char *name = NULL;
	size_t offset = outline_behind(outline, (const char *const *)names->pdata, &name);

	if (offset != G_MAXSIZE)
		return insert_at(text, offset, add->text);
	g_free(*missing);
	*missing = g_strdup(name);
	return NULL;
}

static char *insert_into_macro(const struct bootstrap_add *add, const char *text,
			       const struct outline *outline, char **missing)
{
	const struct outline_item *macro = outline_find(outline, add->macro, 0, NULL);

	if (macro)
		return extend_macro(text, macro->end, add->text);
	g_free(*missing);
	*missing = g_strdup(add->macro);
	return NULL;
}

static char *insert_into(const struct bootstrap_add *add, const char *text, char **missing)
{
	struct outline *outline = outline_new(text, strlen(text), NULL);
	char *result = add->macro ? insert_into_macro(add, text, outline, missing) :
				    insert_behind_anchors(add, text, outline, missing);

	outline_free(outline);
	return result;
}

bool bootstrap_insert(const struct bootstrap_add *add, const struct tree *tree,
		      GHashTable *texts, GError **error)
{
	g_autofree char *missing = NULL;
	unsigned int done = 0;

	for (unsigned int i = 0; i < add->headers_count; i++) {
		g_autoptr(GPtrArray) files = match_files(tree, add->headers[i]);

		for (unsigned int k = 0; k < files->len; k++) {
			g_autofree char *text = edits_get(texts, tree, files->pdata[k], error);
			char *changed = text ? insert_into(add, text, &missing) : NULL;

			if (!text)
				return false;
			if (!changed)
				continue;
			edits_put(texts, files->pdata[k], changed);
			done++;
		}
	}
	if (!done)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "%s: no place for %s: %s %s", add->headers[0], add->name,
			    missing ? "it does not declare" : "there is no such",
			    missing ? missing : "header");
	return done;
}

bool bootstrap_insert_behind(const char *file, size_t offset, const char *declaration,
			     const struct tree *tree, GHashTable *texts, GError **error)
{
	g_autofree char *text = edits_get(texts, tree, file, error);
	struct outline *outline = text ? outline_new(text, strlen(text), NULL) : NULL;
	const struct outline_item *found = outline ? outline_at(outline, offset) : NULL;

	if (found)
		edits_put(texts, file, insert_at(text, found->end, declaration));
	outline_free(outline);
	if (text && !found)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_INCOMPLETE,
			    "%s: no declaration to put another behind at byte %zu", file, offset);
	return found;
}
