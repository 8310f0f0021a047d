// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_members.h"

#include <string.h>

static void member_free(gpointer data)
{
	struct member_text *member = data;

	g_free(member->name);
	g_free(member->declaration);
	g_free(member);
}

/* The declaration that is being read. */
struct reader {
	struct members *members;
	GString *declaration;
	char *name;		/* the last word that may be a declarator's name */
	size_t type;		/* the length of what several declarators share */
	bool starred;		/* @type is final: a "*" came */
	unsigned int branch;
	unsigned int parens;
	bool continues;		/* a declarator that shares its type begins */
	bool named;		/* the name is complete: what follows is a width or an array */
};

static void forget(struct reader *reader)
{
	g_string_truncate(reader->declaration, 0);
	g_clear_pointer(&reader->name, g_free);
	reader->parens = 0;
	reader->named = reader->starred = reader->continues = false;
}

static void add_member(struct reader *reader)
{
	struct member_text *member;

	if (!reader->name)
		return;
	member = g_new0(struct member_text, 1);
	member->name = g_steal_pointer(&reader->name);
	member->declaration = g_strdup(reader->declaration->str);
	member->branch = reader->branch;
	g_ptr_array_add(reader->members->list, member);
}

static void take_name(struct reader *reader, const struct token *token, size_t before)
{
	g_free(reader->name);
	reader->name = token_copy(token);
	if (!reader->starred)
		reader->type = before;
}

static void add_token(struct reader *reader, const struct token *token)
{
	GString *declaration = reader->declaration;
	size_t before = declaration->len;

	if (!before)
		reader->branch = reader->members->branches->current;
	else if (token->after_space || reader->continues)
		g_string_append_c(declaration, ' ');
	g_string_append_len(declaration, token->text, (gssize)token->length);
	reader->continues = false;
	if (reader->parens || reader->named)
		return;
	if (token->kind == TOKEN_WORD) {
		take_name(reader, token, before);
	} else if (token_is_mark(token, '*') && !reader->starred) {
		reader->type = before;
		reader->starred = true;
	}
}

/* "int a, *b;": what comes next is of the same type. */
static void next_declarator(struct reader *reader)
{
	add_member(reader);
	g_string_truncate(reader->declaration, reader->type);
	reader->named = false;
	reader->starred = true;
	reader->continues = true;
}

static void read_mark(struct reader *reader, const struct token *token)
{
	switch (*token->text) {
	case '{':
	case '}':
		forget(reader);
		return;
	case ';':
		add_member(reader);
		forget(reader);
		return;
	case ',':
		if (!reader->parens) {
			next_declarator(reader);
			return;
		}
		break;
	case '(':
		reader->parens++;
		break;
	case ')':
		reader->parens -= reader->parens > 0;
		break;
	case ':':
	case '[':
		reader->named = true;
		break;
	}
	add_token(reader, token);
}

static void read_directive(struct branches *branches, struct lexer *lexer)
{
	struct token token;

	lexer_next(lexer, &token);
	branches_read(branches, lexer, &token);
	lexer_skip_directive(lexer, &token);
}

/* What follows the outermost brace. */
static const char *body(const char *definition)
{
	const char *brace = strchr(definition, '{');

	return brace ? brace + 1 : definition + strlen(definition);
}

struct members *members_read(const char *definition)
{
	struct members *members = g_new0(struct members, 1);
	struct reader reader = { .members = members };
	struct lexer lexer;
	struct token token;

	members->list = g_ptr_array_new_with_free_func(member_free);
	members->branches = branches_new();
	reader.declaration = g_string_new(NULL);
	definition = body(definition);
	lexer_init(&lexer, definition, strlen(definition));
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token))
		if (token.kind == TOKEN_DIRECTIVE)
			read_directive(members->branches, &lexer);
		else if (token.kind == TOKEN_MARK)
			read_mark(&reader, &token);
		else
			add_token(&reader, &token);
	g_free(reader.name);
	g_string_free(reader.declaration, TRUE);
	return members;
}

