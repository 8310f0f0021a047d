/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_LEXER_H
#define PTDESC_TREE_LEXER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * C source text as tokens, before any preprocessing: comments are gone, directives
 * are marked, lines that a backslash continues are one.
 */
enum token_kind {
	TOKEN_END,
	TOKEN_WORD,		/* identifier or keyword */
	TOKEN_NUMBER,
	TOKEN_STRING,		/* or character */
	TOKEN_MARK,		/* one character of anything else */
	TOKEN_DIRECTIVE,	/* the # that begins one */
	TOKEN_NEWLINE,		/* the end of a directive; no other line end is a token */
};

struct token {
	enum token_kind kind;
	const char *text;	/* within the source, not NUL-terminated */
	size_t length;
	unsigned int line;	/* from 1 */
	bool first_column;	/* begins at the very start of its line */
	bool after_space;	/* something stands between it and the token before */
};

/* To be set up by lexer_init(); its members are its own business. */
struct lexer {
	const char *at, *end;
	unsigned int line;
	bool line_start;	/* only blanks and comments so far on this line */
	bool in_directive;
};

/* Reads @text of @length bytes, which must outlive the lexer. */
void lexer_init(struct lexer *lexer, const char *text, size_t length);

/* The next token; TOKEN_END again and again when there is none left. */
void lexer_next(struct lexer *lexer, struct token *token);

/*
 * Passes over an operand that is not evaluated: when @token is sizeof or offsetof, @token
 * becomes what follows its parentheses.  False when it is neither.
 */
bool lexer_skip_constant(struct lexer *lexer, struct token *token);

/* Whether @token is spelled @text. */
bool token_is(const struct token *token, const char *text);

#endif
