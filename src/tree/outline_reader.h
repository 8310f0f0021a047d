/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PTDESC_TREE_OUTLINE_READER_H
#define PTDESC_TREE_OUTLINE_READER_H

/* How an outline is read; only for outline*.c. */
#include "tree/lexer.h"
#include "tree/outline.h"

/* Uses whose item is not known yet, and those that turned out to be in none. */
enum { ITEM_PENDING = -1, ITEM_NONE = -2 };

enum block { BLOCK_NONE, BLOCK_FUNCTION, BLOCK_OTHER };

/* What is known of the declaration that is being read. */
struct state {
	struct token begin;	/* its first token; nothing is being read without */
	unsigned int branch;	/* the one it begins in */
	struct token last;	/* the last one outside of brackets */
	unsigned int last_branch;
	unsigned int name;	/* the last that it may have, an index; 0: none yet */
	struct token keyword, tag;	/* of "struct page {" */
	bool is_typedef, is_call, has_value;
	enum block block;
	int braces, parens;
};

/* A name that a declaration may have, and the one before it. */
struct name {
	struct token token;
	unsigned int before;	/* an index; 0: none */
};

/* An #if whose #endif is still to come. */
struct conditional {
	struct state before;	/* where each branch starts */
	struct state after;	/* where the last branch that can be compiled ended */
	bool has_after;
};

struct reader {
	struct outline *outline;
	const struct words *words;
	struct lexer lexer;
	struct token token;
	struct state state;
	GArray *names;		/* of struct name, from 1: shared by what states are copied */
	GArray *conditionals;
	char *guard;		/* of a first #ifndef that nothing but its #define may follow */
	bool has_guard;		/* that define came */
	bool has_code;		/* anything else came first */
	GArray *pending;	/* uses of the current item, as indices */
};

/* Reads the next token. */
void reader_next(struct reader *reader);

/* Notes that @token of the current item is one of the words, when it is. */
void reader_note_use(struct reader *reader, const struct token *token);

/* Gives the uses from @from of the pending ones on to @item. */
void reader_settle(struct reader *reader, unsigned int from, int item);

/* Adds the item from @begin to @end, inclusively.  Takes @names over; the index of the item. */
int reader_add_item(struct reader *reader, enum outline_kind kind, char **names,
		    const struct token *begin, const struct token *end);

/* Reads one token of a declaration and moves on to the next. */
void reader_read_token(struct reader *reader);

/*
 * Ends the current declaration when it reads like "MACRO(arguments)", which needs no
 * semicolon.
 */
void reader_end_call(struct reader *reader);

#endif
