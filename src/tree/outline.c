// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/outline.h"

#include <string.h>

#include "tree/outline_reader.h"

/* -- directives ----------------------------------------------------------------------- */

/*
 * Code that is never compiled need not have matching brackets.  A definition may have
 * begun in each of the branches.
 */
static void leave_branch(struct reader *reader, struct conditional *conditional,
			 unsigned int branch)
{
	struct state *state = &reader->state;
	const struct token *begin = &conditional->after.begin;

	if (branches_get(reader->outline->branches, branch)->never)
		return;
	if (conditional->has_after && begin->length && state->begin.length &&
	    begin->text < state->begin.text)
		state->begin = *begin;
	conditional->after = *state;
	conditional->has_after = true;
}

/*
 * Whether a function's body follows the conditional behind whose #else, or else whose
 * #endif, @lexer is: each branch may begin it.
 */
static bool body_follows(struct lexer lexer, bool is_else)
{
	unsigned int depth = is_else;
	struct token token;

	while (depth && lexer_find_directive(&lexer, &token)) {
		lexer_next(&lexer, &token);
		depth += token.kind == TOKEN_WORD && !strncmp(token.text, "if", strlen("if"));
		depth -= token_is(&token, "endif");
		lexer_skip_directive(&lexer, &token);
	}
	lexer_next(&lexer, &token);
	if (token.kind == TOKEN_NEWLINE)
		lexer_next(&lexer, &token);
	return token_is_mark(&token, '{');
}

static void read_if(struct reader *reader)
{
	const struct branches *branches = reader->outline->branches;
	const char *directive = branches_get(branches, branches->current)->directive;
	struct conditional conditional = { .before = reader->state };

	g_array_append_val(reader->conditionals, conditional);
	if (branches->current == 1 && !reader->has_code && g_str_has_prefix(directive, "#ifndef "))
		reader->guard = g_strdup(directive + strlen("#ifndef "));
}

/* False when the directive that @token names is no part of a conditional. */
static bool read_conditional(struct reader *reader)
{
	unsigned int branch = reader->outline->branches->current;
	enum branch_step step = branches_read(reader->outline->branches, &reader->lexer,
					      &reader->token);
	GArray *list = reader->conditionals;
	struct conditional *open;

	if (step == BRANCH_NONE)
		return false;
	g_clear_pointer(&reader->guard, g_free);
	if (step == BRANCH_OPENED || !body_follows(reader->lexer, step == BRANCH_TURNED))
		reader_end_call(reader);
	if (step == BRANCH_OPENED) {
		read_if(reader);
		return true;
	}
	open = &g_array_index(list, struct conditional, list->len - 1);
	leave_branch(reader, open, branch);
	reader->state = step == BRANCH_CLOSED && open->has_after ? open->after : open->before;
	if (step == BRANCH_CLOSED)
		g_array_set_size(list, list->len - 1);
	return true;
}

/* Reads "(a, b)" behind a macro's name; false when it takes no arguments. */
static bool read_parameters(struct reader *reader)
{
	if (!token_is_mark(&reader->token, '(') || reader->token.after_space)
		return false;
	while (!token_is_mark(&reader->token, ')') && !token_ends_directive(&reader->token))
		reader_next(reader);
	if (token_is_mark(&reader->token, ')'))
		reader_next(reader);
	return true;
}

/* An item for "#define NAME" or "#undef NAME", from @begin to its last token. */
static int add_macro(struct reader *reader, enum outline_kind kind, const struct token *begin,
		     const struct token *name, const struct token *last)
{
	char **names = g_new0(char *, 2);
	int item;

	names[0] = token_copy(name);
	item = reader_add_item(reader, kind, names, begin, &reader->token);
	g_array_index(reader->outline->items, struct outline_item, item).last = last->line;
	return item;
}

/*
 * A macro without parameters counts when it computes something; another name for a
 * type or a function stands for what its users do.
 */
static void read_define(struct reader *reader, const struct token *begin)
{
	struct token name = reader->token, last = name;
	unsigned int from = reader->pending->len, tokens = 0;
	enum outline_kind kind;
	bool takes_arguments;
	int item;

	reader_next(reader);
	takes_arguments = read_parameters(reader);
	if (takes_arguments)
		reader_note_use(reader, &name);
	while (!token_ends_directive(&reader->token)) {
		last = reader->token;
		tokens++;
		if (lexer_skip_constant(&reader->lexer, &reader->token))
			continue;
		if (reader->token.kind == TOKEN_WORD)
			reader_note_use(reader, &reader->token);
		reader_next(reader);
	}
	kind = takes_arguments || tokens > 2 ? OUTLINE_MACRO : OUTLINE_OTHER;
	item = add_macro(reader, kind, begin, &name, &last);
	reader_settle(reader, from, kind == OUTLINE_MACRO ? item : ITEM_NONE);
}

static void read_undef(struct reader *reader, const struct token *begin)
{
	struct token name = reader->token;

	lexer_skip_directive(&reader->lexer, &reader->token);
	add_macro(reader, OUTLINE_OTHER, begin, &name, &name);
}

