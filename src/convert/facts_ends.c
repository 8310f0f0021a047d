// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/facts_ends.h"

#include <string.h>

#include "tree/words.h"

struct end {
	const struct kind_fact *fact;
	char *family;		/* "x86 get_order(size)", NULL: order 0 */
};

struct facts_ends {
	GHashTable *files;	/* file -> GPtrArray of struct end * */
	GHashTable *barred;	/* set of files */
	GHashTable *texts;	/* file -> what the tree has */
};

/* -- orders ------------------------------------------------------------------------------- */

/* The text of argument @index of the call at @open, a parenthesis; NULL: there is none. */
static char *argument_text(const char *open, unsigned int index)
{
	const char *start = open + 1;
	unsigned int depth = 0;

	for (const char *at = start; *at; at++) {
		if (*at == '(' || *at == '[') {
			depth++;
		} else if (depth && (*at == ')' || *at == ']')) {
			depth--;
		} else if (!depth && (*at == ',' || *at == ')')) {
			if (!index--)
				return g_strndup(start, (gsize)(at - start));
			if (*at == ')')
				return NULL;
			start = at + 1;
		}
	}
	return NULL;
}

static const char *line_of(const char *text, unsigned int line)
{
	while (text && line-- > 1) {
		text = strchr(text, '\n');
		text = text ? text + 1 : NULL;
	}
	return text;
}

/* "ORDER" without blanks as the source says it; "?" where it is not to be read. */
static char *order_text(const struct kind_fact *fact, const char *text)
{
	const char *line = line_of(text, fact->line);
	size_t length = line ? strcspn(line, "\n") : 0;
	const char *call = line && fact->column && fact->column <= length ?
		line + fact->column - 1 : NULL;
	char *order = NULL;

	if (fact->order < 0)
		return g_strdup("0");
	if (call && g_str_has_prefix(call, fact->name) && call[strlen(fact->name)] == '(')
		order = argument_text(call + strlen(fact->name), (unsigned int)fact->order);
	if (!order)
		return g_strdup("?");
	for (char *from = order, *to = order; ; from++)
		if (!g_ascii_isspace(*from) && !(*to++ = *from))
			break;
	return order;
}

/* "arch/x86/..." and an order make a family; generic code is an area of its own. */
static char *family_of(const char *file, const char *order)
{
	g_auto(GStrv) parts = g_strsplit(file, "/", 3);
	bool of_architecture = !strcmp(parts[0], "arch") && parts[1];

	if (!strcmp(order, "0"))
		return NULL;
	return g_strdup_printf("%s %s", of_architecture ? parts[1] : "", order);
}

/* -- which files --------------------------------------------------------------------------- */

static bool is_end(const struct kind_fact *fact)
{
	return fact->role == KIND_ALLOCATION || fact->role == KIND_RELEASE;
}

static void end_free(gpointer data)
{
	struct end *end = data;

	g_free(end->family);
	g_free(end);
}

static void free_list(gpointer list)
{
	g_ptr_array_unref(list);
}

static const char *text_of(struct facts_ends *ends, const struct tree *tree, const char *file)
{
	if (!g_hash_table_contains(ends->texts, file))
		g_hash_table_insert(ends->texts, (gpointer)file,
				    tree_read(tree, file, NULL, NULL));
	return g_hash_table_lookup(ends->texts, file);
}

static void add_end(struct facts_ends *ends, const struct kind_fact *fact,
		    const struct tree *tree)
{
	GPtrArray *list = g_hash_table_lookup(ends->files, fact->file);
	g_autofree char *order = order_text(fact, text_of(ends, tree, fact->file));
	struct end *end = g_new0(struct end, 1);

	if (!list) {
		list = g_ptr_array_new_with_free_func(end_free);
		g_hash_table_insert(ends->files, (gpointer)fact->file, list);
	}
	end->fact = fact;
	end->family = family_of(fact->file, order);
	g_ptr_array_add(list, end);
	if (!kind_fact_is_proven(fact))
		g_hash_table_add(ends->barred, (gpointer)fact->file);
}

static bool has_role(const GPtrArray *list, enum kind_role role)
{
	for (unsigned int i = 0; i < list->len; i++)
		if (((const struct end *)list->pdata[i])->fact->role == role)
			return true;
	return false;
}

/* Where only one end is seen, nobody knows what the other one does. */
static void bar_single_ends(struct facts_ends *ends)
{
	GHashTableIter iterator;
	gpointer file, list;

	g_hash_table_iter_init(&iterator, ends->files);
	while (g_hash_table_iter_next(&iterator, &file, &list))
		if (!has_role(list, KIND_ALLOCATION) || !has_role(list, KIND_RELEASE))
			g_hash_table_add(ends->barred, file);
}

