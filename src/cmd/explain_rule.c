// SPDX-License-Identifier: GPL-2.0-or-later
#include "cmd/explain.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "checker/rules.h"

static void list_rules(const struct rules *rules)
{
	unsigned int width = 0;

	for (unsigned int i = 0; i < rules->rules->len; i++)
		width = MAX(width, (unsigned int)strlen(((const struct rule *)
			    g_ptr_array_index(rules->rules, i))->id));
	for (unsigned int i = 0; i < rules->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(rules->rules, i);

		printf("%-*s  %-7s  %s\n", (int)width, rule->id, rule->severity, rule->summary);
	}
}

/* @text below @title, indented. */
static void print_text(const char *title, const char *text)
{
	g_autofree char *trimmed = g_strchomp(g_strdup(text));
	g_auto(GStrv) lines = g_strsplit(trimmed, "\n", -1);

	printf("\n%s\n", title);
	for (char **line = lines; *line; line++)
		printf("%s%s\n", **line ? "  " : "", *line);
}

static void print_fix(const struct rule *rule)
{
	print_text("Fix", rule->remedy);
	if (rule->fix)
		printf("  The semantic patch cocci/%s does it: see \"ptdesc convert\".\n", rule->fix);
}

static void print_needs(const struct rule *rule)
{
	g_autofree char **symbols = g_new0(char *, rule->needs_count + 1);
	g_autofree char *list = NULL;

	if (!rule->needs_count)
		return;
	memcpy(symbols, rule->needs, rule->needs_count * sizeof(*symbols));
	list = g_strjoinv(", ", symbols);
	print_text("Only in trees that have", list);
}

static void print_rule(const struct rule *rule)
{
	printf("%s: %s (%s)\n", rule->id, rule->summary, rule->severity);
	print_text("Why", rule->explanation);
	print_text("Bad", rule->bad);
	print_text("Good", rule->good);
	print_fix(rule);
	print_needs(rule);
	print_text("Source", rule->source);
}

bool explain_rule(const struct session *session, const char *id, GError **error)
{
	struct rules *rules = rules_load(session_rules_dir(session), error);
	const struct rule *rule = rules && id ? rules_find(rules, id) : NULL;
	bool ok = rules && (rule || !id);

	if (rule)
		print_rule(rule);
	else if (ok)
		list_rules(rules);
	else if (rules)
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "no rule \"%s\"; \"ptdesc explain\" lists them, and a place is FILE:LINE",
			    id);
	rules_free(rules);
	return ok;
}
