// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/outline.h"

#include <string.h>

#include "tree/lexer.h"

/* Uses whose item is not known yet, and those that turned out to be in none. */
enum { ITEM_PENDING = -1, ITEM_NONE = -2 };

enum block { BLOCK_NONE, BLOCK_FUNCTION, BLOCK_OTHER };

/* What is known of the declaration that is being read. */
struct state {
	bool inside;		/* of a declaration */
	unsigned int first;	/* its line */
	struct token name, last;	/* its presumable name, the last token outside of brackets */
	bool is_typedef, has_name, has_value;
	enum block block;
	int braces, parens;
};

/* An #if whose #endif is still to come. */
struct conditional {
	struct state before;	/* where each branch starts */
	struct state after;	/* where the last branch that can be compiled ended */
	bool has_after;
	bool was_one;		/* "#if 1" */
	int outer;		/* the branch around it */
	guint first_branch;
	unsigned int line;
	char *condition;	/* of its first branch */
};

struct reader {
	struct outline *outline;
	const struct words *words;
	struct lexer lexer;
	struct token token;
	struct state state;
	GArray *conditionals;
	int branch;		/* the one that is being read, -1: none */
	char *guard;		/* of a first #ifndef that nothing but its #define may follow */
	bool has_code;		/* anything else came first */
	GArray *pending;	/* uses of the current item, as indices */
};

static void next(struct reader *reader)
{
	lexer_next(&reader->lexer, &reader->token);
}

static bool is_mark(const struct token *token, char mark)
{
	return token->kind == TOKEN_MARK && *token->text == mark;
}

static char *token_copy(const struct token *token)
{
	return g_strndup(token->text ? token->text : "", token->length);
}

/* -- uses and items --------------------------------------------------------------- */

static struct outline_branch *branch_at(const struct reader *reader, int branch)
{
	return &g_array_index(reader->outline->branches, struct outline_branch, branch);
}

static void note_use(struct reader *reader, const struct token *token)
{
	GArray *uses = reader->outline->uses;
	struct outline_use use = { token->line, ITEM_PENDING, reader->branch };
	const struct outline_use *last = uses->len ?
		&g_array_index(uses, struct outline_use, uses->len - 1) : NULL;

	if (!words_contain(reader->words, token->text, token->length) ||
	    (last && last->line == use.line && last->item == ITEM_PENDING))
		return;
	g_array_append_val(reader->pending, uses->len);
	g_array_append_val(uses, use);
}

/* Gives the uses from @from of the pending ones on to @item. */
static void settle(struct reader *reader, unsigned int from, int item)
{
	for (unsigned int i = from; i < reader->pending->len; i++) {
		guint use = g_array_index(reader->pending, guint, i);

		g_array_index(reader->outline->uses, struct outline_use, use).item = item;
	}
	g_array_set_size(reader->pending, from);
}

static int add_item(struct reader *reader, enum outline_kind kind, const struct token *name,
		    unsigned int first, unsigned int last)
{
	struct outline_item item = { kind, token_copy(name), first, last };

	g_array_append_val(reader->outline->items, item);
	return (int)reader->outline->items->len - 1;
}

static void end_item(struct reader *reader)
{
	struct state *state = &reader->state;
	int item = ITEM_NONE;

	if (!state->is_typedef && (state->block == BLOCK_FUNCTION || state->has_value))
		item = add_item(reader, state->block == BLOCK_FUNCTION ? OUTLINE_FUNCTION :
				OUTLINE_DATA, &state->name, state->first, reader->token.line);
	settle(reader, 0, item);
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

/* What starts a declaration although no semicolon ended a macro's use before it. */
static bool starts_declaration(const struct token *token)
{
	static const char *const words[] = { "static", "extern", "inline", "typedef", "struct",
		"union", "enum", "const", "void", "bool", "char", "short", "int", "long",
		"unsigned", NULL };

	return token->first_column && is_any(token, words);
}

/* "name" in "name(...)" and "name[...] =" but not "__attribute__" in its place. */
static void note_name(struct state *state)
{
	static const char *const attributes[] = { "__attribute__", "__section", "__aligned",
		"typeof", "__typeof__", NULL };

	if (!state->has_name && state->last.kind == TOKEN_WORD &&
	    !is_any(&state->last, attributes)) {
		state->name = state->last;
		state->has_name = true;
	}
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
		end_item(reader);
}

static void open_brace(struct state *state)
{
	if (state->braces++ || state->parens)
		return;
	state->block = state->has_name && !state->has_value && !state->is_typedef ?
		BLOCK_FUNCTION : BLOCK_OTHER;
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
			note_name(state);
		state->parens += !state->braces;
		break;
	case ')':
		state->parens -= !state->braces && state->parens > 0;
		break;
	case '=':
		state->has_value |= outside;
		/* fall through */
	case '[':
		if (outside)
			note_name(state);
		break;
	case ';':
		if (outside)
			end_item(reader);
		break;
	}
}

