// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/rules_private.h"

#include <string.h>

#include <xxhash.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"

/* -- files -------------------------------------------------------------------------------- */

static GPtrArray *yaml_files(const char *directory, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(GDir) dir = g_dir_open(directory, 0, &cause);
	GPtrArray *paths;
	const char *name;

	if (!dir) {
		g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
			    "cannot read the rules in %s: %s", directory, cause->message);
		return NULL;
	}
	paths = g_ptr_array_new_with_free_func(g_free);
	while ((name = g_dir_read_name(dir)))
		if (g_str_has_suffix(name, ".yaml") && strcmp(name, "variants.yaml") != 0)
			g_ptr_array_add(paths, g_build_filename(directory, name, NULL));
	strings_sort(paths);
	return paths;
}

static bool add_digest(guint64 *digest, const char *file, GError **error)
{
	size_t length;
	g_autofree char *text = file_read(file, &length, error);

	if (text)
		*digest = XXH3_64bits_withSeed(text, length, *digest);
	return text != NULL;
}

static bool load_directory(const char *directory, const char *below, guint64 *digest,
			   const cyaml_schema_value_t *schema, GPtrArray *into, GError **error)
{
	g_autofree char *path = g_build_filename(directory, below, NULL);
	g_autoptr(GPtrArray) files = yaml_files(path, error);

	for (unsigned int i = 0; files && i < files->len; i++) {
		const char *file = g_ptr_array_index(files, i);
		void *data = yaml_load_file(file, schema, error);

		if (!data || !add_digest(digest, file, error))
			return false;
		g_ptr_array_add(into, data);
	}
	return files != NULL;
}

/* -- checks beyond the schema ---------------------------------------------------------------- */

static bool has_kind(const struct rules *rules, const char *name)
{
	for (unsigned int i = 0; i < rules->kinds->len; i++) {
		const struct rule_kind *kind = g_ptr_array_index(rules->kinds, i);

		if (strcmp(kind->name, name) == 0)
			return true;
	}
	return false;
}

G_GNUC_PRINTF(4, 5)
static bool refuse(GError **error, const char *directory, const struct rule *rule,
		   const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s/%s.yaml: %s", directory, rule->id,
		    text);
	return false;
}

/* The first of the texts for people that is blank, or NULL. */
static const char *blank_text(const struct rule *rule)
{
	const struct {
		const char *key, *text;
	} texts[] = {
		{ "summary", rule->summary }, { "message", rule->message },
		{ "explanation", rule->explanation }, { "bad", rule->bad },
		{ "good", rule->good }, { "remedy", rule->remedy }, { "source", rule->source },
	};

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		if (!texts[i].text[strspn(texts[i].text, " \t\n")])
			return texts[i].key;
	return NULL;
}

static bool check_rule(const struct rules *rules, const char *directory,
		       const struct rule *rule, GError **error)
{
	int matches = !!rule->member + !!rule->list + !!rule->allocation + !!rule->release +
		!!rule->way + !!rule->calls + !!rule->layout + !!rule->constants +
		!!rule->descriptor + !!rule->stuck + !!rule->block + !!rule->unread +
		!!rule->clobber + !!rule->interface + rule->suppression;
	const char *blank = blank_text(rule);

	if (!rule->suppression && !rule->kind)
		return refuse(error, directory, rule, "it has no kind");
	if (rule->kind && !has_kind(rules, rule->kind))
		return refuse(error, directory, rule, "kind \"%s\" is in no file of %s/kinds",
			      rule->kind, directory);
	if (matches != 1)
		return refuse(error, directory, rule,
			      "give exactly one of member, list, allocation, release, block, "
			      "unread, clobber, interface, way, calls, layout, constants, descriptor, "
			      "stuck, suppression");
	if (blank)
		return refuse(error, directory, rule, "its %s is empty", blank);
	return true;
}

static void add_set(GHashTable *set, char **names, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		g_hash_table_add(set, names[i]);
}

static void index_api(struct rules *rules, const struct rule_api *api)
{
	add_set(rules->descriptors, api->descriptors, api->descriptors_count);
	add_set(rules->lists, api->lists, api->lists_count);
	add_set(rules->entries, api->entries, api->entries_count);
	add_set(rules->foreign, api->foreign, api->foreign_count);
	for (unsigned int i = 0; i < api->renames_count; i++)
		g_hash_table_insert(rules->renames, api->renames[i].from, api->renames[i].to);
	for (unsigned int i = 0; i < api->functions_count; i++)
		for (unsigned int k = 0; k < api->functions[i].names_count; k++)
			g_hash_table_insert(rules->functions, api->functions[i].names[k],
					    &api->functions[i]);
}

static void free_rule(gpointer rule)
{
	yaml_free_file(&rules_rule_schema, rule);
}

static void free_kind(gpointer kind)
{
	yaml_free_file(&rules_kind_schema, kind);
}

static void free_api(gpointer api)
{
	yaml_free_file(&rules_api_schema, api);
}

static struct rules *rules_new(void)
{
	struct rules *rules = g_new0(struct rules, 1);

	rules->rules = g_ptr_array_new_with_free_func(free_rule);
	rules->kinds = g_ptr_array_new_with_free_func(free_kind);
	rules->apis = g_ptr_array_new_with_free_func(free_api);
	rules->functions = g_hash_table_new(g_str_hash, g_str_equal);
	rules->descriptors = g_hash_table_new(g_str_hash, g_str_equal);
	rules->lists = g_hash_table_new(g_str_hash, g_str_equal);
	rules->entries = g_hash_table_new(g_str_hash, g_str_equal);
	rules->foreign = g_hash_table_new(g_str_hash, g_str_equal);
	rules->renames = g_hash_table_new(g_str_hash, g_str_equal);
	return rules;
}

