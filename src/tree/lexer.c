// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/lexer.h"

#include <string.h>
#include <glib.h>

#include "tree/words.h"

void lexer_init(struct lexer *lexer, const char *text, size_t length)
{
	*lexer = (struct lexer) {
		.start = text, .at = text, .end = text + length, .line = 1, .line_start = true,
	};
}

void lexer_keep_comments(struct lexer *lexer)
{
	lexer->keeps_comments = true;
}

bool token_is(const struct token *token, const char *text)
{
	return strlen(text) == token->length && !memcmp(token->text, text, token->length);
}

bool token_is_mark(const struct token *token, char mark)
{
	return token->kind == TOKEN_MARK && *token->text == mark;
}

bool token_ends_directive(const struct token *token)
{
	return token->kind == TOKEN_NEWLINE || token->kind == TOKEN_END;
}

char *token_copy(const struct token *token)
{
	return g_strndup(token->text, token->length);
}

/* The character @ahead of the current one, '\0' behind the end. */
static char peek(const struct lexer *lexer, size_t ahead)
{
	return ahead < (size_t)(lexer->end - lexer->at) ? lexer->at[ahead] : '\0';
}

static void step(struct lexer *lexer)
{
	lexer->line += *lexer->at == '\n';
	lexer->at++;
}

/* A backslash and the end of the line; its length, 0 when there is none. */
static size_t continuation(const struct lexer *lexer)
{
	if (peek(lexer, 0) != '\\')
		return 0;
	if (peek(lexer, 1) == '\n')
		return 2;
	return peek(lexer, 1) == '\r' && peek(lexer, 2) == '\n' ? 3 : 0;
}

static void skip_line_comment(struct lexer *lexer)
{
	while (lexer->at < lexer->end && *lexer->at != '\n') {
		if (continuation(lexer))
			step(lexer);
		step(lexer);
	}
}

static void skip_block_comment(struct lexer *lexer)
{
	for (lexer->at += 2; lexer->at < lexer->end; step(lexer))
		if (peek(lexer, 0) == '*' && peek(lexer, 1) == '/') {
			lexer->at += 2;
			return;
		}
}

static bool is_comment(const struct lexer *lexer)
{
	return *lexer->at == '/' && (peek(lexer, 1) == '*' || peek(lexer, 1) == '/');
}

static void skip_comment(struct lexer *lexer)
{
	if (peek(lexer, 1) == '*')
		skip_block_comment(lexer);
	else
		skip_line_comment(lexer);
}

/* Skips what separates tokens, but not the end of a directive.  False when there was none. */
static bool skip_space(struct lexer *lexer)
{
	const char *start = lexer->at;

	while (lexer->at < lexer->end) {
		size_t length = continuation(lexer);

		if (length) {
			lexer->at += length;
			lexer->line++;
		} else if (*lexer->at == '\n' && lexer->in_directive) {
			break;
		} else if (*lexer->at == '\n') {
			step(lexer);
			lexer->line_start = true;
		} else if (g_ascii_isspace(*lexer->at)) {
			lexer->at++;
		} else if (is_comment(lexer) && !lexer->keeps_comments) {
			skip_comment(lexer);
		} else {
			break;
		}
	}
	return lexer->at > start;
}

static void take_word(struct lexer *lexer)
{
	while (is_word_part(peek(lexer, 0)))
		lexer->at++;
}

static void take_number(struct lexer *lexer)
{
	while (is_word_part(peek(lexer, 0)) || peek(lexer, 0) == '.')
		lexer->at++;
}

/* An apostrophe in prose, where no code is compiled, ends with its line. */
static void take_string(struct lexer *lexer)
{
	char quote = *lexer->at++;

	while (lexer->at < lexer->end && *lexer->at != '\n') {
		size_t length = continuation(lexer);
		char c = *lexer->at;

		lexer->line += length > 0;
		lexer->at += length ? length : c == '\\' && peek(lexer, 1) ? 2 : 1;
		if (c == quote)
			break;
	}
	lexer->at = MIN(lexer->at, lexer->end);
}

static enum token_kind take(struct lexer *lexer, bool line_start)
{
	char c = *lexer->at;

