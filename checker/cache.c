// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/cache.h"

#include <string.h>
#include <xxhash.h>

#include "checker/unit.h"

struct cache {
	struct store *store;
	const char *tree;
	guint64 context;	/* hash of what is told to all workers */
	GHashTable *contents;	/* interned path -> guint64 *: hash of the file */
};

static void hash_text(XXH3_state_t *state, const char *text)
{
	/* With the NUL, so that "ab" "c" is not "a" "bc". */
	XXH3_64bits_update(state, text ? text : "", text ? strlen(text) + 1 : 1);
}

static void hash_texts(XXH3_state_t *state, const char *const *texts)
{
	for (; texts && *texts; texts++)
		hash_text(state, *texts);
}

struct cache *cache_new(struct store *store, const char *tree, const char *const *words,
			const char *const *numbered, const char *const *measured,
			const char *const *guards, const char *const *counted)
{
	struct cache *cache = g_new0(struct cache, 1);
	XXH3_state_t *state = XXH3_createState();

	cache->store = store;
	cache->tree = tree;
	cache->contents = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	XXH3_64bits_reset(state);
	hash_texts(state, words);
	hash_text(state, NULL);
	hash_texts(state, numbered);
	hash_text(state, NULL);
	hash_texts(state, measured);
	hash_text(state, NULL);
	hash_texts(state, guards);
	hash_text(state, NULL);
	hash_texts(state, counted);
	cache->context = XXH3_64bits_digest(state);
	XXH3_freeState(state);
	return cache;
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	g_hash_table_unref(cache->contents);
	g_free(cache);
}

/* What a file on disk hashes to; 0 when it cannot be read.  @path is interned. */
static guint64 content(struct cache *cache, const char *path)
{
	guint64 *known = g_hash_table_lookup(cache->contents, path);
	g_autofree char *absolute = NULL;
	g_autofree char *text = NULL;
	gsize length = 0;

	if (known)
		return *known;
	absolute = g_canonicalize_filename(path, cache->tree);
	known = g_new0(guint64, 1);
	/* What is no file, such as a pipe, may never come to an end; /dev/null is empty. */
	if (!g_file_test(absolute, G_FILE_TEST_IS_REGULAR))
		*known = g_file_test(absolute, G_FILE_TEST_EXISTS) ? unit_content_hash("", 0) : 0;
	else if (g_file_get_contents(absolute, &text, &length, NULL))
		*known = unit_content_hash(text, length);
	g_hash_table_insert(cache->contents, (gpointer)path, known);
	return *known;
}

char *cache_key(const struct cache *cache, const struct extract_request *request,
		const char *under)
{
	XXH3_state_t *state = XXH3_createState();
	char *key;

	XXH3_64bits_reset(state);
	XXH3_64bits_update(state, &cache->context, sizeof(cache->context));
	hash_text(state, unit_parser_version());
	hash_text(state, request->file);
	hash_text(state, request->directory);
	hash_texts(state, request->flags);
	hash_text(state, request->pch ? "pch" : NULL);
	hash_text(state, under);
	key = g_strdup_printf("%016" G_GINT64_MODIFIER "x", (guint64)XXH3_64bits_digest(state));
	XXH3_freeState(state);
	return key;
}

static bool is_unchanged(struct cache *cache, const struct store_unit *unit)
{
	for (unsigned int i = 0; i < unit->includes->len; i++)
		if (content(cache, g_ptr_array_index(unit->includes, i)) !=
		    g_array_index(unit->hashes, guint64, i))
			return false;
	return unit->includes->len > 0;
}

struct cached_unit *cache_find(struct cache *cache, const char *variant, const char *file,
			       char *key)
{
	struct cached_unit *unit = g_new0(struct cached_unit, 1);

	unit->stored.variant = variant;
	unit->stored.file = file;
	unit->stored.key = key;
	if (store_find_unit(cache->store, variant, key, &unit->stored) &&
	    is_unchanged(cache, &unit->stored))
		return unit;
	cached_unit_free(unit);
	return NULL;
}

struct cached_unit *cache_take(const char *variant, const char *file,
			       const struct extract_result *result)
{
	struct cached_unit *unit = g_new0(struct cached_unit, 1);

	unit->stored = (struct store_unit){
		.variant = variant, .file = file, .failure = g_strdup(result->failure),
		.reached = g_strdup(result->reached->str),
		.chunks = g_array_new(FALSE, FALSE, sizeof(gint64)),
		.errors = g_ptr_array_new_with_free_func(g_free),
		.includes = g_ptr_array_new(),
		.hashes = g_array_new(FALSE, FALSE, sizeof(guint64)),
	};
	unit->parsed = true;
	unit->without_pch = result->without_pch;
	for (unsigned int i = 0; i < result->errors->len; i++)
		g_ptr_array_add(unit->stored.errors,
				g_strdup(g_ptr_array_index(result->errors, i)));
	for (unsigned int i = 0; i < result->includes->len; i++)
		g_ptr_array_add(unit->stored.includes, g_ptr_array_index(result->includes, i));
	g_array_append_vals(unit->stored.hashes, result->hashes->data, result->hashes->len);
	return unit;
}

bool cache_store(struct cache *cache, struct cached_unit *unit,
		 const struct extract_result *result, bool keep, GError **error)
{
	for (unsigned int i = 0; i < result->chunks->len; i++) {
		struct extract_chunk *chunk = g_ptr_array_index(result->chunks, i);

		if (!chunk->id)
			chunk->id = store_find_chunk(cache->store, chunk->hash);
		if (!chunk->id)
			chunk->id = store_add_chunk(cache->store, chunk->hash, chunk->text, error);
		if (!chunk->id)
			return false;
		g_array_append_val(unit->stored.chunks, chunk->id);
	}
	/* A crash or a timeout may have been the machine's, and a missing file may come. */
	if (!keep || unit->stored.failure || result->missed_file)
		return true;
	return store_add_unit(cache->store, &unit->stored, error);
}

void cached_unit_free(struct cached_unit *unit)
{
	if (!unit)
		return;
	store_clear_unit(&unit->stored);
	g_free((char *)unit->stored.key);
	g_free(unit);
}
