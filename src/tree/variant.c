// SPDX-License-Identifier: GPL-2.0-or-later
#include "tree/variant.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/strings.h"
#include "base/yaml.h"
#include "tree/walk.h"

static const cyaml_schema_value_t string_schema = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, CYAML_UNLIMITED),
};

#define REQUIRED_STRING(member) \
	CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER, struct variant, member, 1, \
			       CYAML_UNLIMITED)
#define OPTIONAL_STRING(member) \
	CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, \
			       struct variant, member, 1, CYAML_UNLIMITED)
#define OPTIONAL_STRINGS(member) \
	CYAML_FIELD_SEQUENCE(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, \
			     struct variant, member, &string_schema, 0, CYAML_UNLIMITED)

static const cyaml_schema_field_t variant_fields[] = {
	REQUIRED_STRING(name),
	REQUIRED_STRING(arch),
	OPTIONAL_STRING(make_arch),
	OPTIONAL_STRINGS(make),
	OPTIONAL_STRINGS(config),
	OPTIONAL_STRING(triple),
	OPTIONAL_STRING(assembler_triple),
	OPTIONAL_STRINGS(macros),
	OPTIONAL_STRINGS(boot),
	OPTIONAL_STRINGS(needs),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t variant_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct variant, variant_fields),
};

static const cyaml_schema_field_t variants_fields[] = {
	CYAML_FIELD_SEQUENCE_COUNT("variants", CYAML_FLAG_POINTER, struct variants, list,
				   list_count, &variant_schema, 1, CYAML_UNLIMITED),
	CYAML_FIELD_END
};

static const cyaml_schema_value_t variants_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct variants, variants_fields),
};

/* A name becomes part of file names, and of lists with commas. */
static bool name_is_good(const char *name)
{
	return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(name) &&
	       strcmp(name, "all");
}

/* Fragments are written to a .config as they are. */
static const char *bad_fragment(const struct variant *variant)
{
	for (unsigned int i = 0; i < variant->config_count; i++) {
		const char *fragment = variant->config[i];

		if (!g_regex_match_simple("^CONFIG_\\w+=[^\\n]+$", fragment, 0, 0))
			return fragment;
	}
	return NULL;
}

/* The compiler gets these ahead of all else, so that nothing but -D and -U may pass. */
static const char *bad_macro(const struct variant *variant)
{
	for (unsigned int i = 0; i < variant->macros_count; i++) {
		if (!g_regex_match_simple("^-[DU][A-Za-z_]\\w*(=\\S*)?$", variant->macros[i], 0, 0))
			return variant->macros[i];
	}
	return NULL;
}

static const char *bad_need(const struct variant *variant)
{
	for (unsigned int i = 0; i < variant->needs_count; i++) {
		if (!g_regex_match_simple("^CONFIG_\\w+$", variant->needs[i], 0, 0))
			return variant->needs[i];
	}
	return NULL;
}

/* A path below the tree, with a directory for Kbuild to go to. */
static const char *bad_boot(const struct variant *variant)
{
	for (unsigned int i = 0; i < variant->boot_count; i++) {
		if (!g_regex_match_simple("^[A-Za-z0-9_]+(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$",
					  variant->boot[i], 0, 0))
			return variant->boot[i];
	}
	return NULL;
}

/* The line of @path that first has @text; libcyaml keeps no places. */
static unsigned int line_of(const char *path, const char *text)
{
	g_autofree char *content = file_read(path, NULL, NULL);
	const char *place = content ? strstr(content, text) : NULL;
	unsigned int line = 1;

	for (const char *at = content; place && at < place; at++)
		line += *at == '\n';
	return line;
}

/* What is wrong with @variant, for g_free(), and the text that is to blame; NULL: nothing. */
static char *complaint(const struct variant *variant, GHashTable *names, const char **culprit)
{
	*culprit = variant->name;
	if (!name_is_good(variant->name))
		return g_strdup_printf("variant name \"%s\" is not made of a-z, 0-9, _ and -",
				       variant->name);
	if (!g_hash_table_add(names, variant->name))
		return g_strdup_printf("two variants are named \"%s\"", variant->name);
	*culprit = bad_fragment(variant);
	if (*culprit)
		return g_strdup_printf("config \"%s\" is not CONFIG_NAME=VALUE", *culprit);
	*culprit = bad_macro(variant);
	if (*culprit)
		return g_strdup_printf("macro \"%s\" is neither -DNAME[=VALUE] nor -UNAME",
				       *culprit);
	*culprit = bad_boot(variant);
	if (*culprit)
		return g_strdup_printf("boot \"%s\" is not DIRECTORY/TARGET", *culprit);
	*culprit = bad_need(variant);
	if (*culprit)
		return g_strdup_printf("need \"%s\" is not CONFIG_NAME", *culprit);
	return NULL;
}

static bool check_variant(const char *path, const struct variant *variant, GHashTable *names,
			  GError **error)
{
	const char *culprit;
	g_autofree char *message = complaint(variant, names, &culprit);

	if (!message)
		return true;
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE, "%s:%u: %s", path,
		    line_of(path, culprit), message);
	return false;
}

