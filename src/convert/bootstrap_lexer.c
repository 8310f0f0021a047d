// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_lexer.h"

#include <string.h>
#include <glib.h>

static bool is_word(char c)
{
	return g_ascii_isalnum(c) || c == '_';
}

size_t line_start(const char *text, size_t offset)
{
	while (offset && text[offset - 1] != '\n')
		offset--;
	return offset;
}

size_t line_end(const char *text, size_t offset)
{
	offset += strcspn(text + offset, "\n");
	return offset + (text[offset] == '\n');
}

static size_t comment_end(const char *text, size_t at)
{
	const char *end;

	if (text[at + 1] == '/')
		return at + strcspn(text + at, "\n");
	end = strstr(text + at + 2, "*/");
	return end ? (size_t)(end + 2 - text) : at + strlen(text + at);
}

static bool is_comment(const char *text, size_t at)
{
	return text[at] == '/' && (text[at + 1] == '/' || text[at + 1] == '*');
}

static size_t string_end(const char *text, size_t at)
{
	char quote = text[at++];

	while (text[at] && text[at] != quote && text[at] != '\n')
		at += text[at] == '\\' && text[at + 1] ? 2 : 1;
	return at + (text[at] == quote);
}

/* A comment that starts on the directive's line may go on over others. */
static size_t directive_end(const char *text, size_t at)
{
	while (text[at] && text[at] != '\n')
		if (is_comment(text, at))
			at = comment_end(text, at);
		else
			at += text[at] == '\\' && text[at + 1] ? 2 : 1;
	return at;
}

/* Whether nothing but blanks is before @at on its line. */
static bool starts_line(const char *text, size_t at)
{
	while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return !at || text[at - 1] == '\n';
}

static size_t word_end(const char *text, size_t at)
{
	while (is_word(text[at]))
		at++;
	return at;
}

void lexeme_next(const char *text, struct lexeme_span *token)
{
	size_t at = token->end;

	at += strspn(text + at, " \t\n\r\f\v");
	token->start = at;
	if (!text[at]) {
		token->kind = LEXEME_END;
		token->end = at;
	} else if (is_comment(text, at)) {
		token->kind = LEXEME_COMMENT;
		token->end = comment_end(text, at);
	} else if (text[at] == '#' && starts_line(text, at)) {
		token->kind = LEXEME_DIRECTIVE;
		token->end = directive_end(text, at);
	} else if (text[at] == '"' || text[at] == '\'') {
		token->kind = LEXEME_STRING;
		token->end = string_end(text, at);
	} else if (is_word(text[at])) {
		token->kind = LEXEME_WORD;
		token->end = word_end(text, at);
	} else {
		token->kind = LEXEME_SIGN;
		token->end = at + 1;
	}
}

bool lexeme_is(const char *text, const struct lexeme_span *token, const char *word)
{
	size_t length = strlen(word);

	return token->end - token->start == length && !memcmp(text + token->start, word, length);
}
