// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/suppression.h"

#include <string.h>

#include "tree/lexer.h"

#define MARK "ptdesc:"
#define VERB "allow"

struct reader {
	const char *text, *end;
	const char *counted;	/* up to here lines are counted */
	unsigned int line;	/* of @counted */
	GArray *list;
};

/* What follows "ptdesc: allow" at @at, or NULL when that does not stand there. */
static const char *after_verb(const char *at, const char *end)
{
	size_t mark = strlen(MARK), verb = strlen(VERB);

	if ((size_t)(end - at) < mark || memcmp(at, MARK, mark) != 0)
		return NULL;
	for (at += mark; at < end && (*at == ' ' || *at == '\t');)
		at++;
	if ((size_t)(end - at) < verb || memcmp(at, VERB, verb) != 0)
		return NULL;
	at += verb;
	return at == end || g_ascii_isspace(*at) ? at : NULL;
}

/* The line of @at, which never lies before what was asked for last. */
static unsigned int line_of(struct reader *reader, const char *at)
{
	const char *newline;

	while ((newline = memchr(reader->counted, '\n', (size_t)(at - reader->counted)))) {
		reader->counted = newline + 1;
		reader->line++;
	}
	reader->counted = at;
	return reader->line;
}

static unsigned int column_of(const struct reader *reader, const char *at)
{
	const char *start = at;

	while (start > reader->text && start[-1] != '\n')
		start--;
	return (unsigned int)(at - start) + 1;
}

/* The suppression that the line of a comment from @at to @end is, when it is one. */
static void read_line(struct reader *reader, const char *at, const char *end)
{
	struct suppression suppression = { 0 };
	const char *rest, *word;

	while (at < end && (g_ascii_isspace(*at) || *at == '*' || *at == '/'))
		at++;
	rest = after_verb(at, end);
	if (!rest)
		return;
	while (rest < end && g_ascii_isspace(*rest))
		rest++;
	for (word = rest; rest < end && !g_ascii_isspace(*rest);)
		rest++;
	suppression.rule = g_strndup(word, (size_t)(rest - word));
	/* Words of any language: what is no ASCII is taken for a letter. */
	while (rest < end && !g_ascii_isalnum(*rest) && (guchar)*rest < 0x80)
		rest++;
	suppression.has_reason = rest < end;
	suppression.line = line_of(reader, at);
	suppression.column = column_of(reader, at);
	g_array_append_val(reader->list, suppression);
}

/* Whether a line ends between @from and @to, or the text does. */
static bool is_line_end(const struct reader *reader, const char *from, const char *to)
{
	return from == reader->text || to == reader->end || *to == '\n' ||
		memchr(from, '\n', (size_t)(to - from));
}

/* @comment stands between code that ends at @before and code that begins at @after. */
static void read_comment(struct reader *reader, const struct token *comment, const char *before,
			 const char *after)
{
	const char *at = comment->text, *end = at + comment->length;
	bool is_alone = is_line_end(reader, before, at) && is_line_end(reader, end, after);
	unsigned int known = reader->list->len, last;

	if (comment->length >= strlen("/**/") && g_str_has_prefix(at, "/*") && end[-2] == '*' &&
	    end[-1] == '/')
		end -= strlen("*/");
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		read_line(reader, at, newline ? newline : end);
		at = newline ? newline + 1 : end;
	}
	last = line_of(reader, end);
	for (unsigned int i = known; i < reader->list->len; i++) {
		struct suppression *suppression = &g_array_index(reader->list, struct suppression, i);

		suppression->first = comment->line;
		suppression->last = last;
		suppression->is_alone = is_alone;
	}
}

/* All comments, once the code that follows them is known. */
static void read_comments(struct reader *reader, struct lexer *lexer)
{
	g_autoptr(GArray) comments = g_array_new(FALSE, FALSE, sizeof(struct token));
	const char *before = reader->text;
	struct token token;

	do {
		lexer_next(lexer, &token);
		if (token.kind == TOKEN_COMMENT) {
			g_array_append_val(comments, token);
			continue;
		}
		for (unsigned int i = 0; i < comments->len; i++)
			read_comment(reader, &g_array_index(comments, struct token, i), before,
				     token.text);
		g_array_set_size(comments, 0);
		before = token.text + token.length;
	} while (token.kind != TOKEN_END);
}

/* Whether there is any, in a comment or not. */
static bool may_hold(const char *text, const char *end)
{
	for (const char *at = text; (at = strstr(at, MARK)); at++)
		if (after_verb(at, end) || g_str_has_prefix(at, MARK " " VERB "*"))
			return true;
	return false;
}

static void clear_suppression(gpointer suppression)
{
	g_free(((struct suppression *)suppression)->rule);
}

GArray *suppressions_parse(const char *text, size_t length)
{
	struct reader reader = {
		.text = text, .end = text + length, .counted = text, .line = 1,
		.list = g_array_new(FALSE, FALSE, sizeof(struct suppression)),
	};
	struct lexer lexer;

	g_array_set_clear_func(reader.list, clear_suppression);
	if (!may_hold(text, reader.end))
		return reader.list;
	lexer_init(&lexer, text, length);
	lexer_keep_comments(&lexer);
	read_comments(&reader, &lexer);
	return reader.list;
}
