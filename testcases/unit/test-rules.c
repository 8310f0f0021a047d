// SPDX-License-Identifier: GPL-2.0-or-later
/* Loading the rules: what is right loads, what is wrong is said in one line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/file.h"
#include "base/scratch.h"
#include "checker/rules.h"

static const char kind[] =
	"name: ptdesc\ntitle: page table\n"
	"types:\n  - {type: pgtable_t, strength: certain, why: is a pgtable_t}\n"
	"words: [pgtable_t, ptdesc]\n";

static const char rule[] =
	"id: field-lru\nsummary: s\nseverity: error\nkind: ptdesc\n"
	"member: {record: page, members: [lru]}\n"
	"message: m\nexplanation: e\nbad: b\ngood: g\nremedy: r\nsource: s\n";

static void put(const char *directory, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(directory, name, NULL);

	assert_true(file_write(path, text, strlen(text), NULL));
}

/* A directory with one kind, one interface and one rule. */
static int make_rules(void **state)
{
	*state = scratch_make(NULL);
	if (!*state)
		return -1;
	put(*state, "kinds/ptdesc.yaml", kind);
	put(*state, "api/lists.yaml", "functions:\n  - names: [list_add, list_move]\n"
	    "    links: {entry: 0, list: 1}\n");
	put(*state, "field-lru.yaml", rule);
	return 0;
}

static int remove_rules(void **state)
{
	scratch_remove(*state);
	return 0;
}

/* What loading @directory complains of, without the directory, for g_free(). */
static char *complaint(const char *directory)
{
	g_autoptr(GError) error = NULL;

	assert_null(rules_load(directory, &error));
	assert_true(g_error_matches(error, PTDESC_ERROR, PTDESC_ERROR_USAGE));
	assert_null(strchr(error->message, '\n'));
	assert_true(g_str_has_prefix(error->message, directory));
	return g_strdup(error->message + strlen(directory) + 1);
}

static void assert_complaint(const char *directory, const char *expected)
{
	g_autofree char *message = complaint(directory);

	assert_string_equal(message, expected);
}

static void loads_a_directory(void **state)
{
	g_autoptr(GError) error = NULL;
	struct rules *rules = rules_load(*state, &error);
	const struct rule_function *function;
	const struct rule *loaded;

	assert_non_null(rules);
	assert_int_equal(rules->rules->len, 1);
	loaded = g_ptr_array_index(rules->rules, 0);
	assert_string_equal(loaded->id, "field-lru");
	assert_string_equal(loaded->member->members[0], "lru");
	assert_null(loaded->list);
	assert_null(loaded->fix);
	function = g_hash_table_lookup(rules->functions, "list_move");
	assert_non_null(function);
	assert_int_equal(function->links->list, 1);
	assert_false(function->opaque);
	rules_free(rules);
}

static void names_the_words_of_all_kinds(void **state)
{
	struct rules *rules = rules_load(*state, NULL);
	g_autofree const char **words = rules_words(rules);

	assert_string_equal(words[0], "pgtable_t");
	assert_string_equal(words[1], "ptdesc");
	assert_null(words[2]);
	rules_free(rules);
}

static void sorts_rules_by_name(void **state)
{
	g_autofree char *first = g_strconcat("id: alloc-raw", rule + strlen("id: field-lru"), NULL);
	struct rules *rules;

	put(*state, "alloc-raw.yaml", first);
	rules = rules_load(*state, NULL);
	assert_int_equal(rules->rules->len, 2);
	assert_string_equal(((struct rule *)g_ptr_array_index(rules->rules, 0))->id, "alloc-raw");
	rules_free(rules);
}

static void names_an_unknown_key(void **state)
{
	g_autofree char *text = g_strconcat(rule, "colour: red\n", NULL);

	put(*state, "field-lru.yaml", text);
	assert_complaint(*state, "field-lru.yaml:12: unknown key \"colour\"");
}

