// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/pch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* The compiler's messages go to @messages, for g_free(). */
static bool compile(const struct objtree *objtree, const json_t *flags, const char *header,
		    const char *output, const char *dependencies, char **messages)
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
	for (i = 0; i < 10; i++) {
		const char *const last[] = {
			"-MD", "-MF", dependencies, "-ferror-limit=0", "-x", "c-header", header,
			"-o", output, NULL
		};

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

/*
 * The files that the make rule in the file @path names as prerequisites, absolute, NULL-
 * terminated; NULL when there is none.  Kbuild takes no tree with blanks in its path.
 */
static GPtrArray *read_dependencies(const struct objtree *objtree, const char *path)
{
	g_autofree char *text = file_read(path, NULL, NULL);
	const char *colon = text ? strstr(text, ": ") : NULL;
	g_auto(GStrv) names = colon ? g_strsplit_set(colon + 1, " \\\n", -1) : NULL;
	GPtrArray *files;

	if (!names)
		return NULL;
	files = g_ptr_array_new_with_free_func(g_free);
	for (char **name = names; *name; name++) {
		if (**name)
			g_ptr_array_add(files, g_canonicalize_filename(*name, objtree->directory));
	}
	g_ptr_array_add(files, NULL);
	return files;
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

static bool finish(const struct objtree *objtree, const char *dependencies, const char *fresh,
		   const char *output)
{
	g_autoptr(GPtrArray) files = read_dependencies(objtree, dependencies);

	/* Renamed when complete: another run may be reading the old one. */
	return files && write_macros(objtree, files, output) && !rename(fresh, output);
}

/* Precompiles @headers, leaving out those that fail, to @output. */
static bool build(const struct objtree *objtree, const json_t *flags, GPtrArray *headers,
		  const char *header, const char *output)
{
	g_autofree char *fresh = g_strconcat(output, ".new", NULL);
	g_autofree char *dependencies = beside(output, ".d");

	for (int round = 0; round < MAX_ROUNDS && headers->len; round++) {
		g_autofree char *messages = NULL;

		if (!write_header(header, headers))
			return false;
		if (compile(objtree, flags, header, fresh, dependencies, &messages))
			return finish(objtree, dependencies, fresh, output);
		if (!drop_failing(headers, header, messages))
			return false;
	}
	return false;
}

/* Builds the one for the set @key and adds it to @pchs. */
static void build_set(const struct objtree *objtree, const json_t *units, const char *key,
		      json_t *pchs)
{
	const json_t *flags = json_object_get(json_object_get(units, "sets"), key);
	g_autoptr(GPtrArray) headers = pch_choose_headers(objtree, units, key);
	g_autofree char *name = g_strconcat(key, ".pch", NULL);
	g_autofree char *output = objtree_path(objtree, name);
	g_autofree char *header = pch_source(output);

	if (build(objtree, flags, headers, header, output))
		json_object_set_new(pchs, key, json_string(output));
}

/* Lets the set @key use what was precompiled for another one, if it is the same for it. */
static bool share(const struct objtree *objtree, const json_t *sets, const char *key, json_t *pchs)
{
	const char *other;
	json_t *pch;

	json_object_foreach(pchs, other, pch) {
		const char *path = json_string_value(pch);
		g_autofree char *dependencies = beside(path, ".d");
		g_autoptr(GPtrArray) files = read_dependencies(objtree, dependencies);
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

static json_t *build_all(const struct objtree *objtree, const json_t *units)
{
	g_autoptr(GArray) sets = pch_choose_sets(objtree, units);
	json_t *pchs = json_object();

	for (guint i = 0; i < sets->len; i++) {
		const struct pch_set *set = &g_array_index(sets, struct pch_set, i);

		if (!share(objtree, json_object_get(units, "sets"), set->key, pchs) &&
		    set->units >= LEAST_UNITS)
			build_set(objtree, units, set->key, pchs);
	}
	return json_pack("{s:o}", "pchs", pchs);
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
