// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/suppress.h"

#include <string.h>

#include "checker/lines.h"
#include "checker/suppression.h"
#include "tree/outline.h"

struct suppress {
	const struct rules *rules;
	const GPtrArray *active;
	const struct tree *tree;
	GHashTable *overlay;
	GHashTable *sources;	/* interned path -> struct source * */
};

/* A variant that looked at a source, and at which lines. */
struct sighting {
	char *variant;
	GArray *lines;		/* of struct line_range */
};

/* A file with suppressions. */
struct source {
	const char *file;	/* interned */
	char *text;
	GArray *list;		/* of struct suppression */
	GPtrArray *sightings;	/* of struct sighting * */
	struct outline *outline;	/* NULL until it is needed */
};

static void free_sighting(gpointer data)
{
	struct sighting *sighting = data;

	g_free(sighting->variant);
	g_array_unref(sighting->lines);
	g_free(sighting);
}

static void free_source(gpointer data)
{
	struct source *source = data;

	g_free(source->text);
	g_array_unref(source->list);
	g_ptr_array_unref(source->sightings);
	if (source->outline)
		outline_free(source->outline);
	g_free(source);
}

struct suppress *suppress_new(const struct rules *rules, const GPtrArray *active,
			      const struct tree *tree, GHashTable *overlay)
{
	struct suppress *suppress = g_new0(struct suppress, 1);

	suppress->rules = rules;
	suppress->active = active;
	suppress->tree = tree;
	suppress->overlay = overlay;
	suppress->sources = g_hash_table_new_full(NULL, NULL, NULL, free_source);
	return suppress;
}

void suppress_free(struct suppress *suppress)
{
	if (!suppress)
		return;
	g_hash_table_unref(suppress->sources);
	g_free(suppress);
}

/* -- what there is ------------------------------------------------------------------- */

void suppress_read(struct suppress *suppress, const char *file)
{
	const char *overlaid = suppress->overlay ? g_hash_table_lookup(suppress->overlay, file) : NULL;
	size_t length = overlaid ? strlen(overlaid) : 0;
	g_autofree char *text = overlaid ? g_strdup(overlaid) :
		tree_read(suppress->tree, file, &length, NULL);
	struct source *source;
	GArray *list;

	if (!text)
		return;
	list = suppressions_parse(text, length);
	if (!list->len) {
		g_array_unref(list);
		return;
	}
	source = g_new0(struct source, 1);
	source->file = g_intern_string(file);
	source->text = g_steal_pointer(&text);
	source->list = list;
	source->sightings = g_ptr_array_new_with_free_func(free_sighting);
	g_hash_table_insert(suppress->sources, (gpointer)source->file, source);
}

static struct sighting *sighting_on(struct source *source, const char *variant)
{
	struct sighting *sighting;

	for (unsigned int i = 0; i < source->sightings->len; i++) {
		sighting = g_ptr_array_index(source->sightings, i);
		if (strcmp(sighting->variant, variant) == 0)
			return sighting;
	}
	sighting = g_new0(struct sighting, 1);
	sighting->variant = g_strdup(variant);
	sighting->lines = g_array_new(FALSE, FALSE, sizeof(struct line_range));
	g_ptr_array_add(source->sightings, sighting);
	return sighting;
}

struct note {
	struct suppress *suppress;
	const char *variant;
};

static void note_lines(const char *file, GArray *lines, void *data)
{
	const struct note *note = data;
	struct source *source = g_hash_table_lookup(note->suppress->sources, g_intern_string(file));

	if (source)
		g_array_append_vals(sighting_on(source, note->variant)->lines, lines->data, lines->len);
}

void suppress_note_unit(struct suppress *suppress, const struct store_unit *unit)
{
	struct note note = { suppress, unit->variant };
	bool any = false;

	if (!g_hash_table_size(suppress->sources))
		return;
	for (unsigned int i = 0; i < unit->includes->len; i++) {
		struct source *source = g_hash_table_lookup(suppress->sources,
							    g_ptr_array_index(unit->includes, i));

		any |= source != NULL;
		if (source)
			sighting_on(source, unit->variant);
	}
	if (any && unit->reached)
		lines_read(unit->reached, note_lines, &note);
}

/* -- which findings it allows ---------------------------------------------------------- */

static const struct suppression *suppression_at(const struct source *source, unsigned int index)
{
	return &g_array_index(source->list, struct suppression, index);
}

/* The line after a suppression; others that stand alone between it and the code do not count. */
static unsigned int next_line(const struct source *source, const struct suppression *suppression)
{
	unsigned int line = suppression->last + 1;

	for (unsigned int i = 0; i < source->list->len; i++) {
		const struct suppression *other = suppression_at(source, i);

		if (other->is_alone && other->first == line)
			line = other->last + 1;
	}
	return line;
}

/* Adds to @allowed the findings of the suppression's rule on some lines; whether there are any. */
static bool allow_between(const struct source *source, const struct suppression *suppression,
			  unsigned int first, unsigned int last, const GPtrArray *findings,
			  GHashTable *allowed)
{
	bool any = false;

	for (unsigned int i = 0; i < findings->len; i++) {
		struct finding *finding = g_ptr_array_index(findings, i);

		if (finding->line < first || finding->line > last ||
		    strcmp(finding->file, source->file) != 0 ||
		    strcmp(finding->rule->id, suppression->rule) != 0 || finding->rule->suppression)
			continue;
		g_hash_table_add(allowed, finding);
		any = true;
	}
	return any;
}