static void names_an_unknown_key_deep_inside(void **state)
{
	put(*state, "api/lists.yaml", "functions:\n  - names: [list_add]\n"
	    "    links: {entry: 0, list: 1}\n  - names: [f]\n    links:\n      entry: 0\n"
	    "      list: 1\n      colour: red\n");
	assert_complaint(*state, "api/lists.yaml:8: unknown key \"colour\"");
}

static void names_the_file_where_a_key_is_missing(void **state)
{
	g_autofree char *message = NULL;

	put(*state, "field-lru.yaml", "id: field-lru\nkind: ptdesc\n");
	message = complaint(*state);
	assert_true(g_str_has_prefix(message, "field-lru.yaml:"));
	assert_non_null(strstr(message, "summary"));
}

static void refuses_what_is_no_yaml(void **state)
{
	g_autofree char *message = NULL;

	put(*state, "field-lru.yaml", "id: [\n");
	message = complaint(*state);
	assert_true(g_str_has_prefix(message, "field-lru.yaml:"));
}

static void refuses_an_empty_file(void **state)
{
	put(*state, "field-lru.yaml", "");
	assert_complaint(*state, "field-lru.yaml:1: the file is empty");
}

static void refuses_an_unknown_strength(void **state)
{
	g_autofree char *message = NULL;

	put(*state, "kinds/ptdesc.yaml", "name: ptdesc\ntitle: t\n"
	    "types:\n  - {type: pgtable_t, strength: likely, why: w}\nwords: [a]\n");
	message = complaint(*state);
	assert_true(g_str_has_prefix(message, "kinds/ptdesc.yaml:4:"));
	assert_non_null(strstr(message, "likely"));
}

static void refuses_an_unknown_kind(void **state)
{
	g_autofree char *message = NULL;

	put(*state, "field-lru.yaml", "id: field-lru\nsummary: s\nseverity: error\nkind: slab\n"
	    "member: {record: page, members: [lru]}\nmessage: m\nexplanation: e\nbad: b\ngood: g\nremedy: r\nsource: s\n");
	message = complaint(*state);
	assert_true(g_str_has_prefix(message, "field-lru.yaml: kind \"slab\""));
}

static void refuses_two_match_sections(void **state)
{
	g_autofree char *text = g_strconcat(rule, "allocation: {family: raw}\n", NULL);

	put(*state, "field-lru.yaml", text);
	assert_complaint(*state, "field-lru.yaml: give exactly one of member, list, allocation, suppression");
}

static void refuses_no_match_section(void **state)
{
	put(*state, "field-lru.yaml", "id: field-lru\nsummary: s\nseverity: error\nkind: ptdesc\n"
	    "message: m\nexplanation: e\nbad: b\ngood: g\nremedy: r\nsource: s\n");
	assert_complaint(*state, "field-lru.yaml: give exactly one of member, list, allocation, suppression");
}

static void refuses_a_rule_without_one_of_its_texts(void **state)
{
	static const char *const texts[] = {
		"summary: s\n", "message: m\n", "explanation: e\n", "bad: b\n", "good: g\n",
		"remedy: r\n", "source: s\n",
	};

	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_auto(GStrv) parts = g_strsplit(rule, texts[i], 2);
		g_autofree char *without = g_strjoinv("", parts);
		g_autofree char *key = g_strndup(texts[i], strcspn(texts[i], ":"));
		g_autofree char *empty = g_strconcat(key, ": \" \"\n", NULL);
		g_autofree char *blank = g_strjoinv(empty, parts);
		g_autofree char *expected = g_strdup_printf("field-lru.yaml: its %s is empty", key);
		g_autofree char *message = NULL;

		put(*state, "field-lru.yaml", without);
		message = complaint(*state);
		assert_non_null(strstr(message, key));
		put(*state, "field-lru.yaml", blank);
		assert_complaint(*state, expected);
	}
}

static void refuses_a_rule_without_a_kind(void **state)
{
	g_auto(GStrv) parts = g_strsplit(rule, "kind: ptdesc\n", 2);
	g_autofree char *text = g_strjoinv("", parts);

	put(*state, "field-lru.yaml", text);
	assert_complaint(*state, "field-lru.yaml: it has no kind");
}

