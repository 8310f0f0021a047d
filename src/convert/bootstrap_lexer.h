/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_CONVERT_BOOTSTRAP_LEXER_H
#define PTDESC_CONVERT_BOOTSTRAP_LEXER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * C text cut into tokens before any preprocessing, so that all branches of
 * its conditionals are seen.
 */
enum lexeme {
	LEXEME_END,
	LEXEME_COMMENT,
	LEXEME_DIRECTIVE,	/* from "#" to the end of the last continued line */
	LEXEME_WORD,		/* an identifier, a keyword or a number */
	LEXEME_STRING,		/* or a character constant */
	LEXEME_SIGN,		/* one character */
};

struct lexeme_span {
	enum lexeme kind;
	size_t start, end;	/* offsets into the text */
};

/*
 * Moves @token, which starts out zeroed, to the next token of @text, behind white
 * space; its kind is LEXEME_END at the end.  What is not closed ends with the text.
 */
void lexeme_next(const char *text, struct lexeme_span *token);

/* Whether @token of @text is @word. */
bool lexeme_is(const char *text, const struct lexeme_span *token, const char *word);

/* Where the line that holds @offset begins. */
size_t line_start(const char *text, size_t offset);

/* Where the line after the one that holds @offset begins, or the end of @text. */
size_t line_end(const char *text, size_t offset);

#endif
