// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "checker/finding.h"
#include "tree/outline.h"

struct line_range {
	unsigned int first, last;
};

struct line_error {
	unsigned int line;
	char *text;		/* "on x86_64: message" */
};

/* What units told of a file. */
struct notes {
	GArray *reached;	/* of struct line_range */
	GArray *errors;		/* of struct line_error */
	char *failure;		/* why nothing of it was looked at, or NULL */
};

/* What became of a file that the index chose. */
struct verdict {
	const char *file;
	bool is_read;
};

struct coverage {
	GHashTable *notes;	/* file -> struct notes * */
	GHashTable *read;	/* set of interned paths: what units read */
	GArray *verdicts;
	GPtrArray *gaps;
};

/* A file that is being judged. */
struct source {
	struct coverage *coverage;
	const char *file;
	const struct notes *notes;	/* or NULL */
	const struct outline *outline;
	GByteArray *reached;	/* by line */
};

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

/* "3-10,12" up to the end of the line; what follows it. */
static const char *add_ranges(GArray *reached, const char *at)
{
	while (g_ascii_isdigit(*at)) {
		char *end;
		unsigned long first = strtoul(at, &end, 10);
		unsigned long last = *end == '-' ? strtoul(end + 1, &end, 10) : first;
		struct line_range range = { (unsigned int)first, (unsigned int)last };

		g_array_append_val(reached, range);
		at = *end == ',' ? end + 1 : end;
	}
	return *at == '\n' ? at + 1 : at;
}

static void add_reached(struct coverage *coverage, const char *text)
{
	const char *tab;

	for (; (tab = strchr(text, '\t'));) {
		g_autofree char *file = g_strndup(text, (size_t)(tab - text));

		text = add_ranges(notes_of(coverage, file)->reached, tab + 1);
	}
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
		add_reached(coverage, unit->reached);
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

/* -- what was reached ------------------------------------------------------------------ */

static void mark_reached(struct source *source)
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

static bool is_reached(const struct source *source, unsigned int line)
{
	return line < source->reached->len && source->reached->data[line];
}

static bool is_any_reached(const struct source *source, unsigned int first, unsigned int last)
{
	return first < source->reached->len &&
		memchr(source->reached->data + first, 1, MIN(last + 1, source->reached->len) - first);
}

/* -- reasons ------------------------------------------------------------------------------- */

static const struct branch *branch_at(const struct source *source, unsigned int branch)
{
	return branches_get(source->outline->branches, branch);
}

/* The condition that keeps all from compiling @branch, or NULL; borrowed. */
static const char *never(const struct source *source, unsigned int branch)
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
		if (it->always || is_any_reached(source, it->first, inner ? inner->group_first - 1 :
						 it->last) ||
		    (inner && is_any_reached(source, inner->group_last + 1, it->last)))
			continue;
		inner = it;
		longer = g_strconcat(list ? list : "", list ? " in " : "", it->condition, NULL);
		g_free(list);
		list = longer;
	}
	return list;
}

/* The first error that units saw between @first and @last, or NULL; borrowed. */
static const char *error_within(const struct source *source, unsigned int first,
				unsigned int last)
{
	for (unsigned int i = 0; source->notes && i < source->notes->errors->len; i++) {
		const struct line_error *error = &g_array_index(source->notes->errors,
								struct line_error, i);

		if (first <= error->line && error->line <= last)
			return error->text;
	}
	return NULL;
}

static char *explain(const struct source *source, const struct outline_item *item,
		     unsigned int branch)
{
	const char *dead = never(source, branch);
	const char *error = error_within(source, item->first, item->last);
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
	error = error_within(source, 0, G_MAXUINT);
	if (error)
		return g_strdup_printf("the compiler did not recover it; the file has errors %s", error);
	return g_strdup("the compiler found no such definition");
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
		explain(source, item, branch));
}

/* -- one file ---------------------------------------------------------------------------------- */

/* A macro is one thing; of a function some branches may have been left out. */
static bool is_looked_at(const struct source *source, const struct outline_use *use)
{
	const struct outline_item *item = outline_item(source->outline, (unsigned int)use->item);

	if (item->kind == OUTLINE_MACRO)
		return is_any_reached(source, item->first, item->last);
	return is_reached(source, use->line);
}

/* Whether an earlier use already stands for this one: same definition, same branch. */
static bool is_told(const struct source *source, const struct outline_use *use, GHashTable *told)
{
	const struct outline_item *item = outline_item(source->outline, (unsigned int)use->item);
	bool is_whole = !is_any_reached(source, item->first, item->last);
	unsigned int branch = is_whole && !never(source, use->branch) ? 0 : use->branch;
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
		    !error_within(source, item->first, item->last) ||
		    is_any_reached(source, item->first, item->last))
			continue;
		for (unsigned int k = 0; k < source->outline->uses->len; k++)
			has_use |= g_array_index(source->outline->uses, struct outline_use, k).item ==
				(int)i;
		if (!has_use)
			add_item_gap(source, item, item->first, 0);
	}
}

static char *explain_unread(const struct source *source)
{
	if (source->notes && source->notes->failure)
		return g_strdup(source->notes->failure);
	return g_strdup(g_str_has_suffix(source->file, ".h") ? "no unit includes it" :
			"no chosen variant builds it");
}

static void judge_file(const struct source *source, bool is_read)
{
	const struct outline_use *first = source->outline->uses->len ?
		&g_array_index(source->outline->uses, struct outline_use, 0) : NULL;

	if (!is_read) {
		add_gap(source, first ? first->line : 1, COVERAGE_FILE, NULL,
			explain_unread(source));
		return;
	}
	judge_uses(source);
	judge_errors(source);
}

static int compare_gaps(gconstpointer a, gconstpointer b)
{
	const struct coverage_gap *left = *(const struct coverage_gap *const *)a;
	const struct coverage_gap *right = *(const struct coverage_gap *const *)b;
	int order = strcmp(left->file, right->file);

	if (!order)
		order = left->line < right->line ? -1 : left->line > right->line;
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
	glance->missed |= !is_reached(glance->source, glance->line);
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
	mark_reached(&source);
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