/* The first thing behind an #ifndef: when it is its #define, the two are a guard. */
static void note_guard(struct reader *reader, const struct token *directive)
{
	struct branches *branches = reader->outline->branches;

	if (reader->guard && token_is(directive, "define") &&
	    token_is(&reader->token, reader->guard)) {
		branches_get(branches, branches->current)->always = true;
		reader->has_guard = true;
	}
	g_clear_pointer(&reader->guard, g_free);
}

/* Only what hides the whole of a file is a guard. */
static void note_code(struct reader *reader)
{
	struct branches *branches = reader->outline->branches;

	reader->has_code = true;
	if (reader->has_guard && !branches->current)
		branches_get(branches, 1)->always = false;
}

static void read_directive(struct reader *reader)
{
	struct token begin = reader->token, name;

	reader_next(reader);
	name = reader->token;
	if (token_ends_directive(&name))
		return;
	if (read_conditional(reader)) {
		reader_next(reader);
		return;
	}
	reader_next(reader);
	note_guard(reader, &name);
	if (token_is(&name, "define") && reader->token.kind == TOKEN_WORD)
		read_define(reader, &begin);
	else if (token_is(&name, "undef") && reader->token.kind == TOKEN_WORD)
		read_undef(reader, &begin);
	lexer_skip_directive(&reader->lexer, &reader->token);
	reader_next(reader);
}

/* -- outlines --------------------------------------------------------------------------------- */

static void clear_item(gpointer data)
{
	g_strfreev(((struct outline_item *)data)->names);
}

/* What a declaration that never ended, or none, held is no use. */
static void drop_uses_outside(struct outline *outline)
{
	guint kept = 0;

	for (guint i = 0; i < outline->uses->len; i++) {
		struct outline_use use = g_array_index(outline->uses, struct outline_use, i);

		if (use.item >= 0)
			g_array_index(outline->uses, struct outline_use, kept++) = use;
	}
	g_array_set_size(outline->uses, kept);
}

struct outline *outline_new(const char *text, size_t length, const struct words *words)
{
	struct outline *outline = g_new0(struct outline, 1);
	struct reader reader = { .outline = outline, .words = words };

	outline->items = g_array_new(FALSE, FALSE, sizeof(struct outline_item));
	outline->branches = branches_new();
	outline->uses = g_array_new(FALSE, FALSE, sizeof(struct outline_use));
	g_array_set_clear_func(outline->items, clear_item);
	reader.names = g_array_new(FALSE, TRUE, sizeof(struct name));
	g_array_set_size(reader.names, 1);
	reader.conditionals = g_array_new(FALSE, FALSE, sizeof(struct conditional));
	reader.pending = g_array_new(FALSE, FALSE, sizeof(guint));
	lexer_init(&reader.lexer, text, length);
	for (reader_next(&reader); reader.token.kind != TOKEN_END;) {
		bool is_directive = reader.token.kind == TOKEN_DIRECTIVE;

		if (!is_directive || outline->branches->list->len > 1)
			note_code(&reader);
		if (is_directive)
			read_directive(&reader);
		else
			reader_read_token(&reader);
	}
	reader_end_call(&reader);
	branches_finish(outline->branches, &reader.lexer, &reader.token);
	g_free(reader.guard);
	g_array_unref(reader.names);
	g_array_unref(reader.conditionals);
	g_array_unref(reader.pending);
	drop_uses_outside(outline);
	return outline;
}

void outline_free(struct outline *outline)
{
	if (!outline)
		return;
	g_array_unref(outline->items);
	branches_free(outline->branches);
	g_array_unref(outline->uses);
	g_free(outline);
}

/* -- looking things up ------------------------------------------------------------------------- */

const struct outline_item *outline_item(const struct outline *outline, unsigned int index)
{
	return &g_array_index(outline->items, struct outline_item, index);
}

const struct outline_item *outline_find(const struct outline *outline, const char *name,
					unsigned int from, unsigned int *index)
{
	for (unsigned int i = from; i < outline->items->len; i++) {
		const struct outline_item *item = outline_item(outline, i);

		if (!g_strv_contains((const char *const *)item->names, name))
			continue;
		if (index)
			*index = i;
		return item;
	}
	return NULL;
}

bool outline_has(const struct outline *outline, const char *name)
{
	return outline_find(outline, name, 0, NULL);
}

const struct outline_item *outline_at(const struct outline *outline, size_t offset)
{
	for (unsigned int i = 0; i < outline->items->len; i++) {
		const struct outline_item *item = outline_item(outline, i);

		if (item->start <= offset && offset < item->end)
			return item;
	}
	return NULL;
}

/* Of two, the inner one ends first. */
const struct outline_item *outline_definition_at(const struct outline *outline, unsigned int line)
{
	for (unsigned int i = 0; i < outline->items->len; i++) {
		const struct outline_item *item = outline_item(outline, i);

		if (item->kind != OUTLINE_OTHER && item->first <= line && line <= item->last)
			return item;
	}
	return NULL;
}

size_t outline_behind(const struct outline *outline, const char *const *names,
		      const char **missing)
{
	const struct branches *branches = outline->branches;
	const struct outline_item *last = NULL;
	unsigned int common = 0, index = 0;

	for (; *names; names++) {
		const struct outline_item *item = outline_find(outline, *names, 0, &index);

		if (!item) {
			*missing = *names;
			return G_MAXSIZE;
		}
		for (; item; item = outline_find(outline, *names, index + 1, &index)) {
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
