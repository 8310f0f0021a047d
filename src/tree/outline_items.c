// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/outline_reader.h"

void reader_next(struct reader *reader)
{
	lexer_next(&reader->lexer, &reader->token);
}

/* -- uses and items --------------------------------------------------------------- */

void reader_note_use(struct reader *reader, const struct token *token)
{
	GArray *uses = reader->outline->uses;
	struct outline_use use = { token->line, ITEM_PENDING,
				   reader->outline->branches->current };
	const struct outline_use *last = uses->len ?
		&g_array_index(uses, struct outline_use, uses->len - 1) : NULL;

	if (!reader->words || !words_contain(reader->words, token->text, token->length) ||
	    (last && last->line == use.line && last->item == ITEM_PENDING))
		return;
	g_array_append_val(reader->pending, uses->len);
	g_array_append_val(uses, use);
}

void reader_settle(struct reader *reader, unsigned int from, int item)
{
	for (unsigned int i = from; i < reader->pending->len; i++) {
		guint use = g_array_index(reader->pending, guint, i);

		g_array_index(reader->outline->uses, struct outline_use, use).item = item;
	}
	g_array_set_size(reader->pending, from);
}

int reader_add_item(struct reader *reader, enum outline_kind kind, char **names,
		    const struct token *begin, const struct token *end)
{
	struct outline_item item = {
		.kind = kind, .names = names, .first = begin->line, .last = end->line,
		.start = lexer_line_start(&reader->lexer, begin->text),
		.end = lexer_line_end(&reader->lexer, end->text),
		.branch = reader->outline->branches->current,
	};

	g_array_append_val(reader->outline->items, item);
	return (int)reader->outline->items->len - 1;
}

static const struct name *name_at(const struct reader *reader, unsigned int name)
{
	return &g_array_index(reader->names, struct name, name);
}

/* What the declaration may be called, in order. */
static char **names_of(const struct reader *reader)
{
	const struct state *state = &reader->state;
	unsigned int count = 0;
	char **names;

	for (unsigned int i = state->name; i; i = name_at(reader, i)->before)
		count++;
	names = g_new0(char *, count + 2);
	if (state->tag.length)
		names[count] = g_strdup_printf("%.*s %.*s", (int)state->keyword.length,
					       state->keyword.text, (int)state->tag.length,
					       state->tag.text);
	for (unsigned int i = state->name; i; i = name_at(reader, i)->before)
		names[--count] = token_copy(&name_at(reader, i)->token);
	return names;
}

static enum outline_kind kind_of(const struct state *state)
{
	if (state->is_typedef)
		return OUTLINE_OTHER;
	if (state->block == BLOCK_FUNCTION)
		return OUTLINE_FUNCTION;
	return state->has_value ? OUTLINE_DATA : OUTLINE_OTHER;
}

/* Ends the declaration with @end, which is in @branch. */
static void end_item(struct reader *reader, const struct token *end, unsigned int branch)
{
	const struct branches *branches = reader->outline->branches;
	struct state *state = &reader->state;
	enum outline_kind kind = kind_of(state);
	int item = reader_add_item(reader, kind, names_of(reader), &state->begin, end);

	g_array_index(reader->outline->items, struct outline_item, item).branch =
		branches_common(branches, state->branch, branch);
	reader_settle(reader, 0, kind == OUTLINE_OTHER ? ITEM_NONE : item);
	reader->state = (struct state) { 0 };
}

/* -- declarations ------------------------------------------------------------------ */

static bool is_any(const struct token *token, const char *const *list)
{
	for (; *list; list++)
		if (token_is(token, *list))
			return true;
	return false;
}

static bool is_behind_call(const struct state *state)
{
	return !state->braces && !state->parens && token_is_mark(&state->last, ')');
}

/* What starts a declaration although no semicolon ended a macro's use before it. */
static bool starts_declaration(const struct state *state, const struct token *token)
{
	static const char *const words[] = { "static", "extern", "typedef", NULL };

	return is_behind_call(state) && token->first_column && token->kind == TOKEN_WORD &&
	       (state->is_call || is_any(token, words));
}

void reader_end_call(struct reader *reader)
{
	struct state *state = &reader->state;

	if (state->is_call && is_behind_call(state))
		end_item(reader, &state->last, state->last_branch);
}

/* "name" in "name(...)" and "name[...] =" but not "__attribute__" in its place. */
static void note_name(struct reader *reader)
{
	static const char *const attributes[] = { "__attribute__", "__section", "__aligned",
		"typeof", "__typeof__", NULL };

	struct state *state = &reader->state;
	const struct name name = { state->last, state->name };

	if (state->has_value || state->last.kind != TOKEN_WORD ||
	    is_any(&state->last, attributes))
		return;
	state->name = reader->names->len;
	g_array_append_val(reader->names, name);
}

/* "struct" in what may become "struct page {". */
static void note_keyword(struct state *state, const struct token *token)
{
	static const char *const keywords[] = { "struct", "union", "enum", NULL };

	if (!state->name && is_any(token, keywords))
		state->keyword = *token;
}

/* Also makes up for braces that do not match in some branch: the kernel's style helps. */
static void close_brace(struct reader *reader)
{
	struct state *state = &reader->state;

	state->braces = reader->token.first_column ? 0 : state->braces - (state->braces > 0);
	if (state->braces)
		return;
	state->parens = 0;
	if (state->block == BLOCK_FUNCTION)
		end_item(reader, &reader->token, reader->outline->branches->current);
}

static void open_brace(struct state *state)
{
	if (state->braces++ || state->parens)
		return;
	state->block = state->name && !state->has_value && !state->is_typedef ?
		BLOCK_FUNCTION : BLOCK_OTHER;
	if (!state->name && !state->has_value && state->keyword.length &&
	    state->last.kind == TOKEN_WORD && state->last.text != state->keyword.text)
		state->tag = state->last;
}

static void read_mark(struct reader *reader)
{
	struct state *state = &reader->state;
	bool outside = !state->braces && !state->parens;

	switch (*reader->token.text) {
	case '{':
		open_brace(state);
		break;
	case '}':
		close_brace(reader);
		break;
	case '(':
		if (outside)
			note_name(reader);
		state->is_call |= outside && state->last.text == state->begin.text;
		state->parens += !state->braces;
		break;
	case ')':
		state->parens -= !state->braces && state->parens > 0;
		break;
	case '[':
	case '=':
		if (outside)
			note_name(reader);
		state->has_value |= outside && *reader->token.text == '=';
		break;
	case ';':
		if (outside)
			end_item(reader, &reader->token, reader->outline->branches->current);
		break;
	}
}

static void begin_item(struct reader *reader)
{
	reader->state.begin = reader->token;
	reader->state.branch = reader->outline->branches->current;
	reader->state.is_typedef = token_is(&reader->token, "typedef");
}

void reader_read_token(struct reader *reader)
{
	struct state *state = &reader->state;
	struct token token = reader->token;

	g_clear_pointer(&reader->guard, g_free);
	if (starts_declaration(state, &token))
		end_item(reader, &state->last, state->last_branch);
	if (!state->begin.length)
		begin_item(reader);
	if (lexer_skip_constant(&reader->lexer, &reader->token))
		return;
	if (token.kind == TOKEN_WORD)
		reader_note_use(reader, &reader->token);
	else if (token.kind == TOKEN_MARK)
		read_mark(reader);
	if (state->begin.length && !state->braces && !state->parens &&
	    !token_is_mark(&token, '*')) {
		note_keyword(state, &token);
		state->last = token;
		state->last_branch = reader->outline->branches->current;
	}
	reader_next(reader);
}
