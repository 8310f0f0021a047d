// SPDX-License-Identifier: GPL-2.0-or-later
#include "checker/rules.h"

#include <string.h>

#include <xxhash.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"
#include "base/yaml.h"

/* -- the schemas: rules.h as libcyaml wants it ------------------------------------------ */

#define OPTIONAL CYAML_FLAG_OPTIONAL
#define STRING(key, type, member) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, type, member, 0, CYAML_UNLIMITED)
#define STRING_OPTIONAL(key, type, member) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | OPTIONAL, type, member, 0, CYAML_UNLIMITED)
#define STRINGS(key, type, member, flags) \
	CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | (flags), type, member, &string_entry, 0, CYAML_UNLIMITED)
#define RECORDS(key, type, member, entry) \
	CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | OPTIONAL, type, member, entry, 0, CYAML_UNLIMITED)
#define RECORD(key, type, member, fields) \
	CYAML_FIELD_MAPPING_PTR(key, CYAML_FLAG_POINTER | OPTIONAL, type, member, fields)

static const cyaml_schema_value_t string_entry = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED),
};

static const cyaml_strval_t strengths[] = {
	{ "certain", RULE_CERTAIN }, { "entry", RULE_ENTRY },
};

static const cyaml_schema_field_t type_fields[] = {
	STRING("type", struct rule_type, type),
	STRING_OPTIONAL("canonical", struct rule_type, canonical),
	CYAML_FIELD_ENUM("strength", CYAML_FLAG_STRICT, struct rule_type, strength, strengths,
			 CYAML_ARRAY_LEN(strengths)),
	STRING("why", struct rule_type, why),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t type_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_type, type_fields),
};

static const cyaml_schema_field_t kind_fields[] = {
	STRING("name", struct rule_kind, name),
	STRING("title", struct rule_kind, title),
	RECORDS("types", struct rule_kind, types, &type_entry),
	STRINGS("words", struct rule_kind, words, 0),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t kind_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct rule_kind, kind_fields),
};

static const cyaml_schema_field_t argument_fields[] = {
	CYAML_FIELD_UINT("argument", CYAML_FLAG_DEFAULT, struct rule_argument, argument),
	STRING("kind", struct rule_argument, kind),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t argument_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_argument, argument_fields),
};

static const cyaml_schema_value_t index_entry = {
	CYAML_VALUE_UINT(CYAML_FLAG_DEFAULT, unsigned int),
};

static const cyaml_schema_field_t callback_fields[] = {
	CYAML_FIELD_UINT("function", CYAML_FLAG_DEFAULT, struct rule_callback, function),
	CYAML_FIELD_UINT("argument", CYAML_FLAG_DEFAULT, struct rule_callback, argument),
	CYAML_FIELD_UINT("parameter", CYAML_FLAG_DEFAULT, struct rule_callback, parameter),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t link_fields[] = {
	CYAML_FIELD_UINT("entry", CYAML_FLAG_DEFAULT, struct rule_link, entry),
	CYAML_FIELD_UINT("list", CYAML_FLAG_DEFAULT, struct rule_link, list),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t function_fields[] = {
	STRINGS("names", struct rule_function, names, 0),
	STRING_OPTIONAL("allocates", struct rule_function, allocates),
	STRING_OPTIONAL("returns", struct rule_function, returns),
	RECORDS("takes", struct rule_function, takes, &argument_entry),
	RECORDS("converts", struct rule_function, converts, &index_entry),
	RECORD("calls", struct rule_function, calls, callback_fields),
	RECORD("links", struct rule_function, links, link_fields),
	CYAML_FIELD_BOOL("elsewhere", OPTIONAL, struct rule_function, elsewhere),
	RECORDS("releases", struct rule_function, releases, &index_entry),
	RECORDS("order", struct rule_function, order, &index_entry),
	CYAML_FIELD_BOOL("opaque", OPTIONAL, struct rule_function, opaque),
	CYAML_FIELD_BOOL("exempt", OPTIONAL, struct rule_function, exempt),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t function_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_function, function_fields),
};

static const cyaml_schema_field_t rename_fields[] = {
	STRING("from", struct rule_rename, from),
	STRING("to", struct rule_rename, to),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t rename_entry = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct rule_rename, rename_fields),
};

static const cyaml_schema_field_t api_fields[] = {
	RECORDS("renames", struct rule_api, renames, &rename_entry),
	STRINGS("descriptors", struct rule_api, descriptors, OPTIONAL),
	STRINGS("lists", struct rule_api, lists, OPTIONAL),
	STRINGS("entries", struct rule_api, entries, OPTIONAL),
	STRINGS("numbered", struct rule_api, numbered, OPTIONAL),
	RECORDS("functions", struct rule_api, functions, &function_entry),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t api_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct rule_api, api_fields),
};

