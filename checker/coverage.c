// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/coverage_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/strings.h"
#include "checker/finding.h"
#include "checker/lines.h"
#include "tree/outline.h"

static void clear_error(gpointer data)
{
	g_free(((struct line_error *)data)->text);
}

static void free_notes(gpointer data)
{
	struct notes *notes = data;

	g_array_unref(notes->reached);
	g_array_unref(notes->errors);
	g_free(notes->failure);
	g_free(notes);
}

static void free_gap(gpointer data)
{
	struct coverage_gap *gap = data;

	g_free(gap->name);
	g_free(gap->reason);
	g_free(gap);
}

struct coverage *coverage_new(void)
{
	struct coverage *coverage = g_new0(struct coverage, 1);

	coverage->notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_notes);
	coverage->read = g_hash_table_new(NULL, NULL);
	coverage->verdicts = g_array_new(FALSE, FALSE, sizeof(struct verdict));
	coverage->gaps = g_ptr_array_new_with_free_func(free_gap);
	return coverage;
}

void coverage_free(struct coverage *coverage)
{
	if (!coverage)
		return;
	g_hash_table_unref(coverage->notes);
	g_hash_table_unref(coverage->read);
	g_array_unref(coverage->verdicts);
	g_ptr_array_unref(coverage->gaps);
	g_free(coverage);
}

/* -- what units tell ------------------------------------------------------------------ */

static struct notes *notes_of(struct coverage *coverage, const char *file)
{
	struct notes *notes = g_hash_table_lookup(coverage->notes, file);

	if (notes)
		return notes;
	notes = g_new0(struct notes, 1);
	notes->reached = g_array_new(FALSE, FALSE, sizeof(struct line_range));
	notes->errors = g_array_new(FALSE, FALSE, sizeof(struct line_error));
	g_array_set_clear_func(notes->errors, clear_error);
	g_hash_table_insert(coverage->notes, g_strdup(file), notes);
	return notes;
}

static void note_reached(const char *file, GArray *lines, void *data)
{
	GArray *reached = notes_of(data, file)->reached;

	g_array_append_vals(reached, lines->data, lines->len);
}

/* "mm/init.c:12: message" of @variant. */
static void add_error(struct coverage *coverage, const char *variant, const char *error)
{
	const char *colon = strchr(error, ':');
	g_autofree char *file = colon ? g_strndup(error, (size_t)(colon - error)) : NULL;
	struct line_error entry;
	char *end;

	if (!colon)
		return;
	entry.line = (unsigned int)strtoul(colon + 1, &end, 10);
	entry.text = g_strdup_printf("on %s: %s", variant, g_str_has_prefix(end, ": ") ? end + 2 :
				     end);
	g_array_append_val(notes_of(coverage, file)->errors, entry);
}

void coverage_add_unit(struct coverage *coverage, const struct store_unit *unit)
{
	struct notes *notes;

	for (unsigned int i = 0; i < unit->includes->len; i++)
		g_hash_table_add(coverage->read, g_ptr_array_index(unit->includes, i));
	if (unit->reached)
		lines_read(unit->reached, note_reached, coverage);
	for (unsigned int i = 0; i < unit->errors->len; i++)
		add_error(coverage, unit->variant, g_ptr_array_index(unit->errors, i));
	if (!unit->failure)
		return;
	notes = notes_of(coverage, unit->file);
	if (!notes->failure)
		notes->failure = g_strdup_printf("it could not be parsed on %s: %s", unit->variant,
						 unit->failure);
}

void coverage_add_header(struct coverage *coverage, const char *file, const char *variant,
			 const char *error)
{
	struct notes *notes = notes_of(coverage, file);

	if (!notes->failure)
		notes->failure = g_strdup_printf("no unit includes it, and it does not compile alone "
						 "on %s: %s", variant, error);
}

static void add_gap(const struct source *source, unsigned int line, enum coverage_kind kind,
		    const char *name, char *reason)
{
	struct coverage_gap *gap = g_new0(struct coverage_gap, 1);

	gap->file = source->file;
	gap->line = line;
	gap->kind = kind;
	gap->name = g_strdup(name);
	gap->reason = reason;
	g_ptr_array_add(source->coverage->gaps, gap);
}

/* Something of @item, on @line, which is in @branch. */
static void add_item_gap(const struct source *source, const struct outline_item *item,
			 unsigned int line, unsigned int branch)
{
	static const enum coverage_kind kinds[] = {
		[OUTLINE_FUNCTION] = COVERAGE_FUNCTION, [OUTLINE_DATA] = COVERAGE_DATA,
		[OUTLINE_MACRO] = COVERAGE_MACRO,
	};

	add_gap(source, line, kinds[item->kind], item->names[0] ? item->names[0] : "",
		source_reason(source, item, branch));
}

/* -- one file ---------------------------------------------------------------------------------- */

/* A macro is one thing; of a function some branches may have been left out. */
static bool is_looked_at(const struct source *source, const struct outline_use *use)
{
	const struct outline_item *item = outline_item(source->outline, (unsigned int)use->item);

	if (item->kind == OUTLINE_MACRO)
		return source_is_any_reached(source, item->first, item->last);
	return source_is_reached(source, use->line);
}

/* Whether an earlier use already stands for this one: same definition, same branch. */
static bool is_told(const struct source *source, const struct outline_use *use, GHashTable *told)
{
	const struct outline_item *item = outline_item(source->outline, (unsigned int)use->item);
	bool is_whole = !source_is_any_reached(source, item->first, item->last);
	unsigned int branch = is_whole && !source_never(source, use->branch) ? 0 : use->branch;
	gint64 key = (gint64)use->item << 32 | branch;

	return !g_hash_table_add(told, g_memdup2(&key, sizeof(key)));
}