static bool allow(const struct source *source, const struct suppression *suppression,
		  const GPtrArray *findings, GHashTable *allowed)
{
	unsigned int next = next_line(source, suppression);

	return suppression->has_reason &&
		(allow_between(source, suppression, suppression->first, suppression->last, findings,
			       allowed) ||
		 allow_between(source, suppression, next, next, findings, allowed));
}

/* -- those that allow nothing ------------------------------------------------------------- */

static const struct rule *suppression_rule(const struct rules *rules)
{
	for (unsigned int i = 0; i < rules->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(rules->rules, i);

		if (rule->suppression)
			return rule;
	}
	return NULL;
}

struct finding *suppress_finding(const struct rules *rules, const char *file, unsigned int line,
				 unsigned int column, const char *function, char *reason)
{
	const struct rule *rule = suppression_rule(rules);
	g_autofree char *text = reason;
	g_auto(GStrv) parts = NULL;
	struct finding *finding;

	if (!rule)
		return NULL;
	parts = g_strsplit(rule->message, "{reason}", -1);
	finding = finding_new(rule, file, line, column, function);
	finding->message = g_strjoinv(text, parts);
	return finding;
}

/* What is wrong with how @suppression is written, for g_free(), or NULL. */
static char *mistake(const struct suppress *suppress, const struct suppression *suppression)
{
	const struct rule *rule = rules_find(suppress->rules, suppression->rule);

	if (!*suppression->rule)
		return g_strdup("it names no rule");
	if (!rule)
		return g_strdup_printf("there is no rule %s", suppression->rule);
	if (rule->suppression)
		return g_strdup_printf("%s cannot be allowed", rule->id);
	if (!suppression->has_reason)
		return g_strdup_printf("it does not say why %s is allowed", rule->id);
	return NULL;
}

static const struct outline *outline_of(struct source *source)
{
	if (!source->outline)
		source->outline = outline_new(source->text, strlen(source->text), NULL);
	return source->outline;
}

/* The innermost branch that @line lies in and that may be left out, or NULL. */
static const struct branch *branch_around(struct source *source, unsigned int line)
{
	const struct branches *branches = outline_of(source)->branches;
	const struct branch *branch;

	for (unsigned int i = branches_at(branches, line); i; i = branch->parent) {
		branch = branches_get(branches, i);
		if (!branch->always)
			return branch;
	}
	return NULL;
}

/*
 * Whether @sighting says that the code at @line was looked at: outside of definitions all
 * of a file is, but what may have been left out is only where anything within it was.
 */
static bool is_looked_at(struct source *source, const struct sighting *sighting, unsigned int line)
{
	const struct outline_item *item = outline_definition_at(outline_of(source), line);
	const struct branch *branch = branch_around(source, line);

	if (item && item->kind == OUTLINE_MACRO)
		return lines_hold_any(sighting->lines, item->first, item->last);
	if (item)
		return lines_hold_any(sighting->lines, line, line);
	return !branch || lines_hold_any(sighting->lines, branch->first, branch->last);
}

static void report(struct suppress *suppress, struct source *source,
		   const struct suppression *suppression, char *reason, bool anywhere,
		   struct findings *findings)
{
	unsigned int line = suppression->is_alone ? next_line(source, suppression) :
		suppression->first;
	const struct outline_item *item = outline_definition_at(outline_of(source), line);
	const char *function = item && item->kind == OUTLINE_FUNCTION ? item->names[0] : "";

	for (unsigned int i = 0; i < source->sightings->len; i++) {
		const struct sighting *sighting = g_ptr_array_index(source->sightings, i);
		struct finding *finding;

		if (!anywhere && !is_looked_at(source, sighting, line))
			continue;
		finding = suppress_finding(suppress->rules, source->file, suppression->line,
					   suppression->column, function, g_strdup(reason));
		if (finding)
			findings_add(findings, finding, sighting->variant);
	}
	g_free(reason);
}

static bool is_active(const struct suppress *suppress, const char *id)
{
	for (unsigned int i = 0; i < suppress->active->len; i++)
		if (strcmp(((const struct rule *)g_ptr_array_index(suppress->active, i))->id, id) == 0)
			return true;
	return false;
}

static void judge_source(struct suppress *suppress, struct source *source, const GPtrArray *known,
			 struct findings *findings, GHashTable *allowed)
{
	for (unsigned int i = 0; i < source->list->len; i++) {
		const struct suppression *suppression = suppression_at(source, i);
		char *wrong = mistake(suppress, suppression);

		if (wrong)
			report(suppress, source, suppression, wrong, true, findings);
		else if (!allow(source, suppression, known, allowed) &&
			 is_active(suppress, suppression->rule))
			report(suppress, source, suppression,
			       g_strdup_printf("no finding of %s here", suppression->rule), false,
			       findings);
	}
}

GHashTable *suppress_judge(struct suppress *suppress, struct findings *findings)
{
	GHashTable *allowed = g_hash_table_new(NULL, NULL);
	g_autoptr(GPtrArray) known = NULL;
	GHashTableIter iterator;
	gpointer source;

	if (!g_hash_table_size(suppress->sources))
		return allowed;
	known = g_ptr_array_new();
	g_ptr_array_extend(known, findings_sorted(findings), NULL, NULL);
	g_hash_table_iter_init(&iterator, suppress->sources);
	while (g_hash_table_iter_next(&iterator, NULL, &source))
		judge_source(suppress, source, known, findings, allowed);
	return allowed;
}