/* One token of a declaration; moves on to the next. */
static void read_token(struct reader *reader)
{
	struct state *state = &reader->state;
	struct token token = reader->token;

	g_clear_pointer(&reader->guard, g_free);
	if (!state->braces && !state->parens && is_mark(&state->last, ')') &&
	    starts_declaration(&token))
		end_item(reader);
	if (!state->inside) {
		state->inside = true;
		state->first = token.line;
		state->is_typedef = token_is(&token, "typedef");
	}
	if (lexer_skip_constant(&reader->lexer, &reader->token))
		return;
	if (token.kind == TOKEN_WORD)
		note_use(reader, &reader->token);
	else if (token.kind == TOKEN_MARK)
		read_mark(reader);
	if (state->inside && !state->braces && !state->parens && !is_mark(&token, '*'))
		state->last = token;
	next(reader);
}

/* -- directives ----------------------------------------------------------------------- */

static void skip_directive(struct reader *reader)
{
	while (reader->token.kind != TOKEN_NEWLINE && reader->token.kind != TOKEN_END)
		next(reader);
}

/* The rest of a directive in one line without comments, for g_free(). */
static char *rest_of_directive(struct reader *reader)
{
	GString *text = g_string_new(NULL);

	for (; reader->token.kind != TOKEN_NEWLINE && reader->token.kind != TOKEN_END; next(reader)) {
		if (text->len && reader->token.after_space)
			g_string_append_c(text, ' ');
		g_string_append_len(text, reader->token.text, (gssize)reader->token.length);
	}
	return g_string_free(text, FALSE);
}

static void add_branch(struct reader *reader, char *condition, int parent, bool never)
{
	struct outline_branch branch = {
		.condition = condition, .parent = parent, .never = never,
		.first = reader->token.line, .last = reader->token.line,
	};

	g_array_append_val(reader->outline->branches, branch);
	reader->branch = (int)reader->outline->branches->len - 1;
}

static bool hides_from_assembler(const char *condition)
{
	static const char *const forms[] = {
		"#ifndef __ASSEMBLY__", "#ifndef __ASSEMBLER__", "#if !defined(__ASSEMBLY__)",
		"#if !defined(__ASSEMBLER__)", NULL,
	};

	return g_strv_contains(forms, condition);
}

static void read_if(struct reader *reader, const struct token *name)
{
	g_autofree char *directive = token_copy(name);
	g_autofree char *rest = rest_of_directive(reader);
	struct conditional conditional = {
		.before = reader->state, .outer = reader->branch, .line = name->line,
		.first_branch = reader->outline->branches->len,
		.was_one = token_is(name, "if") && !strcmp(rest, "1"),
		.condition = g_strdup_printf("#%s %s", directive, rest),
	};

	g_array_append_val(reader->conditionals, conditional);
	add_branch(reader, g_strdup(conditional.condition), reader->branch,
		   token_is(name, "if") && !strcmp(rest, "0"));
	branch_at(reader, reader->branch)->always = hides_from_assembler(conditional.condition);
	if (token_is(name, "ifndef") && reader->branch == 0 && !reader->has_code)
		reader->guard = g_steal_pointer(&rest);
}

/*
 * Code that is never compiled need not have matching brackets.  A definition may have
 * begun in each of the branches.
 */
static void leave_branch(struct reader *reader, struct conditional *conditional)
{
	struct state *state = &reader->state;

	branch_at(reader, reader->branch)->last = reader->token.line;
	if (branch_at(reader, reader->branch)->never)
		return;
	if (conditional->has_after && conditional->after.inside && state->inside)
		state->first = MIN(state->first, conditional->after.first);
	conditional->after = *state;
	conditional->has_after = true;
}

static struct conditional *innermost(const struct reader *reader)
{
	GArray *list = reader->conditionals;

	return list->len ? &g_array_index(list, struct conditional, list->len - 1) : NULL;
}

static void read_else(struct reader *reader, const struct token *name)
{
	struct conditional *conditional = innermost(reader);
	g_autofree char *directive = token_copy(name);
	g_autofree char *rest = rest_of_directive(reader);

	if (!conditional)
		return;
	leave_branch(reader, conditional);
	reader->state = conditional->before;
	add_branch(reader, g_strdup_printf("#%s%s%s of %s", directive, *rest ? " " : "", rest,
					   conditional->condition),
		   conditional->outer, conditional->was_one);
}

static void close_group(struct reader *reader, const struct conditional *conditional)
{
	for (guint i = conditional->first_branch; i < reader->outline->branches->len; i++) {
		struct outline_branch *branch = branch_at(reader, (int)i);

		if (branch->parent != conditional->outer)
			continue;
		branch->group_first = conditional->line;
		branch->group_last = reader->token.line;
	}
}

