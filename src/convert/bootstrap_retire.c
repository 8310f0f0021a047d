// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_retire.h"

#include <string.h>

#include "convert/bootstrap_insert.h"
#include "convert/problem.h"
#include "tree/index.h"
#include "tree/lexer.h"
#include "tree/outline.h"
#include "tree/walk.h"
#include "tree/words.h"

#define DOCUMENTATION "Documentation"

/* What is retired, and from where. */
struct retirement {
	const struct bootstrap_patch *patch;
	const struct tree *tree;
	GHashTable *texts;
	GPtrArray *notes;
	GPtrArray *names;	/* those that the tree has, borrowed, NULL-terminated */
};

/* -- words --------------------------------------------------------------------------- */

/*
 * The length of what at @text reads as @phrase, whose blanks stand for any white space; 0
 * when it reads otherwise.
 */
static size_t phrase_length(const char *text, const char *phrase)
{
	size_t length = 0;

	for (; *phrase; phrase++)
		if (*phrase == ' ' && g_ascii_isspace(text[length]))
			length += strspn(text + length, " \t\n");
		else if (text[length] == *phrase)
			length++;
		else
			return 0;
	return is_word_part(text[length]) && is_word_part(phrase[-1]) ? 0 : length;
}

/* The next place in @text where @phrase stands by itself, or NULL. */
static const char *find_phrase(const char *text, const char *phrase, size_t *length)
{
	for (const char *at = text; *at; at++) {
		if (at > text && is_word_part(at[-1]) && is_word_part(*phrase))
			continue;
		*length = phrase_length(at, phrase);
		if (*length)
			return at;
	}
	return NULL;
}

/* Appends @phrase with the white space of @old, which has as many words. */
static void append_like(GString *out, const char *phrase, const char *old, size_t length)
{
	const char *end = old + length;

	for (; *phrase; phrase++) {
		size_t blanks;

		if (*phrase != ' ') {
			g_string_append_c(out, *phrase);
			continue;
		}
		old += strcspn(old, " \t\n");
		blanks = old < end ? strspn(old, " \t\n") : 0;
		g_string_append_len(out, blanks ? old : " ", blanks ? (gssize)blanks : 1);
		old += blanks;
	}
}

static char *rename_one(const char *text, const struct bootstrap_rename *rename)
{
	GString *result = g_string_new(NULL);
	size_t length = 0;

	for (const char *at; (at = find_phrase(text, rename->from, &length));
	     text = at + length) {
		g_string_append_len(result, text, at - text);
		append_like(result, rename->to, at, length);
	}
	g_string_append(result, text);
	return g_string_free(result, FALSE);
}

/* Whether @line underlines, or is above, a heading as long as @heading. */
static bool underlines(const char *line, const char *heading)
{
	size_t length = strlen(line);

	return length > 1 && length == (size_t)g_utf8_strlen(heading, -1) &&
	       g_ascii_ispunct(*line) && strspn(line, (const char[]){ *line, '\0' }) == length;
}

static char *underline(char sign, const char *heading)
{
	return g_strnfill((gsize)g_utf8_strlen(heading, -1), sign);
}

/* Phrases keep their line ends, so that lines of @old and @text go together. */
static char *fit_underlines(const char *old, const char *text)
{
	g_auto(GStrv) old_lines = g_strsplit(old, "\n", -1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (unsigned int i = 0; lines[i] && lines[i + 1] && old_lines[i]; i++) {
		char *longer;

		if (!strcmp(lines[i], old_lines[i]) || !underlines(lines[i + 1], old_lines[i]))
			continue;
		longer = underline(*lines[i + 1], lines[i]);
		g_free(lines[i + 1]);
		lines[i + 1] = longer;
	}
	return g_strjoinv("\n", lines);
}

char *bootstrap_rename_words(const char *text, const struct bootstrap_rename *renames,
			     unsigned int count)
{
	g_autofree char *renamed = g_strdup(text);

	for (unsigned int i = 0; i < count; i++) {
		char *next = rename_one(renamed, &renames[i]);

		g_free(renamed);
		renamed = next;
	}
	return strcmp(text, renamed) ? fit_underlines(text, renamed) : NULL;
}

/* The same within the comments of C. */
static char *rename_comments(const char *text, const struct bootstrap_patch *patch)
{
	GString *result = g_string_new(NULL);
	const char *done = text;
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, text, strlen(text));
	lexer_keep_comments(&lexer);
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token)) {
		g_autofree char *comment = token.kind == TOKEN_COMMENT ? token_copy(&token) : NULL;
		g_autofree char *renamed = comment ?
			bootstrap_rename_words(comment, patch->renames,
					       patch->renames_count) : NULL;

		if (!renamed)
			continue;
		g_string_append_len(result, done, token.text - done);
		g_string_append(result, renamed);
		done = token.text + token.length;
	}
	if (done > text)
		g_string_append(result, done);
	return g_string_free(result, done == text);
}

/* -- uses ---------------------------------------------------------------------------- */

/* Whether code of @text, not only a comment, names @word. */
static bool code_names(const char *text, const char *word)
{
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, text, strlen(text));
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token))
		if (token.kind == TOKEN_WORD && token_is(&token, word))
			return true;
	return false;
}

