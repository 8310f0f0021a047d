// SPDX-License-Identifier: GPL-2.0-or-later
#include "lint/introduced.h"

#include <string.h>

#include "base/file.h"
#include "tree/index.h"

/* -- findings ------------------------------------------------------------------------------ */

/* anchor -> how many findings have it */
static GHashTable *count_anchors(struct findings *findings)
{
	GHashTable *counts = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *list = findings_sorted(findings);

	for (unsigned int i = 0; i < list->len; i++) {
		const struct finding *finding = g_ptr_array_index(list, i);
		int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, finding->anchor));

		g_hash_table_insert(counts, finding->anchor, GINT_TO_POINTER(count + 1));
	}
	return counts;
}

/* Takes one from the count of @anchor; false when there is none left. */
static bool take_one(GHashTable *counts, const char *anchor)
{
	int count = GPOINTER_TO_INT(g_hash_table_lookup(counts, anchor));
	gpointer key;

	if (count <= 0)
		return false;
	/* The key stays as it is, whoever owns it. */
	g_hash_table_steal_extended(counts, anchor, &key, NULL);
	g_hash_table_insert(counts, key, GINT_TO_POINTER(count - 1));
	return true;
}

/*
 * Findings that were there before are matched with lines the patch did not write
 * first, so that of two equal lines the added one is reported.
 */
static void match_in_place(GHashTable *known, const GPtrArray *list, GHashTable *before,
			   const struct submission *submission)
{
	for (int wrote = 0; wrote <= 1; wrote++)
		for (unsigned int i = 0; i < list->len; i++) {
			struct finding *finding = g_ptr_array_index(list, i);

			if (submission_wrote(submission, finding->file, finding->line) == wrote &&
			    take_one(before, finding->anchor))
				g_hash_table_add(known, finding);
		}
}

/* The anchor without its file: what stays the same when the file gets another name. */
static char *anchor_anywhere(const struct finding *finding)
{
	const char *rest = finding->anchor + strlen(finding->rule->id) + 1 +
		strlen(finding->file) + 1;

	return g_strdup_printf("%s\n%s", finding->rule->id, rest);
}

static bool was_removed(const struct submission *submission, const char *file)
{
	return g_ptr_array_find_with_equal_func(submission->removed, file, g_str_equal, NULL);
}

/* anchor without file -> how many findings in removed files have it; keys owned */
static GHashTable *count_removed(struct findings *findings, const struct submission *submission)
{
	GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GPtrArray *list = findings_sorted(findings);

	for (unsigned int i = 0; i < list->len; i++) {
		const struct finding *finding = g_ptr_array_index(list, i);
		char *anchor;
		int count;

		if (!was_removed(submission, finding->file))
			continue;
		anchor = anchor_anywhere(finding);
		count = GPOINTER_TO_INT(g_hash_table_lookup(counts, anchor));
		g_hash_table_insert(counts, anchor, GINT_TO_POINTER(count + 1));
	}
	return counts;
}

/* A renamed file brings its findings along. */
static void match_renamed(GHashTable *known, const GPtrArray *list, struct findings *before,
			  const struct submission *submission)
{
	g_autoptr(GHashTable) removed = count_removed(before, submission);

	for (unsigned int i = 0; i < list->len; i++) {
		struct finding *finding = g_ptr_array_index(list, i);
		g_autofree char *anchor = NULL;

		if (!g_hash_table_contains(submission->created, finding->file))
			continue;
		anchor = anchor_anywhere(finding);
		if (take_one(removed, anchor))
			g_hash_table_add(known, finding);
	}
}

static void restrict_findings(struct findings *findings, struct findings *before,
			      const struct submission *submission)
{
	GPtrArray *list = findings_sorted(findings);
	g_autoptr(GHashTable) counts = count_anchors(before);
	g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);

	match_in_place(known, list, counts, submission);
	match_renamed(known, list, before, submission);
	for (unsigned int i = list->len; i-- > 0;)
		if (g_hash_table_contains(known, g_ptr_array_index(list, i)))
			g_ptr_array_remove_index(list, i);
}

/* -- problems -------------------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
	return g_strcmp0(a, b) == 0;
}

static bool has_problem(const GPtrArray *list, const struct check_problem *problem)
{
	for (unsigned int i = 0; i < list->len; i++) {
		const struct check_problem *other = g_ptr_array_index(list, i);

		if (same_text(other->variant, problem->variant) &&
		    same_text(other->file, problem->file) &&
		    same_text(other->reason, problem->reason))
			return true;
	}
	return false;
}

static void restrict_problems(GPtrArray *problems, const GPtrArray *before,
			      const struct submission *submission)
{
	for (unsigned int i = problems->len; i-- > 0;) {
		const struct check_problem *problem = g_ptr_array_index(problems, i);

		if (has_problem(before, problem) &&
		    !(problem->file && g_hash_table_contains(submission->files, problem->file)))
			g_ptr_array_remove_index(problems, i);
	}
}

void introduced_restrict(struct check_result *after, struct check_result *before,
			 const struct submission *submission)
{
	restrict_findings(after->findings, before->findings, submission);
	restrict_problems(after->problems, before->problems, submission);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

void introduced_note_unseen(struct check_result *after, const struct submission *submission,
			    const char *const *words)
{
	g_autoptr(GList) files = g_list_sort(g_hash_table_get_keys(submission->files),
					     compare_names);

	for (const GList *file = files; file; file = file->next) {
		const char *text = g_hash_table_lookup(submission->files, file->data);

		if (file_is_source(file->data) && index_text_matches(text, strlen(text), words) &&
		    !g_hash_table_contains(after->read, file->data))
			check_add_problem(after->problems, NULL, file->data,
					  "no chosen variant builds it, so it was not looked at");
	}
}