static const cyaml_schema_field_t member_fields[] = {
	STRING("record", struct rule_member, record),
	STRINGS("members", struct rule_member, members, 0),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t list_fields[] = {
	STRING("member", struct rule_list, member),
	STRINGS("others", struct rule_list, others, 0),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t allocation_fields[] = {
	STRING("family", struct rule_allocation, family),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t rule_fields[] = {
	STRING("id", struct rule, id),
	STRING("summary", struct rule, summary),
	STRING("severity", struct rule, severity),
	STRING_OPTIONAL("kind", struct rule, kind),
	STRINGS("needs", struct rule, needs, OPTIONAL),
	RECORD("member", struct rule, member, member_fields),
	RECORD("list", struct rule, list, list_fields),
	RECORD("allocation", struct rule, allocation, allocation_fields),
	CYAML_FIELD_BOOL("suppression", OPTIONAL, struct rule, suppression),
	STRING("message", struct rule, message),
	STRING("explanation", struct rule, explanation),
	STRING("bad", struct rule, bad),
	STRING("good", struct rule, good),
	STRING("remedy", struct rule, remedy),
	STRING_OPTIONAL("fix", struct rule, fix),
	STRING("source", struct rule, source),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t rule_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct rule, rule_fields),
};

static void free_rule(gpointer rule)
{
	yaml_free_file(&rule_schema, rule);
}

static void free_kind(gpointer kind)
{
	yaml_free_file(&kind_schema, kind);
}

static void free_api(gpointer api)
{
	yaml_free_file(&api_schema, api);
}

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
	int matches = !!rule->member + !!rule->list + !!rule->allocation + rule->suppression;
	const char *blank = blank_text(rule);

	if (!rule->suppression && !rule->kind)
		return refuse(error, directory, rule, "it has no kind");
	if (rule->kind && !has_kind(rules, rule->kind))
		return refuse(error, directory, rule, "kind \"%s\" is in no file of %s/kinds",
			      rule->kind, directory);
	if (matches != 1)
		return refuse(error, directory, rule,
			      "give exactly one of member, list, allocation, suppression");
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
	for (unsigned int i = 0; i < api->renames_count; i++)
		g_hash_table_insert(rules->renames, api->renames[i].from, api->renames[i].to);
	for (unsigned int i = 0; i < api->functions_count; i++)
		for (unsigned int k = 0; k < api->functions[i].names_count; k++)
			g_hash_table_insert(rules->functions, api->functions[i].names[k],
					    &api->functions[i]);
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
	rules->renames = g_hash_table_new(g_str_hash, g_str_equal);
	return rules;
}

struct rules *rules_load(const char *directory, GError **error)
{
	struct rules *rules = rules_new();
	guint64 *digest = &rules->digest;
	bool ok = load_directory(directory, "kinds", digest, &kind_schema, rules->kinds, error) &&
		load_directory(directory, "api", digest, &api_schema, rules->apis, error) &&
		load_directory(directory, "", digest, &rule_schema, rules->rules, error);

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

const char **rules_words(const struct rules *rules)
{
	GPtrArray *words = g_ptr_array_new();

	for (unsigned int i = 0; i < rules->kinds->len; i++) {
		const struct rule_kind *kind = g_ptr_array_index(rules->kinds, i);

		for (unsigned int k = 0; k < kind->words_count; k++)
			g_ptr_array_add(words, kind->words[k]);
	}
	g_ptr_array_add(words, NULL);
	return (const char **)g_ptr_array_free(words, FALSE);
}

const char **rules_numbered(const struct rules *rules)
{
	GPtrArray *prefixes = g_ptr_array_new();

	for (unsigned int i = 0; i < rules->apis->len; i++) {
		const struct rule_api *api = g_ptr_array_index(rules->apis, i);

		for (unsigned int k = 0; k < api->numbered_count; k++)
			g_ptr_array_add(prefixes, api->numbered[k]);
	}
	g_ptr_array_add(prefixes, NULL);
	return (const char **)g_ptr_array_free(prefixes, FALSE);
}

const char **rules_needs(const struct rules *rules)
{
	GPtrArray *needs = g_ptr_array_new();

	for (unsigned int i = 0; i < rules->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(rules->rules, i);

		for (unsigned int k = 0; k < rule->needs_count; k++)
			g_ptr_array_add(needs, rule->needs[k]);
	}
	g_ptr_array_add(needs, NULL);
	return (const char **)g_ptr_array_free(needs, FALSE);
}