static void read_endif(struct reader *reader)
{
	struct conditional *conditional = innermost(reader);

	if (!conditional)
		return;
	leave_branch(reader, conditional);
	reader->state = conditional->has_after ? conditional->after : conditional->before;
	reader->branch = conditional->outer;
	close_group(reader, conditional);
	g_free(conditional->condition);
	g_array_set_size(reader->conditionals, reader->conditionals->len - 1);
}

/* Reads "(a, b)" behind a macro's name; false when it takes no arguments. */
static bool read_parameters(struct reader *reader)
{
	if (!is_mark(&reader->token, '(') || reader->token.after_space)
		return false;
	while (!is_mark(&reader->token, ')') && reader->token.kind != TOKEN_NEWLINE &&
	       reader->token.kind != TOKEN_END)
		next(reader);
	if (is_mark(&reader->token, ')'))
		next(reader);
	return true;
}

/*
 * A macro without parameters counts when it computes something; another name for a
 * type or a function stands for what its users do.
 */
static void read_define(struct reader *reader)
{
	struct token name = reader->token;
	unsigned int from = reader->pending->len, tokens = 0, last = name.line;
	bool takes_arguments;

	next(reader);
	takes_arguments = read_parameters(reader);
	if (takes_arguments)
		note_use(reader, &name);
	while (reader->token.kind != TOKEN_NEWLINE && reader->token.kind != TOKEN_END) {
		last = reader->token.line;
		tokens++;
		if (lexer_skip_constant(&reader->lexer, &reader->token))
			continue;
		if (reader->token.kind == TOKEN_WORD)
			note_use(reader, &reader->token);
		next(reader);
	}
	settle(reader, from, takes_arguments || tokens > 2 ?
	       add_item(reader, OUTLINE_MACRO, &name, name.line, last) : ITEM_NONE);
}

/* The first thing behind an #ifndef: when it is its #define, the two are a guard. */
static void note_guard(struct reader *reader, const struct token *directive)
{
	if (reader->guard && token_is(directive, "define") &&
	    token_is(&reader->token, reader->guard))
		branch_at(reader, reader->branch)->always = true;
	g_clear_pointer(&reader->guard, g_free);
}

/* Only what hides the whole of a file is a guard. */
static void note_code(struct reader *reader)
{
	reader->has_code = true;
	if (reader->outline->branches->len && !innermost(reader) &&
	    !hides_from_assembler(branch_at(reader, 0)->condition))
		branch_at(reader, 0)->always = false;
}

static void read_directive(struct reader *reader)
{
	struct token name;

	next(reader);
	name = reader->token;
	if (name.kind == TOKEN_NEWLINE || name.kind == TOKEN_END)
		return;
	next(reader);
	note_guard(reader, &name);
	if (token_is(&name, "if") || token_is(&name, "ifdef") || token_is(&name, "ifndef")) {
		read_if(reader, &name);
	} else if (token_is(&name, "else") || token_is(&name, "elif") ||
		   token_is(&name, "elifdef") || token_is(&name, "elifndef")) {
		read_else(reader, &name);
	} else if (token_is(&name, "endif")) {
		read_endif(reader);
	} else if (token_is(&name, "define") && reader->token.kind == TOKEN_WORD) {
		read_define(reader);
	}
	skip_directive(reader);
	if (reader->token.kind == TOKEN_NEWLINE)
		next(reader);
}

/* -- all ----------------------------------------------------------------------------------- */

static void clear_item(gpointer data)
{
	g_free(((struct outline_item *)data)->name);
}

static void clear_branch(gpointer data)
{
	g_free(((struct outline_branch *)data)->condition);
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
	struct reader reader = { .outline = outline, .words = words, .branch = -1 };

	outline->items = g_array_new(FALSE, FALSE, sizeof(struct outline_item));
	outline->branches = g_array_new(FALSE, FALSE, sizeof(struct outline_branch));
	outline->uses = g_array_new(FALSE, FALSE, sizeof(struct outline_use));
	g_array_set_clear_func(outline->items, clear_item);
	g_array_set_clear_func(outline->branches, clear_branch);
	reader.conditionals = g_array_new(FALSE, FALSE, sizeof(struct conditional));
	reader.pending = g_array_new(FALSE, FALSE, sizeof(guint));
	lexer_init(&reader.lexer, text, length);
	next(&reader);
	while (reader.token.kind != TOKEN_END) {
		bool is_directive = reader.token.kind == TOKEN_DIRECTIVE;

		if (!is_directive || reader.outline->branches->len)
			note_code(&reader);
		if (is_directive)
			read_directive(&reader);
		else
			read_token(&reader);
	}
	while (innermost(&reader))
		read_endif(&reader);
	g_free(reader.guard);
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
	g_array_unref(outline->branches);
	g_array_unref(outline->uses);
	g_free(outline);
}
