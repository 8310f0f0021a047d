// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/statement.h"

#include <stdbool.h>
#include <string.h>

#include "convert/columns.h"
#include "tree/lexer.h"

#define GOOD 80
#define MOST 100
#define INDENT 8
/* So little does not deserve a line of its own. */
#define LITTLE 6
/* What stands further to the right leaves no room to go on below it. */
#define FAR 56

/* A place where a line may end. */
struct gap {
	size_t at;		/* the byte that starts the next line */
	unsigned int depth;	/* of parentheses */
	size_t open;		/* the byte after the parenthesis it is in, 0: none */
	bool assigns;		/* after "=" */
};

/* -- where a line may be broken ------------------------------------------------------------ */

static bool is_assignment(const char *line, size_t at)
{
	return line[at] == '=' && line[at + 1] == ' ' && at && !strchr("=!<>", line[at - 1]);
}

static bool is_logical(const char *line, size_t at)
{
	return (line[at] == '&' || line[at] == '|') && at && line[at - 1] == line[at] &&
		line[at + 1] == ' ';
}

static GArray *find_gaps(const char *line)
{
	GArray *gaps = g_array_new(FALSE, FALSE, sizeof(struct gap));
	size_t opens[64] = { 0 };
	unsigned int depth = 0;
	struct lexer lexer;
	struct token token;

	lexer_init(&lexer, line, strlen(line));
	for (lexer_next(&lexer, &token); token.kind != TOKEN_END; lexer_next(&lexer, &token)) {
		size_t at = (size_t)(token.text - line);
		struct gap gap = { .at = at + 2, .depth = depth, .open = opens[depth],
				   .assigns = token_is_mark(&token, '=') };

		if (token_is_mark(&token, '(') && depth + 1 < G_N_ELEMENTS(opens))
			opens[++depth] = at + 1;
		else if (token_is_mark(&token, ')') && depth)
			depth--;
		else if ((token_is_mark(&token, ',') && line[at + 1] == ' ' && depth) ||
			 (token.kind == TOKEN_MARK && is_logical(line, at)) ||
			 (!depth && gap.assigns && is_assignment(line, at)))
			g_array_append_val(gaps, gap);
	}
	return gaps;
}

static size_t assignment_in(const GArray *gaps)
{
	for (unsigned int i = gaps->len; i-- > 0;)
		if (g_array_index(gaps, struct gap, i).assigns)
			return g_array_index(gaps, struct gap, i).at;
	return 0;
}

/* The outermost gap whose line reads well, of several the last; -1: none. */
static int choose_good(const char *line, const GArray *gaps)
{
	size_t value = assignment_in(gaps);
	int best = -1;

	for (unsigned int i = 0; i < gaps->len; i++) {
		const struct gap *gap = &g_array_index(gaps, struct gap, i);

		if (gap->assigns || gap->at < value ||
		    columns_after(line, gap->at - 1) > GOOD)
			continue;
		if (best < 0 || gap->depth <= g_array_index(gaps, struct gap, best).depth)
			best = (int)i;
	}
	return best;
}

/* Else the one after "=", else the first whose line is not too long; -1: none. */
static int choose(const char *line, const GArray *gaps)
{
	int best = choose_good(line, gaps);

	for (unsigned int i = 0; best < 0 && i < gaps->len; i++)
		if (g_array_index(gaps, struct gap, i).assigns)
			best = (int)i;
	for (unsigned int i = 0; best < 0 && i < gaps->len; i++)
		if (columns_after(line, g_array_index(gaps, struct gap, i).at - 1) <= MOST)
			best = (int)i;
	return best;
}

/* -- breaking ------------------------------------------------------------------------------- */

static unsigned int indent_of(const char *line)
{
	return columns_after(line, strspn(line, " \t"));
}

static unsigned int next_indent(const char *line, const struct gap *gap)
{
	unsigned int open = gap->open ? columns_after(line, gap->open) : 0;

	if (gap->assigns || !open || open > FAR)
		return indent_of(line) + INDENT;
	return open;
}

char *statement_break(const char *line)
{
	g_autoptr(GArray) gaps = find_gaps(line);
	int chosen = choose(line, gaps);
	g_autoptr(GString) rest = g_string_new(NULL);
	g_autofree char *tail = NULL;
	const struct gap *gap;

	if (chosen < 0)
		return g_strdup(line);
	gap = &g_array_index(gaps, struct gap, chosen);
	columns_pad(rest, 0, next_indent(line, gap));
	g_string_append(rest, line + gap->at);
	/* What does not get shorter cannot be broken. */
	if (columns_of(rest->str) >= columns_of(line))
		return g_strdup(line);
	tail = columns_of(rest->str) > GOOD ? statement_break(rest->str) : g_strdup(rest->str);
	return g_strdup_printf("%.*s\n%s", (int)(gap->at - 1), line, tail);
}

/* -- joining ---------------------------------------------------------------------------------- */

static bool goes_on(const char *line)
{
	static const char *const ends[] = { ",", "(", " =", "&&", "||" };

	if (!line[strspn(line, " \t")] || strchr(line, '"') || strstr(line, "/*") ||
	    strstr(line, "//") || line[strspn(line, " \t")] == '#')
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++)
		if (g_str_has_suffix(line, ends[i]))
			return true;
	return false;
}

char *statement_join(const char *line, const char *continues)
{
	const char *rest = continues + strspn(continues, " \t");
	char *joined;

	if (!goes_on(line) || !*rest)
		return NULL;
	joined = g_strconcat(line, g_str_has_suffix(line, "(") ? "" : " ", rest, NULL);
	if (columns_of(joined) <= (strlen(rest) <= LITTLE ? MOST : GOOD))
		return joined;
	g_free(joined);
	return NULL;
}

/* -- declarations ----------------------------------------------------------------------------- */

/* The length of "  struct ptdesc *" before the one name that @line declares; 0: it does not. */
static size_t declared_type(const char *line)
{
	const char *star = strchr(line, '*');
	size_t name = star ? strspn(star + 1, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_") : 0;
	size_t length = star ? (size_t)(star - line) + 1 : 0;

	if (!name || strcmp(star + 1 + name, ";") || !g_ascii_isspace(*line))
		return 0;
	return strcspn(line, "=(,") < length ? 0 : length;
}

char *declarations_join(const char *line, const char *next)
{
	size_t length = declared_type(line);
	char *joined;

	if (!length || declared_type(next) != length || strncmp(line, next, length))
		return NULL;
	joined = g_strdup_printf("%.*s, *%s", (int)strlen(line) - 1, line, next + length);
	if (columns_of(joined) <= GOOD)
		return joined;
	g_free(joined);
	return NULL;
}

bool declares_several(const char *line)
{
	const char *comma = strstr(line, ", *");

	return comma && g_ascii_isspace(*line) && g_str_has_suffix(line, ";") &&
		!strchr(line, '(') && strchr(line, '*') < comma;
}
