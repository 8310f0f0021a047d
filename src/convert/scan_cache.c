// SPDX-License-Identifier: GPL-2.0-or-later
#include "convert/scan_cache.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <xxhash.h>

#include "base/file.h"

/* A file of the cache: { "key": HASH, "files": { FILE: [HASH, PRINTED] } } */
struct scan_cache {
	char *path;
	json_t *root;
	json_t *files;	/* borrowed from @root */
	bool changed;
};

static char *hash(const char *text, size_t length)
{
	return g_strdup_printf("%016" PRIx64, (uint64_t)XXH3_64bits(text, length));
}

/* spatch's own configuration, which it reads unasked. */
static char *read_configuration(void)
{
	g_autofree char *path = g_build_filename(g_get_home_dir(), ".cocciconfig", NULL);

	return file_read(path, NULL, NULL);
}

/* Stands for the very program, "": there is none. */
static char *identify(const char *program)
{
	GStatBuf status;

	if (g_stat(program, &status) < 0)
		return g_strdup("");
	return g_strdup_printf("%s %" PRId64 " %" PRId64, program, (int64_t)status.st_size,
			       (int64_t)status.st_mtime);
}

/* Other files of SmPL or isomorphisms, whose content the key does not know. */
static bool draws_on_others(const char *smpl)
{
	g_auto(GStrv) lines = g_strsplit(smpl, "\n", -1);

	for (char **line = lines; *line; line++)
		if (g_str_has_prefix(*line, "#include") || g_str_has_prefix(*line, "using") ||
		    g_str_has_prefix(*line, "#spatch"))
			return true;
	return false;
}

/* A hash of everything but the files; NULL when not all of it is known. */
static char *make_key(const struct convert_request *request, const struct convert_scan *scan)
{
	const struct semantic_patch *patch = scan->patch;
	g_autofree char *smpl = file_read(patch->path, NULL, NULL);
	g_autofree char *configuration = read_configuration();
	g_autofree char *program = identify(request->spatch->program);
	g_autofree char *all = NULL;

	if (!smpl || draws_on_others(smpl) || *request->spatch->flags || !patch->options ||
	    !g_strv_contains((const char *const *)patch->options, "--no-includes"))
		return NULL;
	all = g_strdup_printf("%s\n%s\n%s\n%s\n%s\n%s", program, request->spatch->version,
			      cocci_mode_name(scan->mode),
			      g_getenv("COCCINELLE_HOME") ? g_getenv("COCCINELLE_HOME") : "",
			      configuration ? configuration : "", smpl);
	return hash(all, strlen(all));
}

/* One for each tree, semantic patch and mode: what is stale is written over. */
static char *make_path(const struct convert_request *request, const struct convert_scan *scan)
{
	g_autofree char *directory = file_cache_directory("coccicheck", NULL);
	g_autofree char *what = g_strdup_printf("%s\n%s\n%s", request->tree->path,
						scan->patch->path, cocci_mode_name(scan->mode));
	g_autofree char *name = hash(what, strlen(what));

	return directory ? g_build_filename(directory, name, NULL) : NULL;
}

/* Empty where there is none of @key. */
static void load(struct scan_cache *cache, const char *key)
{
	const char *known;

	cache->root = json_load_file(cache->path, 0, NULL);
	known = json_string_value(json_object_get(cache->root, "key"));
	cache->files = json_object_get(cache->root, "files");
	if (known && !strcmp(known, key) && json_is_object(cache->files))
		return;
	json_decref(cache->root);
	cache->files = json_object();
	cache->root = json_object();
	json_object_set_new(cache->root, "key", json_string(key));
	json_object_set_new(cache->root, "files", cache->files);
}

struct scan_cache *scan_cache_new(const struct convert_request *request,
				  const struct convert_scan *scan)
{
	g_autofree char *key = NULL;
	struct scan_cache *cache;

	/* Of a diff there is no telling which lines are of the file. */
	if (request->log || (scan->mode != COCCI_REPORT && scan->mode != COCCI_ORG))
		return NULL;
	key = make_key(request, scan);
	if (!key)
		return NULL;
	cache = g_new0(struct scan_cache, 1);
	cache->path = make_path(request, scan);
	if (cache->path) {
		load(cache, key);
		return cache;
	}
	scan_cache_free(cache);
	return NULL;
}

void scan_cache_save(const struct scan_cache *cache)
{
	char *text;

	if (!cache || !cache->changed)
		return;
	text = json_dumps(cache->root, JSON_COMPACT);
	if (text)
		file_write(cache->path, text, strlen(text), NULL);
	free(text);
}

void scan_cache_free(struct scan_cache *cache)
{
	if (!cache)
		return;
	json_decref(cache->root);
	g_free(cache->path);
	g_free(cache);
}

const char *scan_cache_find(const struct scan_cache *cache, const char *file, const char *text,
			    size_t length)
{
	json_t *entry = json_object_get(cache->files, file);
	const char *known = json_string_value(json_array_get(entry, 0));
	g_autofree char *now = known ? hash(text, length) : NULL;

	if (!now || strcmp(known, now))
		return NULL;
	return json_string_value(json_array_get(entry, 1));
}

void scan_cache_add(struct scan_cache *cache, const char *file, const char *text, size_t length,
		    const char *printed)
{
	g_autofree char *now = hash(text, length);

	cache->changed = true;
	json_object_set_new(cache->files, file, json_pack("[ss]", now, printed));
}
