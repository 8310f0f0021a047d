// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/pch.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/file.h"
#include "base/process.h"
#include "tree/directives.h"
#include "tree/pch_choice.h"
#include "tree/pch_share.h"
#include "tree/units.h"

/* Building one costs what it saves on two units. */
#define LEAST_UNITS 3

/* Rounds of leaving out headers that do not compile. */
#define MAX_ROUNDS 8

/* Seconds; it takes two or three. */
#define COMPILE_TIMEOUT 300

/* KEY.pch is made of KEY.h, which reads KEY.d and tests KEY.macros. */
static char *beside(const char *pch, const char *suffix)
{
	int stem = (int)(strlen(pch) - strlen(".pch"));

	return g_strdup_printf("%.*s%s", stem, pch, suffix);
}

char *pch_source(const char *pch)
{
	return beside(pch, ".h");
}

GPtrArray *pch_files(const char *pch, const char *directory)
{
	g_autofree char *path = beside(pch, ".d");
	g_autofree char *text = file_read(path, NULL, NULL);
	const char *colon = text ? strstr(text, ": ") : NULL;
	g_auto(GStrv) names = colon ? g_strsplit_set(colon + 1, " \\\n", -1) : NULL;
	GPtrArray *files;

	if (!names)
		return NULL;
	files = g_ptr_array_new_with_free_func(g_free);
	for (char **name = names; *name; name++) {
		if (**name)
			g_ptr_array_add(files, g_canonicalize_filename(*name, directory));
	}
	g_ptr_array_add(files, NULL);
	return files;
}

