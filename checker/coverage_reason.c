// SPDX-License-Identifier: GPL-2.0-or-later
/* Why something was not looked at. */
#include "checker/coverage_private.h"

#include <string.h>

#include "checker/lines.h"

void source_mark_reached(struct source *source)
{
	for (unsigned int i = 0; source->notes && i < source->notes->reached->len; i++) {
		struct line_range range = g_array_index(source->notes->reached, struct line_range, i);
		unsigned int before = source->reached->len;

		if (range.last >= before) {
			g_byte_array_set_size(source->reached, range.last + 1);
			memset(source->reached->data + before, 0, range.last + 1 - before);
		}
		memset(source->reached->data + range.first, 1, range.last + 1 - range.first);
	}
}

bool source_is_reached(const struct source *source, unsigned int line)
{
	return line < source->reached->len && source->reached->data[line];
}

bool source_is_any_reached(const struct source *source, unsigned int first, unsigned int last)
{
	return first < source->reached->len &&
		memchr(source->reached->data + first, 1, MIN(last + 1, source->reached->len) - first);
}

static const struct branch *branch_at(const struct source *source, unsigned int branch)
{
	return branches_get(source->outline->branches, branch);
}

const char *source_never(const struct source *source, unsigned int branch)
{
	for (; branch; branch = branch_at(source, branch)->parent)
		if (branch_at(source, branch)->never)
			return branch_at(source, branch)->condition;
	return NULL;
}

/*
 * The conditions around @branch, innermost first, that may be to blame: not those of a
 * branch of which something else was reached than another side of what is to blame.
 * NULL: there are none; for g_free().
 */
static char *conditions(const struct source *source, unsigned int branch)
{
	const struct branch *it, *inner = NULL;
	char *list = NULL;

	for (; branch; branch = it->parent) {
		char *longer;

		it = branch_at(source, branch);
		if (it->always ||
		    source_is_any_reached(source, it->first, inner ? inner->group_first - 1 : it->last) ||
		    (inner && source_is_any_reached(source, inner->group_last + 1, it->last)))
			continue;
		inner = it;
		longer = g_strconcat(list ? list : "", list ? " in " : "", it->condition, NULL);
		g_free(list);
		list = longer;
	}
	return list;
}

const char *source_error(const struct source *source, unsigned int first, unsigned int last)
{
	for (unsigned int i = 0; source->notes && i < source->notes->errors->len; i++) {
		const struct line_error *error = &g_array_index(source->notes->errors,
								struct line_error, i);

		if (first <= error->line && error->line <= last)
			return error->text;
	}
	return NULL;
}

char *source_reason(const struct source *source, const struct outline_item *item,
		    unsigned int branch)
{
	const char *dead = source_never(source, branch);
	const char *error = source_error(source, item->first, item->last);
	g_autofree char *list = dead || error ? NULL : conditions(source, branch);

	if (dead)
		return g_strdup_printf("inside %s", dead);
	if (error)
		return g_strdup_printf("the compiler could not recover it %s", error);
	if (item->kind == OUTLINE_MACRO)
		return g_strdup_printf("nothing that was analysed expands it%s%s",
				       list ? ", which is under " : "", list ? list : "");
	if (list)
		return g_strdup_printf("no chosen variant compiles what is under %s", list);
	error = source_error(source, 0, G_MAXUINT);
	if (error)
		return g_strdup_printf("the compiler did not recover it; the file has errors %s", error);
	return g_strdup("the compiler found no such definition");
}

char *source_unread_reason(const struct source *source)
{
	if (source->notes && source->notes->failure)
		return g_strdup(source->notes->failure);
	return g_strdup(g_str_has_suffix(source->file, ".h") ? "no unit includes it" :
			"no chosen variant builds it");
}

/* Why @line of a file that some unit read was not looked at. */
static char *line_reason(struct source *source, unsigned int line)
{
	const struct outline_item *item = outline_definition_at(source->outline, line);
	unsigned int branch = branches_at(source->outline->branches, line);

	if (item)
		return source_reason(source, item, branch);
	if (source_never(source, branch))
		return g_strdup_printf("inside %s", source_never(source, branch));
	return g_strdup("it is in no function, initialiser or macro");
}

char *coverage_line_reason(const struct coverage *coverage, const struct tree *tree,
			   const char *file, unsigned int line)
{
	g_autoptr(GByteArray) reached = g_byte_array_new();
	struct source source = { .file = file, .reached = reached };
	struct outline *outline;
	size_t length = 0;
	g_autofree char *text = tree_read(tree, file, &length, NULL);
	char *reason = NULL;

	source.notes = g_hash_table_lookup(coverage->notes, file);
	outline = outline_new(text ? text : "", length, NULL);
	source.outline = outline;
	source_mark_reached(&source);
	if (!g_hash_table_contains(coverage->read, g_intern_string(file)))
		reason = source_unread_reason(&source);
	else if (!source_is_reached(&source, line))
		reason = line_reason(&source, line);
	outline_free(outline);
	return reason;
}
