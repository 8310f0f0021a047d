// SPDX-License-Identifier: GPL-2.0-or-later
#include "report/baseline.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "checker/suppress.h"
#include "tree/prepare.h"

#define VARIANTS "# variants:"
#define NO_FUNCTION "-"

struct entry {
	char *fingerprint, *file, *rule, *function;
	unsigned int line;
};

struct baseline {
	char *path;
	GPtrArray *entries;	/* of struct entry * */
	char **variants;	/* "arch/name", or NULL when it does not tell */
};

static void free_entry(gpointer data)
{
	struct entry *entry = data;

	g_free(entry->fingerprint);
	g_free(entry->file);
	g_free(entry->rule);
	g_free(entry->function);
	g_free(entry);
}

void baseline_free(struct baseline *baseline)
{
	if (!baseline)
		return;
	g_free(baseline->path);
	g_ptr_array_unref(baseline->entries);
	g_strfreev(baseline->variants);
	g_free(baseline);
}

/* -- reading ------------------------------------------------------------------------- */

static bool is_fingerprint(const char *word)
{
	return strlen(word) == 16 && strspn(word, "0123456789abcdef") == 16;
}

/* Words separated by any blanks. */
static char **split(const char *line)
{
	GPtrArray *words = g_ptr_array_new();
	g_auto(GStrv) parts = g_strsplit_set(line, " \t\r", -1);

	for (char **part = parts; *part; part++)
		if (**part)
			g_ptr_array_add(words, g_strdup(*part));
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}

static bool read_line(struct baseline *baseline, const char *line, unsigned int number,
		      GError **error)
{
	g_auto(GStrv) words = split(line);
	struct entry *entry;

	if (g_str_has_prefix(line, VARIANTS)) {
		g_strfreev(baseline->variants);
		baseline->variants = split(line + strlen(VARIANTS));
		return true;
	}
	if (!words[0] || words[0][0] == '#')
		return true;
	if (!is_fingerprint(words[0]) || g_strv_length(words) != 4) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "%s:%u: no entry of a baseline: it is FINGERPRINT FILE RULE FUNCTION",
			    baseline->path, number);
		return false;
	}
	entry = g_new0(struct entry, 1);
	entry->fingerprint = g_steal_pointer(&words[0]);
	entry->file = g_steal_pointer(&words[1]);
	entry->rule = g_steal_pointer(&words[2]);
	entry->function = g_steal_pointer(&words[3]);
	entry->line = number;
	g_ptr_array_add(baseline->entries, entry);
	return true;
}

struct baseline *baseline_read(const char *path, GError **error)
{
	g_autofree char *text = file_read(path, NULL, error);
	g_auto(GStrv) lines = text ? g_strsplit(text, "\n", -1) : NULL;
	struct baseline *baseline;
	bool ok = true;

	if (!text)
		return NULL;
	baseline = g_new0(struct baseline, 1);
	baseline->path = g_strdup(path);
	baseline->entries = g_ptr_array_new_with_free_func(free_entry);
	for (unsigned int i = 0; ok && lines[i]; i++)
		ok = read_line(baseline, lines[i], i + 1, error);
	if (!ok)
		g_clear_pointer(&baseline, baseline_free);
	return baseline;
}

/* -- writing --------------------------------------------------------------------------- */

static char *variant_name(const struct prepared *prepared)
{
	return g_strdup_printf("%s/%s", prepared->variant->arch, prepared->variant->name);
}

static int compare_lines(gconstpointer a, gconstpointer b)
{
	const char *first = *(char *const *)a, *second = *(char *const *)b;
	/* The fingerprints, all of one length, say nothing to people. */
	int order = strcmp(first + 16, second + 16);

	return order ? order : strcmp(first, second);
}

static GPtrArray *entry_lines(const GPtrArray *findings)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	for (unsigned int i = 0; i < findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(findings, i);

		g_ptr_array_add(lines, g_strdup_printf("%s %s %s %s", finding->fingerprint,
				finding->file, finding->rule->id,
				*finding->function ? finding->function : NO_FUNCTION));
	}
	g_ptr_array_sort(lines, compare_lines);
	return lines;
}

static void remove_all(struct check_result *result)
{
	const GPtrArray *findings = findings_sorted(result->findings);
	g_autoptr(GHashTable) all = g_hash_table_new(NULL, NULL);

	for (unsigned int i = 0; i < findings->len; i++)
		g_hash_table_add(all, g_ptr_array_index(findings, i));
	result->in_baseline = findings->len;
	findings_remove(result->findings, all);
}