GHashTable *pch_macros(const char *pch)
{
	g_autofree char *path = beside(pch, ".macros");
	g_autofree char *text = file_read(path, NULL, NULL);
	g_auto(GStrv) names = NULL;
	GHashTable *set;

	if (!text)
		return NULL;
	set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	names = g_strsplit(text, "\n", -1);
	for (char **name = names; *name; name++)
		g_hash_table_add(set, g_strdup(*name));
	return set;
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

enum outcome { COMPILED, FAILED, STOPPED };

/*
 * The compiler's messages go to @messages, for g_free().  Without the times of the headers
 * the same text gives the same file.
 */
static enum outcome compile(const struct objtree *objtree, const json_t *flags,
			    const char *header, const char *output, const char *dependencies,
			    char **messages)
{
	const char *const last[] = {
		"-Xclang", "-fno-pch-timestamp", "-MD", "-MF", dependencies, "-ferror-limit=0",
		"-x", "c-header", header, "-o", output, NULL
	};
	g_autoptr(GPtrArray) argv = g_ptr_array_new();
	struct process process = {
		.directory = objtree->directory, .timeout = COMPILE_TIMEOUT, .lock = objtree->lock,
	};
	enum outcome outcome = STOPPED;
	const json_t *flag;
	size_t i;

	g_ptr_array_add(argv, objtree->compiler->path);
	json_array_foreach(flags, i, flag)
		g_ptr_array_add(argv, (char *)json_string_value(flag));
	for (i = 0; i < G_N_ELEMENTS(placeholder_names); i++)
		g_ptr_array_add(argv, (char *)placeholder_names[i]);
	for (i = 0; i < G_N_ELEMENTS(last); i++)
		g_ptr_array_add(argv, (char *)last[i]);
	process.argv = (const char *const *)argv->pdata;
	if (process_run(&process, NULL))
		outcome = !process.status ? COMPILED :
			process_was_stopped(&process) ? STOPPED : FAILED;
	*messages = g_strdup(process.errors ? process.errors->str : "");
	process_clear(&process);
	return outcome;
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

/* The options that are on, as a set; for g_hash_table_unref(). */
static GHashTable *read_options(const struct objtree *objtree)
{
	g_autofree char *path = g_build_filename(objtree->directory,
						 "include/generated/autoconf.h", NULL);
	g_autofree char *text = file_read(path, NULL, NULL);

	return directives_defined(text ? text : "");
}

/* Writes the macros that @files test. */
static bool write_macros(const struct objtree *objtree, const GPtrArray *files, const char *pch)
{
	g_autoptr(GHashTable) options = read_options(objtree);
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *path = beside(pch, ".macros");
	g_autofree char *joined = NULL;
	g_autofree char **list = NULL;

	for (guint i = 0; i + 1 < files->len; i++) {
		g_autofree char *text = file_read(files->pdata[i], NULL, NULL);

		if (text)
			directives_add_tested(text, options, names);
	}
	list = (char **)g_hash_table_get_keys_as_array(names, NULL);
	joined = g_strjoinv("\n", list);
	return file_write(path, joined, strlen(joined), NULL);
}

static bool finish(const struct objtree *objtree, const char *fresh, const char *output)
{
	g_autoptr(GPtrArray) files = pch_files(output, objtree->directory);

	return files && write_macros(objtree, files, output) && !rename(fresh, output);
}

/* Precompiles @headers, leaving out those that fail, to @output. */
static enum outcome build(const struct objtree *objtree, const json_t *flags, GPtrArray *headers,
			  const char *header, const char *output)
{
	g_autofree char *fresh = g_strconcat(output, ".new", NULL);
	g_autofree char *dependencies = beside(output, ".d");

	for (int round = 0; round < MAX_ROUNDS && headers->len; round++) {
		g_autofree char *messages = NULL;
		enum outcome outcome;

		if (!write_header(header, headers))
			return STOPPED;
		outcome = compile(objtree, flags, header, fresh, dependencies, &messages);
		if (outcome == COMPILED)
			return finish(objtree, fresh, output) ? COMPILED : STOPPED;
		if (outcome == STOPPED || !drop_failing(headers, header, messages))
			return outcome;
	}
	return FAILED;
}

static void add_content(XXH3_state_t *state, const char *path)
{
	g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
	gsize length = file ? g_mapped_file_get_length(file) : 0;

	XXH3_64bits_update(state, &length, sizeof(length));
	if (length)
		XXH3_64bits_update(state, g_mapped_file_get_contents(file), length);
}

/* What stands for the content of @pch and of what belongs to it, for g_free(). */
static char *sum_of(const char *pch)
{
	XXH3_state_t *state = XXH3_createState();
	g_autofree char *header = beside(pch, ".h");
	g_autofree char *macros = beside(pch, ".macros");
	char *sum;

	XXH3_64bits_reset(state);
	add_content(state, pch);
	add_content(state, header);
	add_content(state, macros);
	sum = g_strdup_printf("%016" PRIx64, (uint64_t)XXH3_64bits_digest(state));
	XXH3_freeState(state);
	return sum;
}

bool pch_is_intact(const char *path, const char *sum)
{
	g_autofree char *now = sum_of(path);

	if (sum && !strcmp(now, sum))
		return true;
	unlink(path);
	return false;
}

/* Builds the one for the set @key and adds it to @json. */
static enum outcome build_set(const struct objtree *objtree, const json_t *units,
			      const char *key, json_t *json)
{
	const json_t *flags = json_object_get(json_object_get(units, "sets"), key);
	g_autoptr(GPtrArray) headers = pch_choose_headers(objtree, units, key);
	g_autofree char *name = g_strconcat(key, ".pch", NULL);
	g_autofree char *output = objtree_path(objtree, name);
	g_autofree char *header = pch_source(output);
	enum outcome outcome = build(objtree, flags, headers, header, output);
	g_autofree char *sum = NULL;

	if (outcome != COMPILED)
		return outcome;
	sum = sum_of(output);
	json_object_set_new(json_object_get(json, "pchs"), key, json_string(output));
	json_object_set_new(json_object_get(json, "sums"), output, json_string(sum));
	return COMPILED;
}

/* Lets the set @key use what was precompiled for another one, if it is the same for it. */
static bool share(const struct objtree *objtree, const json_t *sets, const char *key, json_t *pchs)
{
	const char *other;
	json_t *pch;

	json_object_foreach(pchs, other, pch) {
		const char *path = json_string_value(pch);
		g_autoptr(GPtrArray) files = pch_files(path, objtree->directory);
		g_autoptr(GHashTable) macros = pch_macros(path);

		if (files && macros &&
		    pch_can_share(json_object_get(sets, other), json_object_get(sets, key), macros,
				  (const char *const *)files->pdata)) {
			json_object_set(pchs, key, pch);
			return true;
		}
	}
	return false;
}

/* *@stopped when there would be more another time. */
static json_t *build_all(const struct objtree *objtree, const json_t *units, bool *stopped)
{
	g_autoptr(GArray) sets = pch_choose_sets(objtree, units);
	json_t *json = json_pack("{s:{}, s:{}}", "pchs", "sums");
	json_t *pchs = json_object_get(json, "pchs");

	*stopped = false;

	for (guint i = 0; i < sets->len; i++) {
		const struct pch_set *set = &g_array_index(sets, struct pch_set, i);

		if (!share(objtree, json_object_get(units, "sets"), set->key, pchs) &&
		    set->units >= LEAST_UNITS)
			*stopped |= build_set(objtree, units, set->key, json) == STOPPED;
	}
	return json;
}

/* They are large, and keys come and go with flags; clang leaves its own when it is killed. */
static void remove_old(const struct objtree *objtree)
{
	g_autofree char *directory = objtree_path(objtree, "");
	g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = objtree_path(objtree, name);

		if (strstr(name, ".pch"))
			unlink(path);
	}
}

static bool all_there(const json_t *json)
{
	json_t *pchs = json_object_get(json, "pchs");
	const char *key;
	json_t *path;

	json_object_foreach(pchs, key, path)
		if (!g_file_test(json_string_value(path), G_FILE_TEST_EXISTS))
			return false;
	return true;
}

json_t *pch_get(struct objtree *objtree, const json_t *units)
{
	json_t *json = units_read_file(objtree, "pch.json");
	bool stopped;

	if (json && all_there(json))
		return json;
	json_decref(json);
	if (!objtree_change(objtree, NULL))
		return json_object();
	objtree_progress(objtree, "precompiling headers");
	remove_old(objtree);
	json = build_all(objtree, units, &stopped);
	/* Only the next run would miss it. */
	if (!stopped)
		units_write_file(objtree, "pch.json", json, NULL);
	return json;
}
