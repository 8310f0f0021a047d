// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/levels.h"

#include <string.h>

static bool is_named(char **names, unsigned int count, const char *name)
{
	for (unsigned int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The result or, else, the parameter that a level of tables begins or ends with. */
static bool is_end_of(const struct graph *graph, const char *kind,
		      const struct rule_level *level, int index, bool result)
{
	const struct node *node = graph_node(graph, index);

	if (result)
		return node->key[0] == 'r' &&
			is_named(level->makers, level->makers_count, node->function);
	return node->key[0] == 'p' &&
		is_named(level->enders, level->enders_count, node->function) &&
		rules_parameter_has_kind(graph->rules, node->key, kind);
}

/* Where the function of @node is defined when it is a unit's own, "" else; for g_free(). */
static char *unit_of(const struct node *node)
{
	const char *end = strrchr(node->owner, ':');
	g_autofree char *file = g_strndup(node->owner, end ? (gsize)(end - node->owner) : 0);

	return g_strdup(g_str_has_suffix(file, ".c") ? file : "");
}

/* Functions of one name are others in each unit that has its own. */
static bool are_of_one_unit(const struct graph *graph, struct level level)
{
	g_autofree char *maker = unit_of(graph_node(graph, level.maker));
	g_autofree char *ender = unit_of(graph_node(graph, level.ender));

	return strcmp(maker, ender) == 0;
}

/* Pairs those of the nodes @ends that @rule names. */
static void add_level(const struct graph *graph, const char *kind,
		      const struct rule_level *rule, const GArray *ends, GArray *levels)
{
	for (unsigned int i = 0; i < ends->len; i++) {
		struct level level = { .maker = g_array_index(ends, int, i) };

		if (!is_end_of(graph, kind, rule, level.maker, true))
			continue;
		for (unsigned int k = 0; k < ends->len; k++) {
			level.ender = g_array_index(ends, int, k);
			if (is_end_of(graph, kind, rule, level.ender, false) &&
			    are_of_one_unit(graph, level))
				g_array_append_val(levels, level);
		}
	}
}

static void add_names(GHashTable *names, char **list, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		g_hash_table_add(names, list[i]);
}

/* The results and parameters of all functions that a level names, for g_array_unref(). */
static GArray *ends_of_levels(const struct graph *graph)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	GArray *ends = g_array_new(FALSE, FALSE, sizeof(int));

	for (unsigned int i = 0; i < graph->rules->apis->len; i++) {
		const struct rule_api *api = g_ptr_array_index(graph->rules->apis, i);

		for (unsigned int k = 0; k < api->levels_count; k++) {
			add_names(names, api->levels[k].makers, api->levels[k].makers_count);
			add_names(names, api->levels[k].enders, api->levels[k].enders_count);
		}
	}
	for (int i = 0; i < (int)graph->nodes->len; i++) {
		const struct node *node = graph_node(graph, i);

		if ((node->key[0] == 'r' || node->key[0] == 'p') &&
		    g_hash_table_contains(names, node->function))
			g_array_append_val(ends, i);
	}
	return ends;
}

GArray *levels_new(const struct graph *graph, const char *kind)
{
	GArray *levels = g_array_new(FALSE, FALSE, sizeof(struct level));
	g_autoptr(GArray) ends = ends_of_levels(graph);

	for (unsigned int i = 0; i < graph->rules->apis->len; i++) {
		const struct rule_api *api = g_ptr_array_index(graph->rules->apis, i);

		for (unsigned int k = 0; k < api->levels_count; k++)
			add_level(graph, kind, &api->levels[k], ends, levels);
	}
	return levels;
}
