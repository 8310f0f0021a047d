/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_LEXER_H
#define PTDESC_TREE_LEXER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * C source text as tokens, before any preprocessing, so that all branches of its
 * conditionals are seen: comments are gone, directives are marked, lines that a backslash
 * continues are one.  What is not closed ends with the text.
 */
enum token_kind {
	TOKEN_END,
	TOKEN_WORD,		/* identifier or keyword */
	TOKEN_NUMBER,
	TOKEN_STRING,		/* or character */
	TOKEN_MARK,		/* one character of anything else */
	TOKEN_COMMENT,		/* only for lexer_keep_comments() */
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
	const char *start, *at, *end;
	unsigned int line;
	bool line_start;	/* only blanks and comments so far on this line */
	bool in_directive;
	bool keeps_comments;
};

/* Reads @text of @length bytes, which must outlive the lexer. */
void lexer_init(struct lexer *lexer, const char *text, size_t length);

/* From now on comments are tokens, too. */
void lexer_keep_comments(struct lexer *lexer);

/* The next token; TOKEN_END again and again when there is none left. */
void lexer_next(struct lexer *lexer, struct token *token);

/*
 * Passes over whole lines, within comments, too, to the next that begins with # but for
 * blanks: @token becomes that TOKEN_DIRECTIVE.  Faster than lexer_next().  False when there
 * is none.
 */
bool lexer_find_directive(struct lexer *lexer, struct token *token);

/* Moves @token on to the end of the directive that it is in. */
void lexer_skip_directive(struct lexer *lexer, struct token *token);

/*
 * The directive that @token is in from there to its end, on one line: a blank for any
 * white space and comments.  For g_free(); @token becomes its end.
 */
char *lexer_rest_of_directive(struct lexer *lexer, struct token *token);

/*
 * Passes over an operand that is not evaluated: when @token is sizeof or offsetof, @token
 * becomes what follows its parentheses.  False when it is neither.
 */
bool lexer_skip_constant(struct lexer *lexer, struct token *token);

/* Where the line that holds @at begins, and the one after it, or the end; in bytes. */
size_t lexer_line_start(const struct lexer *lexer, const char *at);
size_t lexer_line_end(const struct lexer *lexer, const char *at);

/* Whether @token is spelled @text. */
bool token_is(const struct token *token, const char *text);

bool token_is_mark(const struct token *token, char mark);

/* Whether a directive that @token was read from ends with it. */
bool token_ends_directive(const struct token *token);

/* How @token is spelled, for g_free(). */
char *token_copy(const struct token *token);

#endif