void members_free(struct members *members)
{
	if (!members)
		return;
	g_ptr_array_unref(members->list);
	branches_free(members->branches);
	g_free(members);
}

bool members_have(const struct members *members, const char *name)
{
	for (unsigned int i = 0; i < members->list->len; i++) {
		const struct member_text *member = members->list->pdata[i];

		if (!strcmp(member->name, name))
			return true;
	}
	return false;
}

/* -- printing ----------------------------------------------------------------- */

struct printer {
	const struct members *members;
	const char *name, *indent;
	char *(*line)(const struct member_text *member, const void *data);
	const void *data;
};

static char *print_branch(const struct printer *printer, unsigned int branch);

/* A branch of a conditional and the lines of each, in order. */
struct choice {
	const char *directive;
	char *lines;
};

static void choice_clear(gpointer data)
{
	struct choice *choice = data;

	g_free(choice->lines);
}

static GArray *read_choices(const struct printer *printer, unsigned int opening)
{
	const struct branches *branches = printer->members->branches;
	GArray *choices = g_array_new(FALSE, FALSE, sizeof(struct choice));

	g_array_set_clear_func(choices, choice_clear);
	for (unsigned int i = opening; i < branches->list->len; i++) {
		const struct branch *branch = branches_get(branches, i);
		struct choice choice = { .directive = branch->directive };

		if (branch->opening != opening)
			continue;
		choice.lines = print_branch(printer, i);
		g_array_append_val(choices, choice);
	}
	return choices;
}

static bool all_same(const GArray *choices)
{
	const struct choice *first = &g_array_index(choices, struct choice, 0);
	const struct choice *last = &g_array_index(choices, struct choice, choices->len - 1);

	for (unsigned int i = 1; i < choices->len; i++)
		if (strcmp(g_array_index(choices, struct choice, i).lines, first->lines))
			return false;
	return !strcmp(last->directive, "#else");
}

static void print_conditional(const struct printer *printer, unsigned int opening,
			      GString *text)
{
	g_autoptr(GArray) choices = read_choices(printer, opening);
	unsigned int used = choices->len;

	while (used && !*g_array_index(choices, struct choice, used - 1).lines)
		used--;
	if (!used)
		return;
	if (all_same(choices)) {
		g_string_append(text, g_array_index(choices, struct choice, 0).lines);
		return;
	}
	for (unsigned int i = 0; i < used; i++) {
		const struct choice *choice = &g_array_index(choices, struct choice, i);

		g_string_append_printf(text, "%s\n%s", choice->directive, choice->lines);
	}
	g_string_append(text, "#endif\n");
}

/* What @branch itself declares, then its conditionals. */
static char *print_branch(const struct printer *printer, unsigned int branch)
{
	const struct members *members = printer->members;
	unsigned int done = 0;
	GString *text = g_string_new(NULL);

	for (unsigned int i = 0; i < members->list->len; i++) {
		const struct member_text *member = members->list->pdata[i];

		if (member->branch == branch && !strcmp(member->name, printer->name)) {
			g_autofree char *line = printer->line(member, printer->data);

			g_string_append_printf(text, "%s%s\n", printer->indent, line);
		}
	}
	for (unsigned int i = 1; i < members->branches->list->len; i++) {
		const struct branch *child = branches_get(members->branches, i);

		if (child->parent != branch || child->opening <= done)
			continue;
		done = child->opening;
		print_conditional(printer, done, text);
	}
	return g_string_free(text, FALSE);
}

void members_print(const struct members *members, const char *name, const char *indent,
		   char *(*line)(const struct member_text *member, const void *data),
		   const void *data, GString *text)
{
	const struct printer printer = { members, name, indent, line, data };
	g_autofree char *lines = print_branch(&printer, 0);

	g_string_append(text, lines);
}
