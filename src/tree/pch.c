// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/pch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/process.h"
#include "tree/units.h"

/*
 * A header is worth it when this many mm/ files include it; in small trees,
 * when one file in POPULAR_SHARE does.
 */
#define POPULAR 10
#define POPULAR_SHARE 8

/* Building one takes as long as parsing two units without; a rare set is not worth it. */
#define RARE_SET 16
#define MAX_PCHS 4

/* Rounds of leaving out headers that do not compile. */
#define MAX_ROUNDS 8

/* Seconds; it takes two or three. */
#define COMPILE_TIMEOUT 300

static const char *entry_file(const json_t *entry)
{
	return json_string_value(json_array_get(entry, 0));
}

static const char *entry_set(const json_t *entry)
{
	return json_string_value(json_array_get(entry, 1));
}

/* Counts the <linux/...> headers of one file in @counts, each once. */
static void count_headers(const char *path, GHashTable *counts)
{
	g_autofree char *text = file_read(path, NULL, NULL);
	static const char pattern[] = "^[ \\t]*#[ \\t]*include[ \\t]*<(linux/[^>\\s]+\\.h)>";
	g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GMatchInfo) match = NULL;

	g_regex_match(regex, text ? text : "", 0, &match);
	for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
		char *header = g_match_info_fetch(match, 1);
		guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, header));

		if (g_hash_table_add(seen, g_strdup(header)))
			g_hash_table_insert(counts, header, GUINT_TO_POINTER(count + 1));
		else
			g_free(header);
	}
}

static int compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The popular ones of @counts, which were found in @files files. */
static void add_popular(GPtrArray *headers, GHashTable *counts, guint files)
{
	guint least = MIN(POPULAR, files / POPULAR_SHARE + 1);
	GHashTableIter iter;
	gpointer name, count;

	g_hash_table_iter_init(&iter, counts);
	while (g_hash_table_iter_next(&iter, &name, &count)) {
		if (GPOINTER_TO_UINT(count) >= least &&
		    !g_ptr_array_find_with_equal_func(headers, name, g_str_equal, NULL))
			g_ptr_array_add(headers, g_strdup(name));
	}
	g_ptr_array_sort(headers, compare_names);
}

/* Adds what is popular among the units whose set is @key, or in mm/ where that is NULL. */
static void choose_headers(GPtrArray *headers, const struct objtree *objtree,
			   const json_t *units, const char *key)
{
	g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	guint files = 0;
	const json_t *entry;
	size_t i;

	json_array_foreach(json_object_get(units, "units"), i, entry) {
		g_autofree char *path = g_build_filename(objtree->tree->path, entry_file(entry),
							 NULL);

		if (key ? strcmp(entry_set(entry), key) :
			  !g_str_has_prefix(entry_file(entry), "mm/"))
			continue;
		files++;
		count_headers(path, counts);
	}
	add_popular(headers, counts, files);
}

/* A set of flags and how many units have it. */
struct popularity {
	const char *key;
	unsigned int units;
	bool first;		/* mm/memory.c has it; without an MMU, mm/nommu.c */
};

static int compare_popularity(gconstpointer a, gconstpointer b)
{
	const struct popularity *left = a;
	const struct popularity *right = b;

	if (left->first != right->first)
		return right->first - left->first;
	if (left->units != right->units)
		return left->units < right->units ? 1 : -1;
	return strcmp(left->key, right->key);
}

static void count_unit(GArray *sets, const json_t *entry)
{
	struct popularity *set = NULL;

	for (guint i = 0; i < sets->len && !set; i++) {
		set = &g_array_index(sets, struct popularity, i);
		if (strcmp(set->key, entry_set(entry)))
			set = NULL;
	}
	if (!set) {
		struct popularity fresh = { .key = entry_set(entry) };

		g_array_append_val(sets, fresh);
		set = &g_array_index(sets, struct popularity, sets->len - 1);
	}
	set->units++;
	set->first |= !strcmp(entry_file(entry), "mm/memory.c") ||
		      !strcmp(entry_file(entry), "mm/nommu.c");
}

/* The sets worth a precompiled header, the one of mm/memory.c first. */
static GArray *choose_sets(const json_t *units)
{
	GArray *sets = g_array_new(FALSE, FALSE, sizeof(struct popularity));
	const json_t *entry;
	size_t i;
	guint kept = 0;

	json_array_foreach(json_object_get(units, "units"), i, entry)
		count_unit(sets, entry);
	g_array_sort(sets, compare_popularity);
	while (kept < sets->len && kept < MAX_PCHS &&
	       (!kept || g_array_index(sets, struct popularity, kept).units >= RARE_SET))
		kept++;
	g_array_set_size(sets, kept);
	return sets;
}

static bool write_header(const char *path, const GPtrArray *headers)
{
	GString *text = g_string_new(NULL);
	bool ok;

	for (guint i = 0; i < headers->len; i++)
		g_string_append_printf(text, "#include <%s>\n", (char *)headers->pdata[i]);
	ok = file_write(path, text->str, text->len, NULL);
	g_string_free(text, TRUE);
	return ok;
}

/* Names for the inline functions of headers that print their module's. */
static const char *const placeholder_names[] = {
	"-DKBUILD_MODFILE=\"ptdesc\"", "-DKBUILD_BASENAME=\"ptdesc\"",
	"-DKBUILD_MODNAME=\"ptdesc\"", "-D__KBUILD_MODNAME=kmod_ptdesc",
};