static bool check_variants(const char *path, const struct variants *variants, GError **error)
{
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; i < variants->list_count; i++) {
		if (!check_variant(path, &variants->list[i], names, error))
			return false;
	}
	return true;
}

struct variants *variants_load(const char *rules_dir, GError **error)
{
	g_autofree char *path = g_build_filename(rules_dir, "variants.yaml", NULL);
	struct variants *variants = yaml_load_file(path, &variants_schema, error);

	if (variants && !check_variants(path, variants, error)) {
		variants_free(variants);
		return NULL;
	}
	return variants;
}

void variants_free(struct variants *variants)
{
	yaml_free_file(&variants_schema, variants);
}

static bool variant_is(const struct variant *variant, const char *name)
{
	return !strcmp(name, "all") || !strcmp(name, variant->name) || !strcmp(name, variant->arch);
}

/* The names that --arch takes, for the message about one it does not. */
static char *list_names(const struct variants *variants)
{
	GString *text = g_string_new("all");

	for (unsigned int i = 0; i < variants->list_count; i++) {
		const struct variant *variant = &variants->list[i];

		if (!i || strcmp(variant->arch, variant[-1].arch))
			g_string_append_printf(text, ", %s", variant->arch);
		if (strcmp(variant->arch, variant->name))
			g_string_append_printf(text, ", %s", variant->name);
	}
	return g_string_free(text, FALSE);
}

static bool check_name(const struct variants *variants, const char *name, GError **error)
{
	g_autofree char *known = NULL;

	for (unsigned int i = 0; i < variants->list_count; i++) {
		if (variant_is(&variants->list[i], name))
			return true;
	}
	known = list_names(variants);
	g_set_error(error, PTDESC_ERROR, PTDESC_ERROR_USAGE,
		    "unknown architecture or variant \"%s\"; there are %s", name, known);
	return false;
}

static bool selected(const struct variant *variant, char **names)
{
	for (; *names; names++) {
		if (variant_is(variant, *names))
			return true;
	}
	return false;
}

GPtrArray *variants_select(const struct variants *variants, const char *list, GError **error)
{
	g_auto(GStrv) names = g_strsplit(list, ",", -1);
	GPtrArray *chosen;

	if (!*names) {
		check_name(variants, "", error);
		return NULL;
	}
	for (char **name = names; *name; name++) {
		if (!check_name(variants, g_strstrip(*name), error))
			return NULL;
	}
	chosen = g_ptr_array_new();
	for (unsigned int i = 0; i < variants->list_count; i++) {
		if (selected(&variants->list[i], names))
			g_ptr_array_add(chosen, &variants->list[i]);
	}
	return chosen;
}

static bool has_arch(const struct variants *variants, const char *arch)
{
	for (unsigned int i = 0; i < variants->list_count; i++) {
		if (!strcmp(variants->list[i].arch, arch))
			return true;
	}
	return false;
}

GPtrArray *variants_unknown(const struct variants *variants, const char *path)
{
	GPtrArray *unknown = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *archs = g_build_filename(path, "arch", NULL);
	g_autoptr(GDir) dir = g_dir_open(archs, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *makefile = g_build_filename(archs, name, "Makefile", NULL);

		if (g_file_test(makefile, G_FILE_TEST_EXISTS) && !has_arch(variants, name))
			g_ptr_array_add(unknown, g_strdup(name));
	}
	strings_sort(unknown);
	return unknown;
}

/* One Kconfig symbol being looked for. */
struct search {
	const char *root;
	GRegex *definition;
	bool found;
};

static void look_for(const char *path, const char *name, void *data)
{
	struct search *search = data;
	g_autofree char *full = NULL;
	g_autofree char *text = NULL;

	if (search->found || !g_str_has_prefix(name, "Kconfig"))
		return;
	full = g_build_filename(search->root, path, NULL);
	text = file_read(full, NULL, NULL);
	search->found = text && g_regex_match(search->definition, text, 0, NULL);
}

/* Whether a Kconfig file of @directory, relative to @root, defines @symbol, a CONFIG_*. */
static bool defines(const char *root, const char *directory, const char *symbol)
{
	g_autofree char *pattern = g_strdup_printf("^(menu)?config %s$",
						   symbol + strlen("CONFIG_"));
	struct search search = {
		.root = root, .definition = g_regex_new(pattern, G_REGEX_MULTILINE | G_REGEX_RAW,
							0, NULL),
	};

	walk_files(root, directory, look_for, &search);
	g_regex_unref(search.definition);
	return search.found;
}

bool variant_fits(const struct variant *variant, const char *path)
{
	g_autofree char *arch = g_build_filename("arch", variant->arch, NULL);
	g_autofree char *directory = g_build_filename(path, arch, NULL);

	if (!g_file_test(directory, G_FILE_TEST_IS_DIR))
		return false;
	for (unsigned int i = 0; i < variant->needs_count; i++) {
		if (!defines(path, arch, variant->needs[i]))
			return false;
	}
	return true;
}
