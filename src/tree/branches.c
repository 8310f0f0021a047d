// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/branches.h"

#include <string.h>

static void branch_free(gpointer data)
{
	struct branch *branch = data;

	g_free(branch->directive);
	g_free(branch->condition);
	g_free(branch);
}

static struct branch *add_branch(struct branches *branches, unsigned int parent)
{
	struct branch *branch = g_new0(struct branch, 1);

	branch->parent = parent;
	branches->current = branches->list->len;
	g_ptr_array_add(branches->list, branch);
	return branch;
}

struct branches *branches_new(void)
{
	struct branches *branches = g_new0(struct branches, 1);

	branches->list = g_ptr_array_new_with_free_func(branch_free);
	add_branch(branches, 0);
	return branches;
}

void branches_free(struct branches *branches)
{
	if (!branches)
		return;
	g_ptr_array_unref(branches->list);
	g_free(branches);
}

struct branch *branches_get(const struct branches *branches, unsigned int branch)
{
	return branches->list->pdata[branch];
}

static bool begins_with(const struct token *token, const char *prefix)
{
	return token->length >= strlen(prefix) && !memcmp(token->text, prefix, strlen(prefix));
}

static enum branch_step step_of(const struct branches *branches, const struct token *name)
{
	if (begins_with(name, "if"))
		return BRANCH_OPENED;
	if (!branches->current)
		return BRANCH_NONE;
	if (begins_with(name, "el"))
		return BRANCH_TURNED;
	return token_is(name, "endif") ? BRANCH_CLOSED : BRANCH_NONE;
}

static bool hides_from_assembler(const char *directive)
{
	static const char *const forms[] = {
		"#ifndef __ASSEMBLY__", "#ifndef __ASSEMBLER__", "#if !defined(__ASSEMBLY__)",
		"#if !defined(__ASSEMBLER__)", NULL,
	};

	return g_strv_contains(forms, directive);
}

/* Takes @directive over; @line is where it ends. */
static void open_conditional(struct branches *branches, char *directive, unsigned int line)
{
	struct branch *branch = add_branch(branches, branches->current);

	branch->opening = branches->current;
	branch->directive = directive;
	branch->condition = g_strdup(directive);
	branch->first = branch->last = line;
	branch->never = !strcmp(directive, "#if 0");
	branch->always = hides_from_assembler(directive);
}

static void turn(struct branches *branches, char *directive, unsigned int line)
{
	struct branch *before = branches_get(branches, branches->current), *branch;
	const struct branch *opening = branches_get(branches, before->opening);

	before->last = line;
	branch = add_branch(branches, before->parent);
	branch->opening = before->opening;
	branch->directive = directive;
	branch->condition = g_strdup_printf("%s of %s", directive, opening->directive);
	branch->group_first = opening->group_first;
	branch->first = branch->last = line;
	branch->never = !strcmp(opening->directive, "#if 1");
}

static void close_conditional(struct branches *branches, unsigned int line, size_t end)
{
	struct branch *open = branches_get(branches, branches->current);

	open->last = line;
	for (unsigned int i = open->opening; i < branches->list->len; i++) {
		struct branch *branch = branches_get(branches, i);

		if (branch->opening != open->opening)
			continue;
		branch->group_last = line;
		branch->end = end;
	}
	branches->current = open->parent;
}

enum branch_step branches_read(struct branches *branches, struct lexer *lexer,
			       struct token *token)
{
	enum branch_step step = step_of(branches, token);
	unsigned int first = token->line;
	g_autofree char *rest = NULL;
	char *directive;

	if (step == BRANCH_NONE)
		return step;
	rest = lexer_rest_of_directive(lexer, token);
	directive = g_strconcat("#", rest, NULL);
	if (step == BRANCH_OPENED) {
		open_conditional(branches, directive, token->line);
		branches_get(branches, branches->current)->group_first = first;
	} else if (step == BRANCH_TURNED) {
		turn(branches, directive, token->line);
	} else {
		close_conditional(branches, token->line, lexer_line_end(lexer, token->text));
		g_free(directive);
	}
	return step;
}

void branches_finish(struct branches *branches, const struct lexer *lexer,
		     const struct token *token)
{
	while (branches->current)
		close_conditional(branches, token->line, lexer_line_end(lexer, token->text));
}

unsigned int branches_at(const struct branches *branches, unsigned int line)
{
	unsigned int inner = 0;

	for (unsigned int i = 1; i < branches->list->len; i++) {
		const struct branch *branch = branches_get(branches, i);

		if (branch->first <= line && line <= branch->last)
			inner = i;
	}
	return inner;
}

static bool is_within(const struct branches *branches, unsigned int above, unsigned int branch)
{
	while (branch && branch != above)
		branch = branches_get(branches, branch)->parent;
	return branch == above;
}

unsigned int branches_common(const struct branches *branches, unsigned int a, unsigned int b)
{
	while (!is_within(branches, a, b))
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