/* The compiler's messages go to @messages, for g_free(). */
static bool compile(const struct objtree *objtree, const json_t *flags, const char *header,
		    const char *output, char **messages)
{
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	struct process process = { .directory = objtree->directory, .timeout = COMPILE_TIMEOUT };
	const json_t *flag;
	size_t i;
	bool ok;

	g_ptr_array_add(argv, objtree->compiler->path);
	json_array_foreach(flags, i, flag)
		g_ptr_array_add(argv, (char *)json_string_value(flag));
	for (i = 0; i < G_N_ELEMENTS(placeholder_names); i++)
		g_ptr_array_add(argv, (char *)placeholder_names[i]);
	for (i = 0; i < 6; i++) {
		const char *const last[] = { "-x", "c-header", header, "-o", output, NULL };

		g_ptr_array_add(argv, (char *)last[i]);
	}
	process.argv = (const char *const *)argv->pdata;
	ok = process_run(&process, NULL) && !process.status;
	*messages = g_strdup(process.errors ? process.errors->str : "");
	process_clear(&process);
	return ok;
}

/*
 * Leaves out the headers whose inclusion from @header the @messages mention.
 * False when they mention none.
 */
static bool drop_failing(GPtrArray *headers, const char *header, const char *messages)
{
	g_autofree char *quoted = g_regex_escape_string(header, -1);
	g_autofree char *pattern = g_strdup_printf("%s:([0-9]+):", quoted);
	g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree bool *failing = g_new0(bool, headers->len);
	bool any = false;

	g_regex_match(regex, messages, 0, &match);
	for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
		g_autofree char *line = g_match_info_fetch(match, 1);
		unsigned long number = strtoul(line, NULL, 10);

		if (number >= 1 && number <= headers->len)
			any = failing[number - 1] = true;
	}
	for (guint i = headers->len; i > 0; i--) {
		if (failing[i - 1])
			g_ptr_array_remove_index(headers, i - 1);
	}
	return any;
}

/* Precompiles @headers, leaving out those that fail, to @output. */
static bool build(const struct objtree *objtree, const json_t *flags, GPtrArray *headers,
		  const char *header, const char *output)
{
	/* Renamed when complete: another run may be reading the old one. */
	g_autofree char *fresh = g_strconcat(output, ".new", NULL);

	for (int round = 0; round < MAX_ROUNDS && headers->len; round++) {
		g_autofree char *messages = NULL;

		if (!write_header(header, headers))
			return false;
		if (compile(objtree, flags, header, fresh, &messages))
			return !rename(fresh, output);
		if (!drop_failing(headers, header, messages))
			return false;
	}
	return false;
}

static gpointer copy_name(gconstpointer name, gpointer unused)
{
	(void)unused;
	return g_strdup(name);
}

/* Builds the one for the set @key from @headers and adds it to @pchs. */
static bool build_set(const struct objtree *objtree, const json_t *units, const char *key,
		      const char *header, GPtrArray *headers, json_t *pchs)
{
	const json_t *flags = json_object_get(json_object_get(units, "sets"), key);
	g_autofree char *name = g_strconcat(key, ".pch", NULL);
	g_autofree char *output = objtree_path(objtree, name);

	if (!build(objtree, flags, headers, header, output))
		return false;
	json_object_set_new(pchs, key, json_string(output));
	return true;
}

/* The same for a set beyond the first: @common and what its own units like to include. */
static void build_other(const struct objtree *objtree, const json_t *units, const char *key,
			GPtrArray *common, json_t *pchs)
{
	g_autoptr(GPtrArray) headers = g_ptr_array_copy(common, copy_name, NULL);
	g_autofree char *name = g_strdup_printf("pch-%s.h", key);
	g_autofree char *header = objtree_path(objtree, name);

	g_ptr_array_set_free_func(headers, g_free);
	choose_headers(headers, objtree, units, key);
	build_set(objtree, units, key, header, headers, pchs);
}

static json_t *build_all(const struct objtree *objtree, const json_t *units)
{
	g_autoptr(GPtrArray) headers = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) sets = choose_sets(units);
	g_autofree char *header = objtree_path(objtree, "pch.h");
	json_t *pchs = json_object();

	choose_headers(headers, objtree, units, NULL);
	if (build_set(objtree, units, g_array_index(sets, struct popularity, 0).key, header,
		      headers, pchs)) {
		for (guint i = 1; i < sets->len; i++)
			build_other(objtree, units, g_array_index(sets, struct popularity, i).key,
				    headers, pchs);
	}
	return json_pack("{s:s, s:o}", "header", header, "pchs", pchs);
}

/*
 * They are large, and keys come and go with flags.  A run that still has the old
 * ones in use parses without.
 */
static void remove_old(const struct objtree *objtree)
{
	g_autofree char *directory = objtree_path(objtree, "");
	g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = objtree_path(objtree, name);

		if (g_str_has_suffix(name, ".pch") || g_str_has_suffix(name, ".pch.new"))
			unlink(path);
	}
}

json_t *pch_get(struct objtree *objtree, const json_t *units)
{
	json_t *json = units_read_file(objtree, "pch.json");

	if (json)
		return json;
	objtree_progress(objtree, "precompiling headers");
	remove_old(objtree);
	json = build_all(objtree, units);
	/* Only the next run would miss it. */
	units_write_file(objtree, "pch.json", json, NULL);
	return json;
}
