// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/facts_rule.h"

#include <stdbool.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"

#define PREFIX "fact_"
#define FUNCTION "f"

/* One rule among @lines: from its header up to the next rule's. */
struct rule {
	GPtrArray *lines;
	unsigned int start, metavariables_end, end;
};

/* "@name ...@" at the start of @line? */
static bool is_header_of(const char *line, const char *name)
{
	size_t length = strlen(name);

	return line[0] == '@' && g_str_has_prefix(line + 1, name) &&
	       (line[1 + length] == '@' || line[1 + length] == ' ');
}

static bool find_rule(GPtrArray *lines, const char *name, struct rule *rule)
{
	unsigned int at = 0;

	while (at < lines->len && !is_header_of(lines->pdata[at], name))
		at++;
	rule->lines = lines;
	rule->start = at;
	while (at < lines->len && strcmp(lines->pdata[at], "@@"))
		at++;
	rule->metavariables_end = at++;
	while (at < lines->len && ((char *)lines->pdata[at])[0] != '@')
		at++;
	rule->end = at;
	return rule->metavariables_end < lines->len;
}

/* Without what @but, "{a, b}", lists. */
static char *names_but(const char *names, const char *but)
{
	g_auto(GStrv) all = g_strsplit(names, ", ", -1);
	g_auto(GStrv) out = g_strsplit_set(but, "{}, ", -1);
	g_autoptr(GPtrArray) left = g_ptr_array_new();

	for (char **name = all; *name; name++)
		if (!g_strv_contains((const char *const *)out, *name))
			g_ptr_array_add(left, *name);
	g_ptr_array_add(left, NULL);
	return g_strjoinv(", ", (char **)left->pdata);
}

/* "identifier x;" or "identifier x != {...};" becomes one of @functions or @names. */
static char *fill_metavariable(const char *line, const char *functions, const char *names)
{
	g_auto(GStrv) words = g_strsplit_set(line, " ;", 3);
	const char *but = strstr(line, "!= ");
	g_autofree char *left = NULL;

	if (strcmp(words[0], "identifier") || !words[1])
		return g_strdup(line);
	if (!strcmp(words[1], FUNCTION))
		return g_strdup_printf("identifier %s = {%s};", words[1], functions);
	if (!names)
		return g_strdup(line);
	left = names_but(names, but ? but : "");
	return g_strdup_printf("identifier %s = {%s};", words[1], left);
}

static void set_line(GPtrArray *lines, unsigned int index, char *text)
{
	g_free(lines->pdata[index]);
	lines->pdata[index] = text;
}

/* The rule for facts takes the place of @name. */
static bool fill_rule(GPtrArray *lines, const char *name, const char *functions,
		      const char *names)
{
	g_autofree char *of_facts = g_strconcat(PREFIX, name, NULL);
	struct rule rule;

	if (!find_rule(lines, name, &rule))
		return false;
	g_ptr_array_remove_range(lines, rule.start, rule.end - rule.start);
	if (!find_rule(lines, of_facts, &rule))
		return false;
	set_line(lines, rule.start, g_strdup_printf("@%s@", name));
	for (unsigned int i = rule.start + 1; i < rule.metavariables_end; i++)
		set_line(lines, i, fill_metavariable(lines->pdata[i], functions, names));
	return true;
}

char *facts_rule_fill(const struct semantic_patch *patch, const char *functions,
		      const char *names, GError **error)
{
	g_autofree char *text = file_read(patch->path, NULL, error);
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	g_autofree char **split = text ? g_strsplit(text, "\n", -1) : NULL;

	if (!split)
		return NULL;
	for (char **line = split; *line; line++)
		g_ptr_array_add(lines, *line);
	for (char **name = patch->facts_rules; *name; name++)
		if (!fill_rule(lines, *name, functions, names)) {
			g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
				    "%s: \"Facts: %s\" without rules %s and " PREFIX "%s",
				    patch->path, *name, *name, *name);
			return NULL;
		}
	g_ptr_array_add(lines, NULL);
	return g_strjoinv("\n", (char **)lines->pdata);
}
