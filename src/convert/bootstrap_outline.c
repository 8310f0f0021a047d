// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_outline.h"

#include <string.h>

/* A declaration on its way. */
struct reader {
	const char *text;
	struct declarations *outline;
	struct lexeme_span token;
	struct lexeme_span last;	/* the word before @token, or a sign other than "(" */
	GPtrArray *names;
	size_t start;		/* G_MAXSIZE between declarations */
	unsigned int branch;
	unsigned int parens, braces;
	bool has_value;		/* a "=" was seen: what braces hold is an initialiser */
	bool is_record;
	bool opened_by_word;	/* its first word is followed by "(": maybe a macro's use */
	unsigned int words;
};

static void item_free(gpointer data)
{
	struct declaration *item = data;

	g_strfreev(item->names);
	g_free(item);
}

void declarations_free(struct declarations *outline)
{
	if (!outline)
		return;
	g_ptr_array_unref(outline->items);
	branches_free(outline->branches);
	g_free(outline);
}

static char *token_text(const struct reader *reader, const struct lexeme_span *token)
{
	return g_strndup(reader->text + token->start, token->end - token->start);
}

static void add_item(struct reader *reader, size_t start, size_t end, unsigned int branch)
{
	struct declaration *item = g_new0(struct declaration, 1);

	g_ptr_array_add(reader->names, NULL);
	item->names = (char **)g_ptr_array_free(reader->names, FALSE);
	reader->names = g_ptr_array_new();
	item->start = line_start(reader->text, start);
	item->end = line_end(reader->text, end);
	item->branch = branch;
	g_ptr_array_add(reader->outline->items, item);
}

static void begin(struct reader *reader)
{
	reader->start = reader->token.start;
	reader->branch = reader->outline->branches->current;
	reader->parens = reader->braces = reader->words = 0;
	reader->has_value = reader->is_record = reader->opened_by_word = false;
	memset(&reader->last, 0, sizeof(reader->last));
}

static void finish(struct reader *reader, size_t end)
{
	add_item(reader, reader->start, end, reader->branch);
	reader->start = G_MAXSIZE;
}

/* "#define NAME" and "#undef NAME" are items of their own; the others steer branches. */
static void read_directive(struct reader *reader)
{
	struct lexeme_span token = { .end = reader->token.start + 1 };
	g_autoptr(GPtrArray) kept = NULL;

	lexeme_next(reader->text, &token);
	if (!lexeme_is(reader->text, &token, "define") &&
	    !lexeme_is(reader->text, &token, "undef")) {
		branches_read(reader->outline->branches, reader->text, &reader->token);
		return;
	}
	lexeme_next(reader->text, &token);
	kept = reader->names;
	reader->names = g_ptr_array_new();
	g_ptr_array_add(reader->names, token_text(reader, &token));
	add_item(reader, reader->token.start, reader->token.end,
		 reader->outline->branches->current);
	g_ptr_array_unref(reader->names);
	reader->names = g_steal_pointer(&kept);
}

static void add_record_name(struct reader *reader)
{
	struct lexeme_span token = { .end = reader->start };
	g_autofree char *kind = NULL;
	g_autofree char *name = NULL;

	lexeme_next(reader->text, &token);
	if (lexeme_is(reader->text, &token, "typedef"))
		lexeme_next(reader->text, &token);
	if (!lexeme_is(reader->text, &token, "struct") && !lexeme_is(reader->text, &token, "union") &&
	    !lexeme_is(reader->text, &token, "enum"))
		return;
	reader->is_record = true;
	kind = token_text(reader, &token);
	lexeme_next(reader->text, &token);
	name = token_text(reader, &token);
	if (token.kind == LEXEME_WORD)
		g_ptr_array_add(reader->names, g_strconcat(kind, " ", name, NULL));
}

static void open_brace(struct reader *reader)
{
	/* A function has its name, with "(" behind it, by now. */
	if (!reader->braces++ && !reader->parens && !reader->has_value && !reader->names->len)
		add_record_name(reader);
}

