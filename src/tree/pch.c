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
#include "tree/units.h"

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

/* The files that the make rule in the file @path names as prerequisites; for g_strfreev(). */
static char **read_dependencies(const char *path)
{
	g_autofree char *text = file_read(path, NULL, NULL);
	const char *colon = text ? strstr(text, ": ") : NULL;

	return colon ? g_strsplit_set(colon + 1, " \\\n", -1) : NULL;
}

/* Writes the macros that the prerequisites in the file @dependencies test. */
static bool write_macros(const char *dependencies, const char *pch)
{
	g_auto(GStrv) files = read_dependencies(dependencies);
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *path = beside(pch, ".macros");
	g_autofree char *joined = NULL;
	g_autofree char **list = NULL;

	for (char **file = files; file && *file; file++) {
		g_autofree char *text = **file ? file_read(*file, NULL, NULL) : NULL;

		if (text)
			directives_add_tested(text, names);
	}
	list = (char **)g_hash_table_get_keys_as_array(names, NULL);
	joined = g_strjoinv("\n", list);
	return files && file_write(path, joined, strlen(joined), NULL);
}

/* Precompiles @headers, leaving out those that fail, to @output. */
static bool build(const struct objtree *objtree, const json_t *flags, GPtrArray *headers,
		  const char *header, const char *output)
{
	/* Renamed when complete: another run may be reading the old one. */
	g_autofree char *fresh = g_strconcat(output, ".new", NULL);
	g_autofree char *dependencies = beside(output, ".d");

	for (int round = 0; round < MAX_ROUNDS && headers->len; round++) {
		g_autofree char *messages = NULL;

		if (!write_header(header, headers))
			return false;
		if (compile(objtree, flags, header, fresh, dependencies, &messages))
			return write_macros(dependencies, output) && !rename(fresh, output);
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

static json_t *build_all(const struct objtree *objtree, const json_t *units)
{
	g_autoptr(GArray) sets = pch_choose_sets(objtree, units);
	json_t *pchs = json_object();

	for (guint i = 0; i < sets->len; i++)
		build_set(objtree, units, g_array_index(sets, struct pch_set, i).key, pchs);
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
