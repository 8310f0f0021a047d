// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/bootstrap_branches.h"

#include <string.h>

static void branch_free(gpointer data)
{
	struct branch *branch = data;

	g_free(branch->directive);
	g_free(branch);
}

static void add_branch(struct branches *branches, unsigned int parent, unsigned int conditional,
		       char *directive)
{
	struct branch *branch = g_new0(struct branch, 1);

	branch->parent = parent;
	branch->conditional = conditional;
	branch->directive = directive;
	branches->current = branches->list->len;
	g_ptr_array_add(branches->list, branch);
}

struct branches *branches_new(void)
{
	struct branches *branches = g_new0(struct branches, 1);

	branches->list = g_ptr_array_new_with_free_func(branch_free);
	add_branch(branches, 0, 0, NULL);
	return branches;
}

void branches_free(struct branches *branches)
{
	if (!branches)
		return;
	g_ptr_array_unref(branches->list);
	g_free(branches);
}

const struct branch *branches_get(const struct branches *branches, unsigned int branch)
{
	return branches->list->pdata[branch];
}

/* The directive on one line: blanks squeezed, comments and continuations gone. */
static char *spell(const char *text, const struct lexeme_span *directive)
{
	g_autofree char *whole = g_strndup(text + directive->start,
					   directive->end - directive->start);
	GString *line = g_string_new("#");
	struct lexeme_span token = { .end = 1 };
	size_t last = 1;

	for (lexeme_next(whole, &token); token.kind != LEXEME_END; lexeme_next(whole, &token)) {
		if (token.kind == LEXEME_COMMENT || whole[token.start] == '\\')
			continue;
		if (token.start > last && line->len > 1)
			g_string_append_c(line, ' ');
		g_string_append_len(line, whole + token.start,
				    (gssize)(token.end - token.start));
		last = token.end;
	}
	return g_string_free(line, FALSE);
}

static void close_conditional(struct branches *branches, size_t end)
{
	const struct branch *open = branches_get(branches, branches->current);

	for (unsigned int i = 1; i < branches->list->len; i++) {
		struct branch *branch = branches->list->pdata[i];

		if (branch->conditional == open->conditional)
			branch->end = end;
	}
	branches->current = open->parent;
}

void branches_read(struct branches *branches, const char *text, const struct lexeme_span *token)
{
	g_autofree char *directive = spell(text, token);
	const struct branch *open = branches_get(branches, branches->current);

	if (g_str_has_prefix(directive, "#if"))
		add_branch(branches, branches->current, ++branches->conditionals,
			   g_steal_pointer(&directive));
	else if (!open->conditional)
		return;
	else if (g_str_has_prefix(directive, "#el"))
		add_branch(branches, open->parent, open->conditional,
			   g_steal_pointer(&directive));
	else if (g_str_has_prefix(directive, "#endif"))
		close_conditional(branches, line_end(text, token->end));
}

bool branches_within(const struct branches *branches, unsigned int above, unsigned int branch)
{
	while (branch && branch != above)
		branch = branches_get(branches, branch)->parent;
	return branch == above;
}

unsigned int branches_common(const struct branches *branches, unsigned int a, unsigned int b)
{
	while (!branches_within(branches, a, b))
		a = branches_get(branches, a)->parent;
	return a;
}

unsigned int branches_below(const struct branches *branches, unsigned int above,
			    unsigned int branch)
{
	while (branches_get(branches, branch)->parent != above)
		branch = branches_get(branches, branch)->parent;
	return branch;
}