/* In kernel style nothing but the end of a function or record is "}" in the first column. */
static void close_brace(struct reader *reader)
{
	bool at_margin = reader->token.start == line_start(reader->text, reader->token.start);

	reader->braces = at_margin || !reader->braces ? 0 : reader->braces - 1;
	if (!reader->braces && !reader->parens && !reader->is_record && !reader->has_value)
		finish(reader, reader->token.start);
}

static void open_paren(struct reader *reader)
{
	if (!reader->parens++ && !reader->braces && reader->last.kind == LEXEME_WORD) {
		g_ptr_array_add(reader->names, token_text(reader, &reader->last));
		reader->opened_by_word = reader->words == 1;
	}
}

static void read_sign(struct reader *reader)
{
	switch (reader->text[reader->token.start]) {
	case '{':
		open_brace(reader);
		break;
	case '}':
		close_brace(reader);
		break;
	case '(':
		open_paren(reader);
		break;
	case ')':
		reader->parens -= reader->parens > 0;
		break;
	case '=':
		reader->has_value |= !reader->braces && !reader->parens;
		break;
	case ';':
		if (!reader->braces && !reader->parens)
			finish(reader, reader->token.start);
		break;
	}
}

/* "MACRO(arguments)" without a semicolon, and the next declaration below it. */
static bool is_macro_use(const struct reader *reader)
{
	return reader->opened_by_word && reader->token.kind == LEXEME_WORD && !reader->parens &&
	       !reader->braces && reader->last.kind == LEXEME_SIGN &&
	       reader->text[reader->last.start] == ')' &&
	       reader->token.start == line_start(reader->text, reader->token.start);
}

static void read_token(struct reader *reader)
{
	if (reader->start != G_MAXSIZE && is_macro_use(reader))
		finish(reader, reader->last.start);
	if (reader->start == G_MAXSIZE)
		begin(reader);
	if (reader->token.kind == LEXEME_SIGN)
		read_sign(reader);
	else if (reader->token.kind == LEXEME_WORD)
		reader->words++;
	reader->last = reader->token;
}

struct declarations *declarations_read(const char *text)
{
	struct declarations *outline = g_new0(struct declarations, 1);
	struct reader reader = { .text = text, .outline = outline, .start = G_MAXSIZE };

	outline->items = g_ptr_array_new_with_free_func(item_free);
	outline->branches = branches_new();
	reader.names = g_ptr_array_new_with_free_func(g_free);
	for (lexeme_next(text, &reader.token); reader.token.kind != LEXEME_END;
	     lexeme_next(text, &reader.token))
		if (reader.token.kind == LEXEME_DIRECTIVE)
			read_directive(&reader);
		else if (reader.token.kind != LEXEME_COMMENT)
			read_token(&reader);
	g_ptr_array_set_free_func(reader.names, g_free);
	g_ptr_array_unref(reader.names);
	return outline;
}

const struct declaration *declarations_find(const struct declarations *outline, const char *name,
					unsigned int from, unsigned int *index)
{
	for (unsigned int i = from; i < outline->items->len; i++) {
		const struct declaration *item = outline->items->pdata[i];

		if (!g_strv_contains((const char *const *)item->names, name))
			continue;
		if (index)
			*index = i;
		return item;
	}
	return NULL;
}

bool declarations_has(const struct declarations *outline, const char *name)
{
	return declarations_find(outline, name, 0, NULL);
}

size_t declarations_behind(const struct declarations *outline, const char *const *names,
		      const char **missing)
{
	const struct branches *branches = outline->branches;
	const struct declaration *last = NULL;
	unsigned int common = 0, index = 0;

	for (; *names; names++) {
		const struct declaration *item = declarations_find(outline, *names, 0, &index);

		if (!item) {
			*missing = *names;
			return G_MAXSIZE;
		}
		for (; item; item = declarations_find(outline, *names, index + 1, &index)) {
			common = last ? branches_common(branches, common, item->branch) :
				item->branch;
			if (!last || item->start > last->start)
				last = item;
		}
	}
	if (last->branch == common)
		return last->end;
	return branches_get(branches, branches_below(branches, common, last->branch))->end;
}