static void judge_uses(const struct source *source)
{
	g_autoptr(GHashTable) told = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

	for (unsigned int i = 0; i < source->outline->uses->len; i++) {
		const struct outline_use *use = &g_array_index(source->outline->uses,
							       struct outline_use, i);
		const struct outline_item *item = outline_item(source->outline, (unsigned int)use->item);

		if (!is_looked_at(source, use) && !is_told(source, use, told))
			add_item_gap(source, item, use->line, use->branch);
	}
}

/* What the compiler could not recover counts whatever it names. */
static void judge_errors(const struct source *source)
{
	for (unsigned int i = 0; i < source->outline->items->len; i++) {
		const struct outline_item *item = outline_item(source->outline, i);
		bool has_use = false;

		if (item->kind == OUTLINE_OTHER ||
		    !source_error(source, item->first, item->last) ||
		    source_is_any_reached(source, item->first, item->last))
			continue;
		for (unsigned int k = 0; k < source->outline->uses->len; k++)
			has_use |= g_array_index(source->outline->uses, struct outline_use, k).item ==
				(int)i;
		if (!has_use)
			add_item_gap(source, item, item->first, 0);
	}
}

static void judge_file(const struct source *source, bool is_read)
{
	const struct outline_use *first = source->outline->uses->len ?
		&g_array_index(source->outline->uses, struct outline_use, 0) : NULL;

	if (!is_read) {
		add_gap(source, first ? first->line : 1, COVERAGE_FILE, NULL,
			source_unread_reason(source));
		return;
	}
	judge_uses(source);
	judge_errors(source);
}

static int compare_gaps(gconstpointer a, gconstpointer b)
{
	const struct coverage_gap *left = *(const struct coverage_gap *const *)a;
	const struct coverage_gap *right = *(const struct coverage_gap *const *)b;
	int order = strings_compare_places(left->file, left->line, 0,
					   right->file, right->line, 0);

	return order ? order : g_strcmp0(left->name, right->name);
}

/* A look at each word of a text. */
struct glance {
	const struct source *source;
	const char *at;		/* where the line @line is known to be */
	unsigned int line;
	bool missed;
};

static void glance_at(const char *word, size_t length, void *data)
{
	struct glance *glance = data;
	const char *end;

	(void)length;
	while ((end = memchr(glance->at, '\n', (size_t)(word - glance->at)))) {
		glance->at = end + 1;
		glance->line++;
	}
	glance->missed |= !source_is_reached(glance->source, glance->line);
}

/* Whether each line with a word was reached, which most are, and none has an error. */
static bool is_complete(const struct source *source, const char *text, size_t length,
			const struct words *words)
{
	struct glance glance = { source, text, 1, false };

	if (!source->notes || source->notes->errors->len)
		return false;
	words_find(words, text, length, glance_at, &glance);
	return !glance.missed;
}

static void judge_text(struct coverage *coverage, const struct tree *tree, const char *file,
		       const struct words *words, bool is_read)
{
	g_autoptr(GByteArray) reached = g_byte_array_new();
	struct source source = { .coverage = coverage, .file = file, .reached = reached };
	struct verdict verdict = { file, is_read };
	struct outline *outline;
	size_t length = 0;
	g_autofree char *text = tree_read(tree, file, &length, NULL);

	g_array_append_val(coverage->verdicts, verdict);
	source.notes = g_hash_table_lookup(coverage->notes, file);
	source_mark_reached(&source);
	if (is_read && text && is_complete(&source, text, length, words))
		return;
	outline = outline_new(text ? text : "", length, words);
	source.outline = outline;
	judge_file(&source, is_read);
	outline_free(outline);
}

void coverage_judge(struct coverage *coverage, const struct tree *tree, const GPtrArray *files,
		    const char *const *list)
{
	struct words *words = words_new(list);

	for (unsigned int i = 0; i < files->len; i++) {
		const char *file = g_ptr_array_index(files, i);

		judge_text(coverage, tree, file, words,
			   g_hash_table_contains(coverage->read, g_intern_string(file)));
	}
	g_ptr_array_sort(coverage->gaps, compare_gaps);
	words_free(words);
}

/* -- results ----------------------------------------------------------------------------------- */

void coverage_restrict(struct coverage *coverage, const char *const *paths)
{
	for (unsigned int i = coverage->gaps->len; paths && *paths && i-- > 0;) {
		const struct coverage_gap *gap = g_ptr_array_index(coverage->gaps, i);

		if (!finding_is_below(gap->file, paths))
			g_ptr_array_remove_index(coverage->gaps, i);
	}
	for (unsigned int i = coverage->verdicts->len; paths && *paths && i-- > 0;)
		if (!finding_is_below(g_array_index(coverage->verdicts, struct verdict, i).file, paths))
			g_array_remove_index(coverage->verdicts, i);
}

const GPtrArray *coverage_gaps(const struct coverage *coverage)
{
	return coverage->gaps;
}

struct coverage_counts coverage_count(const struct coverage *coverage)
{
	struct coverage_counts counts = { .files = coverage->verdicts->len,
					  .gaps = coverage->gaps->len };

	for (unsigned int i = 0; i < coverage->verdicts->len; i++)
		counts.files_read += g_array_index(coverage->verdicts, struct verdict, i).is_read;
	return counts;
}