static void finds_a_rule_by_its_id(void **state)
{
	struct rules *rules = rules_load(*state, NULL);

	assert_string_equal(rules_find(rules, "field-lru")->summary, "s");
	assert_null(rules_find(rules, "field"));
	rules_free(rules);
}

static void says_when_there_are_no_rules(void **state)
{
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_null(rules_load("/nonexistent", &error));
	assert_non_null(strstr(error->message, "/nonexistent"));
	assert_null(strchr(error->message, '\n'));
}

/* -- the rules we ship -------------------------------------------------------------------- */

static int load_ours(void **state)
{
	g_autoptr(GError) error = NULL;

	*state = rules_load("rules", &error);
	if (error)
		print_error("%s\n", error->message);
	return *state ? 0 : -1;
}

static int free_ours(void **state)
{
	rules_free(*state);
	return 0;
}

static void each_rule_is_in_the_file_of_its_name(void **state)
{
	const struct rules *rules = *state;

	assert_true(rules->rules->len > 0);
	for (unsigned int i = 0; i < rules->rules->len; i++) {
		const struct rule *each = g_ptr_array_index(rules->rules, i);
		g_autofree char *path = g_strdup_printf("rules/%s.yaml", each->id);

		if (!g_file_test(path, G_FILE_TEST_EXISTS))
			fail_msg("no %s", path);
	}
}

static void each_fix_is_a_semantic_patch(void **state)
{
	const struct rules *rules = *state;

	for (unsigned int i = 0; i < rules->rules->len; i++) {
		const struct rule *each = g_ptr_array_index(rules->rules, i);
		g_autofree char *path = g_strdup_printf("cocci/%s", each->fix);

		if (each->fix && !g_file_test(path, G_FILE_TEST_IS_REGULAR))
			fail_msg("rules/%s.yaml: fix: there is no %s", each->id, path);
	}
}

static void each_severity_is_known(void **state)
{
	const struct rules *rules = *state;

	for (unsigned int i = 0; i < rules->rules->len; i++) {
		const struct rule *each = g_ptr_array_index(rules->rules, i);

		if (strcmp(each->severity, "error") != 0 && strcmp(each->severity, "warning") != 0)
			fail_msg("rules/%s.yaml: severity %s", each->id, each->severity);
	}
}

/* A function under two topics: the later one would silently win. */
static void each_function_is_described_once(void **state)
{
	const struct rules *rules = *state;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (unsigned int i = 0; i < rules->apis->len; i++) {
		const struct rule_api *api = g_ptr_array_index(rules->apis, i);

		for (unsigned int k = 0; k < api->functions_count; k++)
			for (unsigned int n = 0; n < api->functions[k].names_count; n++)
				if (!g_hash_table_add(seen, api->functions[k].names[n]))
					fail_msg("rules/api: %s() twice",
						 api->functions[k].names[n]);
	}
}

#define LOADING(test) cmocka_unit_test_setup_teardown(test, make_rules, remove_rules)
#define SHIPPED(test) cmocka_unit_test_setup_teardown(test, load_ours, free_ours)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOADING(loads_a_directory),
		LOADING(names_the_words_of_all_kinds),
		LOADING(sorts_rules_by_name),
		LOADING(names_an_unknown_key),
		LOADING(names_an_unknown_key_deep_inside),
		LOADING(names_the_file_where_a_key_is_missing),
		LOADING(refuses_what_is_no_yaml),
		LOADING(refuses_an_empty_file),
		LOADING(refuses_an_unknown_strength),
		LOADING(refuses_an_unknown_kind),
		LOADING(refuses_two_match_sections),
		LOADING(refuses_no_match_section),
		LOADING(refuses_a_rule_without_one_of_its_texts),
		LOADING(refuses_a_rule_without_a_kind),
		LOADING(finds_a_rule_by_its_id),
		cmocka_unit_test(says_when_there_are_no_rules),
		SHIPPED(each_rule_is_in_the_file_of_its_name),
		SHIPPED(each_fix_is_a_semantic_patch),
		SHIPPED(each_severity_is_known),
		SHIPPED(each_function_is_described_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
