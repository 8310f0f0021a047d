// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/lexer.h"

#include <string.h>
#include <glib.h>

void lexer_init(struct lexer *lexer, const char *text, size_t length)
{
	*lexer = (struct lexer) {
		.at = text, .end = text + length, .line = 1, .line_start = true,
	};
}

bool token_is(const struct token *token, const char *text)
{
	return strlen(text) == token->length && !memcmp(token->text, text, token->length);
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

static void skip_comment(struct lexer *lexer)
{
	for (lexer->at += 2; lexer->at < lexer->end; step(lexer))
		if (peek(lexer, 0) == '*' && peek(lexer, 1) == '/') {
			lexer->at += 2;
			return;
		}
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
		} else if (peek(lexer, 0) == '/' && peek(lexer, 1) == '*') {
			skip_comment(lexer);
		} else if (peek(lexer, 0) == '/' && peek(lexer, 1) == '/') {
			skip_line_comment(lexer);
		} else {
			break;
		}
	}
	return lexer->at > start;
}

static void take_word(struct lexer *lexer)
{
	while (g_ascii_isalnum(peek(lexer, 0)) || peek(lexer, 0) == '_')
		lexer->at++;
}

static void take_number(struct lexer *lexer)
{
	while (g_ascii_isalnum(peek(lexer, 0)) || peek(lexer, 0) == '_' || peek(lexer, 0) == '.')
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

static bool is_mark(const struct token *token, char mark)
{
	return token->kind == TOKEN_MARK && *token->text == mark;
}

bool lexer_skip_constant(struct lexer *lexer, struct token *token)
{
	int depth = 0;

	if (!token_is(token, "sizeof") && !token_is(token, "offsetof"))
		return false;
	lexer_next(lexer, token);
	while ((depth || is_mark(token, '(')) && token->kind != TOKEN_NEWLINE &&
	       token->kind != TOKEN_END) {
		depth += is_mark(token, '(') - is_mark(token, ')');
		lexer_next(lexer, token);
		if (!depth)
			break;
	}
	return true;
}