/* @text without the items called one of the retired names that @header declares. */
static char *without_items(const struct retirement *retirement, const char *header,
			   const char *text)
{
	struct outline *outline = outline_new(text, strlen(text), NULL);
	GString *result = g_string_new(NULL);
	size_t done = 0;

	for (unsigned int i = 0; i < retirement->patch->retire_count; i++) {
		const struct bootstrap_retire *retire = &retirement->patch->retire[i];
		const struct outline_item *item = strcmp(retire->header, header) ? NULL :
			outline_find(outline, retire->name, 0, NULL);

		if (!item || item->start < done)
			continue;
		g_string_append_len(result, text + done, (gssize)(item->start - done));
		/* One of the two empty lines around it goes, too. */
		done = item->end + (text[item->end] == '\n');
	}
	g_string_append(result, text + done);
	outline_free(outline);
	return g_string_free(result, FALSE);
}

static bool is_header(const struct retirement *retirement, const char *file)
{
	for (unsigned int i = 0; i < retirement->patch->retire_count; i++)
		if (!strcmp(retirement->patch->retire[i].header, file))
			return true;
	return false;
}

static bool uses(const struct retirement *retirement, const char *file, const char *name)
{
	g_autofree char *whole = edits_get(retirement->texts, retirement->tree, file, NULL);
	g_autofree char *text = whole && is_header(retirement, file) ?
		without_items(retirement, file, whole) : g_strdup(whole);

	return text && code_names(text, name);
}

/* Whether none of @files uses @name; who does is noted. */
static bool is_unused(const struct retirement *retirement, const GPtrArray *files,
		      const char *name)
{
	const char *first = NULL;
	unsigned int others = 0;

	for (unsigned int i = 0; i < files->len; i++) {
		if (!uses(retirement, files->pdata[i], name))
			continue;
		others += first != NULL;
		first = first ? first : files->pdata[i];
	}
	if (first && others)
		problems_add(retirement->notes, "%s() stays: %s and %u other file%s use it", name,
			     first, others, others == 1 ? "" : "s");
	else if (first)
		problems_add(retirement->notes, "%s() stays: %s uses it", name, first);
	return !first;
}

/* -- what changes ----------------------------------------------------------------------- */

static void take_out(const struct retirement *retirement, const char *file)
{
	g_autofree char *text = edits_get(retirement->texts, retirement->tree, file, NULL);
	g_autofree char *kept = is_header(retirement, file) ?
		without_items(retirement, file, text) : g_strdup(text);
	char *renamed = rename_comments(kept, retirement->patch);

	if (renamed || strcmp(kept, text))
		edits_put(retirement->texts, file, renamed ? renamed : g_steal_pointer(&kept));
}

static void rename_document(const char *path, const char *name, void *data)
{
	const struct retirement *retirement = data;
	g_autofree char *text = edits_get(retirement->texts, retirement->tree, path, NULL);
	char *renamed;

	(void)name;
	if (!text || !g_utf8_validate(text, -1, NULL) ||
	    !index_text_matches(text, strlen(text),
				(const char *const *)retirement->names->pdata))
		return;
	renamed = bootstrap_rename_words(text, retirement->patch->renames,
					 retirement->patch->renames_count);
	if (renamed)
		edits_put(retirement->texts, path, renamed);
}

/* The retired names that a header still declares, NULL-terminated. */
static GPtrArray *present_names(const struct retirement *retirement)
{
	GPtrArray *names = g_ptr_array_new();

	for (unsigned int i = 0; i < retirement->patch->retire_count; i++) {
		const struct bootstrap_retire *retire = &retirement->patch->retire[i];
		g_autofree char *text = edits_get(retirement->texts, retirement->tree,
						  retire->header, NULL);
		struct outline *outline = text ? outline_new(text, strlen(text), NULL) : NULL;

		if (outline && outline_has(outline, retire->name))
			g_ptr_array_add(names, retire->name);
		outline_free(outline);
	}
	g_ptr_array_add(names, NULL);
	return names;
}

static bool retire_names(struct retirement *retirement, GError **error)
{
	static const char *const everything[] = { ".", NULL };
	g_autoptr(GPtrArray) files = index_files(retirement->tree, everything,
		(const char *const *)retirement->names->pdata, NULL, error);
	bool unused = true;

	for (unsigned int i = 0; files && i + 1 < retirement->names->len; i++)
		unused &= is_unused(retirement, files, retirement->names->pdata[i]);
	if (!files || !unused)
		return files;
	for (unsigned int i = 0; i < files->len; i++)
		take_out(retirement, files->pdata[i]);
	walk_files(retirement->tree->path, DOCUMENTATION, rename_document, retirement);
	return true;
}

bool bootstrap_retire(const struct bootstrap_patch *patch, const struct tree *tree,
		      GHashTable *texts, GPtrArray *notes, GError **error)
{
	struct retirement retirement = { patch, tree, texts, notes, NULL };
	bool ok = true;

	retirement.names = present_names(&retirement);
	if (retirement.names->len > 1)
		ok = retire_names(&retirement, error);
	g_ptr_array_unref(retirement.names);
	return ok;
}