bool baseline_write(const char *path, struct check_result *result, const GPtrArray *prepared,
		    GError **error)
{
	g_autoptr(GPtrArray) lines = entry_lines(findings_sorted(result->findings));
	g_autoptr(GString) text = g_string_new("# Findings that are known, by \"ptdesc check "
					       "--write-baseline\".\n" VARIANTS);

	for (unsigned int i = 0; i < prepared->len; i++) {
		g_autofree char *name = variant_name(g_ptr_array_index(prepared, i));

		g_string_append_printf(text, " %s", name);
	}
	g_string_append_c(text, '\n');
	for (unsigned int i = 0; i < lines->len; i++)
		g_string_append_printf(text, "%s\n", (char *)g_ptr_array_index(lines, i));
	if (!file_write(path, text->str, text->len, error))
		return false;
	remove_all(result);
	return true;
}

/* -- comparing --------------------------------------------------------------------------- */

/* fingerprint -> finding, both borrowed */
static GHashTable *by_fingerprint(const GPtrArray *findings)
{
	GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; i < findings->len; i++) {
		struct finding *finding = g_ptr_array_index(findings, i);

		g_hash_table_insert(table, finding->fingerprint, finding);
	}
	return table;
}

static bool is_chosen(const struct baseline_scope *scope, const char *variant)
{
	for (unsigned int i = 0; i < scope->prepared->len; i++) {
		g_autofree char *name = variant_name(g_ptr_array_index(scope->prepared, i));

		if (strcmp(name, variant) == 0)
			return true;
	}
	return false;
}

/* Whether code of @variant, "arch/name", may hold @file. */
static bool concerns(const char *variant, const char *file)
{
	size_t length = (size_t)(strchrnul(variant, '/') - variant);

	if (!g_str_has_prefix(file, "arch/"))
		return true;
	file += strlen("arch/");
	return strncmp(file, variant, length) == 0 && file[length] == '/';
}

/* Whether all that might find @entry was looked at. */
static bool is_in_scope(const struct baseline *baseline, const struct entry *entry,
			const struct check_result *result, const struct baseline_scope *scope)
{
	g_autofree char *path = g_build_filename(scope->tree->path, entry->file, NULL);

	if (scope->paths && *scope->paths && !finding_is_below(entry->file, scope->paths))
		return false;
	if (!g_file_test(path, G_FILE_TEST_EXISTS))
		return true;
	for (char **variant = baseline->variants; variant && *variant; variant++)
		if (concerns(*variant, entry->file) && !is_chosen(scope, *variant))
			return false;
	return g_hash_table_contains(result->read, entry->file);
}

static void report(const struct baseline *baseline, const struct entry *entry,
		   struct check_result *result, const struct baseline_scope *scope)
{
	bool has_function = strcmp(entry->function, NO_FUNCTION) != 0;
	char *reason = g_strdup_printf("%s has no such finding of %s%s%s%s any more", entry->file,
				       entry->rule, has_function ? " in " : "",
				       has_function ? entry->function : "", has_function ? "()" : "");
	struct finding *finding = suppress_finding(scope->rules, baseline->path, entry->line, 1, "",
						   reason);

	if (!finding)
		return;
	finding_identify(finding, entry->fingerprint, 0);
	for (unsigned int i = 0; i < scope->prepared->len; i++) {
		const struct prepared *prepared = g_ptr_array_index(scope->prepared, i);

		g_ptr_array_add(finding->variants, g_strdup(prepared->variant->name));
	}
	if (finding->variants->len)
		findings_add(result->findings, finding, g_ptr_array_index(finding->variants, 0));
	else
		finding_free(finding);
}

void baseline_apply(const struct baseline *baseline, struct check_result *result,
		    const struct baseline_scope *scope)
{
	g_autoptr(GHashTable) found = by_fingerprint(findings_sorted(result->findings));
	g_autoptr(GHashTable) listed = g_hash_table_new(NULL, NULL);

	for (unsigned int i = 0; i < baseline->entries->len; i++) {
		const struct entry *entry = g_ptr_array_index(baseline->entries, i);
		struct finding *finding = g_hash_table_lookup(found, entry->fingerprint);

		if (finding)
			g_hash_table_add(listed, finding);
		else if (!result->problems->len && is_in_scope(baseline, entry, result, scope))
			report(baseline, entry, result, scope);
	}
	result->in_baseline = g_hash_table_size(listed);
	findings_remove(result->findings, listed);
}
