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

/* @at to @end is a comment, its end mark left out. */
static void read_comment(struct reader *reader, const char *at, const char *end, bool is_alone)
{
	unsigned int before = reader->list->len, first = line_of(reader, at), last;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		read_line(reader, at, newline ? newline : end);
		at = newline ? newline + 1 : end;
	}
	last = line_of(reader, end);
	for (unsigned int i = before; i < reader->list->len; i++) {
		struct suppression *suppression = &g_array_index(reader->list, struct suppression, i);

		suppression->first = first;
		suppression->last = last;
		suppression->is_alone = is_alone;
	}
}

/* Where the comment at @at ends, its end mark left out. */
static const char *comment_end(const char *at, const char *end)
{
	bool is_line = at[1] == '/';

	for (at += 2; at < end; at++)
		if (is_line ? *at == '\n' && at[-1] != '\\' :
		    *at == '*' && at + 1 < end && at[1] == '/')
			break;
	return at;
}

/* Whether a line ends between @from and @to, or the text does. */
static bool is_line_end(const struct reader *reader, const char *from, const char *to)
{
	return from == reader->text || to == reader->end || *to == '\n' ||
		memchr(from, '\n', (size_t)(to - from));
}

/* What stands between two tokens: blanks and comments. */
static void read_gap(struct reader *reader, const char *from, const char *to)
{
	for (const char *at = from; at + 1 < to; at++) {
		const char *end;

		if (*at != '/' || (at[1] != '/' && at[1] != '*'))
			continue;
		end = comment_end(at, to);
		read_comment(reader, at, end,
			     is_line_end(reader, from, at) && is_line_end(reader, end, to));
		at = end;
	}
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
	const char *before = text;
	struct lexer lexer;
	struct token token;

	g_array_set_clear_func(reader.list, clear_suppression);
	if (!may_hold(text, reader.end))
		return reader.list;
	lexer_init(&lexer, text, length);
	do {
		lexer_next(&lexer, &token);
		read_gap(&reader, before, token.text);
		before = token.text + token.length;
	} while (token.kind != TOKEN_END);
	return reader.list;
}