/* The families that are allocated by a file that will not be converted. */
static GHashTable *broken_families(const struct facts_ends *ends)
{
	GHashTable *families = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTableIter iterator;
	gpointer file, list;

	g_hash_table_iter_init(&iterator, ends->files);
	while (g_hash_table_iter_next(&iterator, &file, &list))
		for (unsigned int i = 0; g_hash_table_contains(ends->barred, file) &&
		     i < ((GPtrArray *)list)->len; i++) {
			const struct end *end = g_ptr_array_index((GPtrArray *)list, i);

			if (end->family && end->fact->role == KIND_ALLOCATION)
				g_hash_table_add(families, end->family);
		}
	return families;
}

static bool frees_one_of(const GPtrArray *list, GHashTable *families)
{
	for (unsigned int i = 0; i < list->len; i++) {
		const struct end *end = g_ptr_array_index(list, i);

		if (end->family && end->fact->role == KIND_RELEASE &&
		    g_hash_table_contains(families, end->family))
			return true;
	}
	return false;
}

/* Bars the files that free what a barred one allocates, and so on. */
static void spread_bars(struct facts_ends *ends)
{
	unsigned int before;

	do {
		g_autoptr(GHashTable) families = broken_families(ends);
		GHashTableIter iterator;
		gpointer file, list;

		before = g_hash_table_size(ends->barred);
		g_hash_table_iter_init(&iterator, ends->files);
		while (g_hash_table_iter_next(&iterator, &file, &list))
			if (frees_one_of(list, families))
				g_hash_table_add(ends->barred, file);
	} while (g_hash_table_size(ends->barred) > before);
}

struct facts_ends *facts_ends_new(const GPtrArray *facts, const struct tree *tree)
{
	struct facts_ends *ends = g_new0(struct facts_ends, 1);

	ends->files = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_list);
	ends->barred = g_hash_table_new(g_str_hash, g_str_equal);
	ends->texts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	for (unsigned int i = 0; i < facts->len; i++) {
		const struct kind_fact *fact = facts->pdata[i];

		if (is_end(fact) && fact->somewhere)
			add_end(ends, fact, tree);
	}
	bar_single_ends(ends);
	spread_bars(ends);
	return ends;
}

void facts_ends_free(struct facts_ends *ends)
{
	if (!ends)
		return;
	g_hash_table_unref(ends->files);
	g_hash_table_unref(ends->barred);
	g_hash_table_unref(ends->texts);
	g_free(ends);
}

bool facts_ends_may_convert(const struct facts_ends *ends, const char *file)
{
	return g_hash_table_contains(ends->files, file) &&
		!g_hash_table_contains(ends->barred, file);
}

/* -- what became of them ------------------------------------------------------------------------ */

static unsigned int count_calls(const char *text, const char *name)
{
	size_t length = strlen(name);
	unsigned int count = 0;

	for (const char *at = text; (at = strstr(at, name)); at += length)
		count += at[length] == '(' && (at == text || !is_word_part(at[-1]));
	return count;
}

static unsigned int count_ends(const GPtrArray *list, const char *name)
{
	unsigned int count = 0;

	for (unsigned int i = 0; i < list->len; i++) {
		const struct end *end = g_ptr_array_index(list, i);

		count += !strcmp(end->fact->name, name);
	}
	return count;
}

bool facts_ends_are_converted(const struct facts_ends *ends, const char *file,
			      const char *after)
{
	const GPtrArray *list = g_hash_table_lookup(ends->files, file);
	const char *before = g_hash_table_lookup(ends->texts, file);

	for (unsigned int i = 0; before && i < list->len; i++) {
		const struct end *end = g_ptr_array_index(list, i);
		const char *name = end->fact->name;

		if (count_calls(after, name) + count_ends(list, name) > count_calls(before, name))
			return false;
	}
	return before;
}

GPtrArray *facts_ends_freeing(const struct facts_ends *ends, const char *file)
{
	const GPtrArray *allocating = g_hash_table_lookup(ends->files, file);
	g_autoptr(GHashTable) families = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *freeing = g_ptr_array_new();
	GHashTableIter iterator;
	gpointer other, list;

	for (unsigned int i = 0; allocating && i < allocating->len; i++) {
		const struct end *end = g_ptr_array_index(allocating, i);

		if (end->family && end->fact->role == KIND_ALLOCATION)
			g_hash_table_add(families, end->family);
	}
	g_hash_table_iter_init(&iterator, ends->files);
	while (g_hash_table_iter_next(&iterator, &other, &list))
		if (strcmp(other, file) && facts_ends_may_convert(ends, other) &&
		    frees_one_of(list, families))
			g_ptr_array_add(freeing, other);
	return freeing;
}