struct rules *rules_load(const char *directory, GError **error)
{
	struct rules *rules = rules_new();
	guint64 *digest = &rules->digest;
	bool ok = load_directory(directory, "kinds", digest, &rules_kind_schema, rules->kinds, error) &&
		load_directory(directory, "api", digest, &rules_api_schema, rules->apis, error) &&
		load_directory(directory, "", digest, &rules_rule_schema, rules->rules, error);

	for (unsigned int i = 0; ok && i < rules->rules->len; i++)
		ok = check_rule(rules, directory, g_ptr_array_index(rules->rules, i), error);
	if (!ok) {
		rules_free(rules);
		return NULL;
	}
	for (unsigned int i = 0; i < rules->apis->len; i++)
		index_api(rules, g_ptr_array_index(rules->apis, i));
	return rules;
}

void rules_free(struct rules *rules)
{
	if (!rules)
		return;
	g_hash_table_unref(rules->functions);
	g_hash_table_unref(rules->descriptors);
	g_hash_table_unref(rules->lists);
	g_hash_table_unref(rules->entries);
	g_hash_table_unref(rules->foreign);
	g_hash_table_unref(rules->renames);
	g_ptr_array_unref(rules->rules);
	g_ptr_array_unref(rules->kinds);
	g_ptr_array_unref(rules->apis);
	g_free(rules);
}

const struct rule *rules_find(const struct rules *rules, const char *id)
{
	for (unsigned int i = 0; i < rules->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(rules->rules, i);

		if (strcmp(rule->id, id) == 0)
			return rule;
	}
	return NULL;
}

const char *rules_source_name(const struct rules *rules, const char *name)
{
	const char *renamed = g_hash_table_lookup(rules->renames, name);

	return renamed ? renamed : name;
}

/* "p:mm/x.c:foo#1" -> "foo" and 1 */
static char *parameter_function(const char *key, unsigned int *position)
{
	const char *end = key[0] == 'p' ? strrchr(key, '#') : NULL;
	const char *start = key + strlen("p:");

	if (!end)
		return NULL;
	for (const char *at = start; at < end; at++)
		if (*at == ':')
			start = at + 1;
	*position = (unsigned int)g_ascii_strtoull(end + 1, NULL, 10);
	return g_strndup(start, (gsize)(end - start));
}

bool rules_parameter_has_kind(const struct rules *rules, const char *key, const char *kind)
{
	unsigned int position = 0;
	g_autofree char *name = parameter_function(key, &position);
	const struct rule_function *rule = name ? g_hash_table_lookup(rules->functions, name) : NULL;

	for (unsigned int i = 0; rule && i < rule->takes_count; i++)
		if (rule->takes[i].argument == position && strcmp(rule->takes[i].kind, kind) == 0)
			return true;
	return false;
}

/* -- lists ------------------------------------------------------------------------------------ */

static void add_all(GPtrArray *list, char **names, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		g_ptr_array_add(list, names[i]);
}

/* What @add, called with each of @files and the list, puts there; NULL-terminated. */
static const char **collect(GPtrArray *files, GFunc add)
{
	GPtrArray *list = g_ptr_array_new();

	g_ptr_array_foreach(files, add, list);
	g_ptr_array_add(list, NULL);
	return (const char **)g_ptr_array_free(list, FALSE);
}

static void add_words(gpointer data, gpointer words)
{
	const struct rule_kind *kind = data;

	add_all(words, kind->words, kind->words_count);
}

const char **rules_words(const struct rules *rules)
{
	return collect(rules->kinds, add_words);
}

static void add_numbered(gpointer data, gpointer prefixes)
{
	const struct rule_api *api = data;

	add_all(prefixes, api->numbered, api->numbered_count);
}

static void add_measured(gpointer data, gpointer measured)
{
	const struct rule_api *api = data;

	add_all(measured, api->descriptors, api->descriptors_count);
	add_all(measured, api->constants, api->constants_count);
}

static void add_guards(gpointer data, gpointer guards)
{
	const struct rule_api *api = data;

	for (unsigned int i = 0; i < api->functions_count; i++)
		if (api->functions[i].excludes_count)
			add_all(guards, api->functions[i].names, api->functions[i].names_count);
}

static void add_operands(gpointer data, gpointer operands)
{
	const struct rule_api *api = data;

	for (unsigned int i = 0; i < api->functions_count; i++)
		if (api->functions[i].operand)
			add_all(operands, api->functions[i].names, api->functions[i].names_count);
}

static void add_counted(gpointer data, gpointer counted)
{
	const struct rule_api *api = data;

	add_all(counted, api->counted, api->counted_count);
	for (unsigned int i = 0; i < api->functions_count; i++)
		if (api->functions[i].order_count || api->functions[i].flags_count)
			add_all(counted, api->functions[i].names, api->functions[i].names_count);
}

const char *const *rules_names(const struct rules *rules, enum walk_names which)
{
	static const GFunc add[WALK_NAMES] = {
		[WALK_NUMBERED] = add_numbered, [WALK_MEASURED] = add_measured,
		[WALK_GUARDS] = add_guards, [WALK_OPERANDS] = add_operands,
		[WALK_COUNTED] = add_counted,
	};

	return (const char *const *)collect(rules->apis, add[which]);
}

static void add_needs(gpointer data, gpointer needs)
{
	const struct rule *rule = data;

	add_all(needs, rule->needs, rule->needs_count);
}

const char **rules_needs(const struct rules *rules)
{
	return collect(rules->rules, add_needs);
}
