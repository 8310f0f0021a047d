// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/facts.h"

#include <string.h>

#include "base/strings.h"
#include "convert/facts_ends.h"
#include "convert/facts_rule.h"

/* What the variables that were struct page * may be called by now. */
#define RENAMED "ptdesc"

/* One function of a file. */
struct about {
	const char *function;
	GPtrArray *names;	/* of const char *: proven local variables */
	GPtrArray *parameters;	/* the same */
	GHashTable *doubted;	/* names of variables that are not */
	bool ends;		/* has calls that begin or end a life */
};

struct facts {
	GHashTable *files;	/* file -> GPtrArray of struct about *, by place */
	struct facts_ends *ends;
};

/* -- sorting it by function ------------------------------------------------------------- */

static void about_free(gpointer data)
{
	struct about *about = data;

	g_ptr_array_unref(about->names);
	g_ptr_array_unref(about->parameters);
	g_hash_table_unref(about->doubted);
	g_free(about);
}

static struct about *find_about(struct facts *facts, const struct kind_fact *fact)
{
	GPtrArray *functions = g_hash_table_lookup(facts->files, fact->file);
	struct about *about;

	if (!functions) {
		functions = g_ptr_array_new_with_free_func(about_free);
		g_hash_table_insert(facts->files, (gpointer)fact->file, functions);
	}
	for (unsigned int i = 0; i < functions->len; i++) {
		about = functions->pdata[i];
		if (!strcmp(about->function, fact->function))
			return about;
	}
	about = g_new0(struct about, 1);
	about->function = fact->function;
	about->names = g_ptr_array_new();
	about->parameters = g_ptr_array_new();
	about->doubted = g_hash_table_new(g_str_hash, g_str_equal);
	g_ptr_array_add(functions, about);
	return about;
}

static void note_variable(struct facts *facts, const struct kind_fact *fact)
{
	struct about *about = find_about(facts, fact);
	GPtrArray *names = fact->role == KIND_LOCAL ? about->names : about->parameters;

	if (!kind_fact_is_proven(fact))
		g_hash_table_add(about->doubted, (gpointer)fact->name);
	else if (!g_ptr_array_find(names, fact->name, NULL))
		g_ptr_array_add(names, (gpointer)fact->name);
}

static void note(struct facts *facts, const struct kind_fact *fact)
{
	switch (fact->role) {
	case KIND_PARAMETER:
		/* What a header defines others may call. */
		if (fact->internal && g_str_has_suffix(fact->file, ".c"))
			note_variable(facts, fact);
		break;
	case KIND_LOCAL:
		note_variable(facts, fact);
		break;
	case KIND_ALLOCATION:
	case KIND_RELEASE:
		if (fact->somewhere)
			find_about(facts, fact)->ends = true;
		break;
	default:
		break;
	}
}

/* A name stands for all variables of a function that have it. */
static void drop_doubted(const struct about *about, GPtrArray *names)
{
	for (unsigned int i = 0; i < names->len;)
		if (g_hash_table_contains(about->doubted, names->pdata[i]))
			g_ptr_array_remove_index(names, i);
		else
			i++;
}

static void drop_all_doubted(GPtrArray *functions)
{
	for (unsigned int i = 0; i < functions->len; i++) {
		struct about *about = functions->pdata[i];

		drop_doubted(about, about->names);
		drop_doubted(about, about->parameters);
	}
}

static gboolean is_empty(gpointer file, gpointer functions, gpointer data)
{
	const GPtrArray *list = functions;

	(void)file;
	(void)data;
	for (unsigned int i = 0; i < list->len; i++) {
		const struct about *about = list->pdata[i];

		if (about->names->len || about->parameters->len || about->ends)
			return false;
	}
	return true;
}

static void free_functions(gpointer functions)
{
	g_ptr_array_unref(functions);
}

struct facts *facts_new(struct kinds *kinds, const struct tree *tree, GHashTable *unsure)
{
	struct facts *facts = g_new0(struct facts, 1);
	GPtrArray *list = kinds_facts(kinds);
	GHashTableIter iterator;
	gpointer functions;