	if (g_ascii_isalpha(c) || c == '_') {
		take_word(lexer);
		return TOKEN_WORD;
	}
	if (g_ascii_isdigit(c)) {
		take_number(lexer);
		return TOKEN_NUMBER;
	}
	if (c == '"' || c == '\'') {
		take_string(lexer);
		return TOKEN_STRING;
	}
	if (is_comment(lexer)) {
		skip_comment(lexer);
		lexer->line_start = line_start;
		return TOKEN_COMMENT;
	}
	lexer->at++;
	if (c != '#' || !line_start)
		return TOKEN_MARK;
	lexer->in_directive = true;
	return TOKEN_DIRECTIVE;
}

void lexer_next(struct lexer *lexer, struct token *token)
{
	const char *before = lexer->at;
	bool spaced = skip_space(lexer), line_start = lexer->line_start;

	*token = (struct token) {
		.text = lexer->at, .line = lexer->line, .after_space = spaced,
		.first_column = lexer->at == before ? line_start : lexer->at[-1] == '\n',
	};
	lexer->line_start = false;
	if (lexer->in_directive && (lexer->at == lexer->end || *lexer->at == '\n')) {
		token->kind = TOKEN_NEWLINE;
		lexer->in_directive = false;
	} else if (lexer->at < lexer->end) {
		token->kind = take(lexer, line_start);
	}
	token->length = (size_t)(lexer->at - token->text);
}

/* Passes over all up to the end of the line and those that go on with it. */
static void skip_line(struct lexer *lexer)
{
	bool continued = true;

	while (continued && lexer->at < lexer->end) {
		const char *stop = memchr(lexer->at, '\n', (size_t)(lexer->end - lexer->at));
		const char *last = stop && stop > lexer->at && stop[-1] == '\r' ? stop - 1 : stop;

		continued = last && last > lexer->at && last[-1] == '\\';
		lexer->line += stop != NULL;
		lexer->at = stop ? stop + 1 : lexer->end;
	}
	lexer->line_start = true;
	lexer->in_directive = false;
}

bool lexer_find_directive(struct lexer *lexer, struct token *token)
{
	if (lexer->at > lexer->start && lexer->at[-1] != '\n')
		skip_line(lexer);
	for (; lexer->at < lexer->end; skip_line(lexer)) {
		while (peek(lexer, 0) == ' ' || peek(lexer, 0) == '\t')
			lexer->at++;
		if (peek(lexer, 0) != '#')
			continue;
		lexer_next(lexer, token);
		return true;
	}
	return false;
}

void lexer_skip_directive(struct lexer *lexer, struct token *token)
{
	while (!token_ends_directive(token))
		lexer_next(lexer, token);
}

char *lexer_rest_of_directive(struct lexer *lexer, struct token *token)
{
	GString *text = g_string_new(NULL);

	for (; !token_ends_directive(token); lexer_next(lexer, token)) {
		if (text->len && token->after_space)
			g_string_append_c(text, ' ');
		g_string_append_len(text, token->text, (gssize)token->length);
	}
	return g_string_free(text, FALSE);
}

size_t lexer_line_start(const struct lexer *lexer, const char *at)
{
	const char *newline = memrchr(lexer->start, '\n', (size_t)(at - lexer->start));

	return newline ? (size_t)(newline + 1 - lexer->start) : 0;
}

size_t lexer_line_end(const struct lexer *lexer, const char *at)
{
	const char *newline = memchr(at, '\n', (size_t)(lexer->end - at));

	return (size_t)((newline ? newline + 1 : lexer->end) - lexer->start);
}

bool lexer_skip_constant(struct lexer *lexer, struct token *token)
{
	int depth = 0;

	if (!token_is(token, "sizeof") && !token_is(token, "offsetof"))
		return false;
	lexer_next(lexer, token);
	while ((depth || token_is_mark(token, '(')) && !token_ends_directive(token)) {
		depth += token_is_mark(token, '(') - token_is_mark(token, ')');
		lexer_next(lexer, token);
		if (!depth)
			break;
	}
	return true;
}