	facts->files = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_functions);
	for (unsigned int i = 0; i < list->len; i++) {
		const struct kind_fact *fact = list->pdata[i];

		if (!g_hash_table_contains(unsure, fact->file))
			note(facts, fact);
	}
	g_hash_table_iter_init(&iterator, facts->files);
	while (g_hash_table_iter_next(&iterator, NULL, &functions))
		drop_all_doubted(functions);
	g_hash_table_foreach_remove(facts->files, is_empty, NULL);
	facts->ends = facts_ends_new(list, tree);
	return facts;
}

void facts_free(struct facts *facts)
{
	if (!facts)
		return;
	g_hash_table_unref(facts->files);
	facts_ends_free(facts->ends);
	g_free(facts);
}

GPtrArray *facts_files(const struct facts *facts)
{
	GPtrArray *files = g_ptr_array_new();
	GHashTableIter iterator;
	gpointer file;

	g_hash_table_iter_init(&iterator, facts->files);
	while (g_hash_table_iter_next(&iterator, &file, NULL))
		g_ptr_array_add(files, file);
	strings_sort(files);
	return files;
}

const struct facts_ends *facts_ends(const struct facts *facts)
{
	return facts->ends;
}

/* -- evidence ---------------------------------------------------------------------------------- */

static const GPtrArray *names_of(const struct about *about, enum cocci_facts wanted)
{
	return wanted == COCCI_FACTS_PARAMETERS ? about->parameters : about->names;
}

static bool has_name(const struct about *about, enum cocci_facts wanted, const char *name)
{
	return name ? g_ptr_array_find((GPtrArray *)names_of(about, wanted), name, NULL) :
		about->ends;
}

/* "f, g, h": the functions that have a variable @name, or with NULL ends. */
static char *functions_with(const GPtrArray *functions, enum cocci_facts wanted,
			    const char *name)
{
	g_autoptr(GPtrArray) having = g_ptr_array_new();

	for (unsigned int i = 0; i < functions->len; i++) {
		const struct about *about = functions->pdata[i];

		if (has_name(about, wanted, name))
			g_ptr_array_add(having, (gpointer)about->function);
	}
	g_ptr_array_add(having, NULL);
	return g_strjoinv(", ", (char **)having->pdata);
}

/* Every name of a variable once, in order of appearance. */
static GPtrArray *all_names(const GPtrArray *functions, enum cocci_facts wanted)
{
	GPtrArray *all = g_ptr_array_new();

	for (unsigned int i = 0; i < functions->len; i++) {
		const GPtrArray *names = names_of(functions->pdata[i], wanted);

		for (unsigned int k = 0; k < names->len; k++)
			if (!g_ptr_array_find(all, names->pdata[k], NULL))
				g_ptr_array_add(all, names->pdata[k]);
	}
	return all;
}

static bool add_instance(GPtrArray *texts, const struct semantic_patch *patch,
			 const GPtrArray *functions, const char *name, GError **error)
{
	g_autofree char *having = functions_with(functions, patch->facts, name);
	g_autofree char *called = name ? g_strconcat(name, ", " RENAMED, NULL) : NULL;
	char *text = *having ? facts_rule_fill(patch, having, called, error) : NULL;

	if (text)
		g_ptr_array_add(texts, text);
	return text || !*having;
}

static bool add_by_name(GPtrArray *texts, const struct semantic_patch *patch,
			const GPtrArray *functions, GError **error)
{
	g_autoptr(GPtrArray) names = all_names(functions, patch->facts);

	/* One at a time: spatch changes no declaration for two of its variables at once. */
	for (unsigned int i = 0; i < names->len; i++)
		if (!add_instance(texts, patch, functions, names->pdata[i], error))
			return false;
	return true;
}

GPtrArray *facts_instances(const struct facts *facts, const struct semantic_patch *patch,
			   const char *file, GError **error)
{
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
	const GPtrArray *functions = g_hash_table_lookup(facts->files, file);
	bool ok = true;

	if (functions && (patch->facts == COCCI_FACTS_VARIABLES ||
			  patch->facts == COCCI_FACTS_PARAMETERS))
		ok = add_by_name(texts, patch, functions, error);
	else if (functions && patch->facts == COCCI_FACTS_ENDS &&
		 facts_ends_may_convert(facts->ends, file))
		ok = add_instance(texts, patch, functions, NULL, error);
	return ok ? g_steal_pointer(&texts) : NULL;
}
