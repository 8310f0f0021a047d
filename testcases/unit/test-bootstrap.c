// SPDX-License-Identifier: GPL-2.0-or-later
/* How a descriptor is laid over a struct, and where in headers things are put. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/file.h"
#include "convert/bootstrap_insert.h"
#include "convert/bootstrap_layout.h"
#include "convert/bootstrap_measure.h"
#include "convert/bootstrap_retire.h"
#include "convert/problem.h"

/* -- layouts -------------------------------------------------------------------------- */

static const char look_alike[] =
	"struct list { void *next, *prev; };\n"
	"#define rcu_head list\n"
	"struct page {\n"
	"	unsigned long flags;	/* a comment; with { braces */\n"
	"	union {\n"
	"		struct {\n"
	"			struct list lru;\n"
	"			void *mapping;\n"
	"			unsigned long index;\n"
	"			unsigned long private;\n"
	"		};\n"
	"		struct {\n"
	"			unsigned long head;\n"
	"			void *deposit;\n"
	"			unsigned long pad;\n"
	"			union {\n"
	"				void *mm;\n"
	"#ifdef CONFIG_SHARE\n"
	"				int share;\n"
	"#endif\n"
	"			};\n"
	"#if BIG_LOCK\n"
	"			int *lock;\n"
	"#else\n"
	"			int lock;\n"
	"#endif\n"
	"		};\n"
	"		struct rcu_head rcu_head;\n"
	"	};\n"
	"	int type, _refcount;\n"
	"#ifdef CONFIG_CG\n"
	"	unsigned long cg;\n"
	"#endif\n"
	"};\n";

static char text_of_struct[] =
	"{comments}\n"
	"struct pt {\n"
	"{members}\n"
	"};\n"
	"{matches}\n";
static char match[] =
	"_Static_assert(__builtin_offsetof(struct page, {member}) == "
	"__builtin_offsetof(struct pt, {name}), \"{member}\");";

static struct bootstrap_member described[] = {
	{ "flags", "__flags", "Flags." }, { "rcu_head", "pt_rcu", "RCU." },
	{ "lru", "pt_list", "List." }, { "head", "pt_head", "Head." },
	{ "deposit", NULL, "Deposit." }, { "mapping", "__mapping", "Mapping." },
	{ "index", "pt_index", "Index." }, { "mm", "pt_mm", "Mm." },
	{ "share", "pt_share", "Shares." }, { "lock", NULL, "Lock." },
	{ "type", "pt_type", "Type." }, { "_refcount", "__refcount", "References." },
	{ "cg", "pt_cg", "Group." },
	{ "of_no_tree", NULL, "Nothing." },
};

static struct bootstrap_layout layout_data(void)
{
	return (struct bootstrap_layout){
		.record = (char *)"page", .descriptor = (char *)"pt",
		.members = described, .members_count = G_N_ELEMENTS(described),
		.pad = (char *)"unsigned long __pad_{number}", .match = match,
		.text = text_of_struct,
	};
}

static const char *const flag_sets[][6] = {
	{ "--target=x86_64-linux-gnu", "-DCONFIG_SHARE", "-DBIG_LOCK=1", "-DCONFIG_CG", NULL },
	{ "--target=x86_64-linux-gnu", "-DBIG_LOCK=0", NULL },
	{ "--target=i386-linux-gnu", "-DCONFIG_CG", "-DBIG_LOCK=0", NULL },
	{ "--target=m68k-linux-gnu", "-DCONFIG_SHARE", "-DBIG_LOCK=1", NULL },
};

static struct layout *measure_text(const char *const *flags, const char *text,
				   const char *record, const char *const *members)
{
	struct layout_probe probe = {
		.directory = "/tmp", .flags = flags, .text = text, .record = record,
		.members = members,
	};
	GError *error = NULL;
	struct layout *layout = layout_measure(&probe, &error);

	assert_null(error);
	assert_non_null(layout);
	return layout;
}

static GPtrArray *observe(const char *text)
{
	GPtrArray *observations = g_ptr_array_new_with_free_func(observation_free);
	const char *members[G_N_ELEMENTS(described) + 1] = { 0 };

	for (size_t i = 0; i < G_N_ELEMENTS(described); i++)
		members[i] = described[i].member;
	for (size_t i = 0; i < G_N_ELEMENTS(flag_sets); i++) {
		struct observation *observation = g_new0(struct observation, 1);

		observation->where = g_strdup(flag_sets[i][0]);
		observation->layout = measure_text(flag_sets[i], text, "page", members);
		g_ptr_array_add(observations, observation);
	}
	return observations;
}

static char *declare(const char *text, GError **error)
{
	const struct bootstrap_layout data = layout_data();
	g_autoptr(GPtrArray) observations = observe(text);
	struct members *members = members_read(strstr(text, "struct page {"));
	char *declaration = bootstrap_declare(&data, members, observations, error);

	members_free(members);
	return declaration;
}

static void test_layout_measured(void **state)
{
	static const char *const members[] = { "rcu_head", "lock", "share", "nothing", NULL };
	struct layout *layout = measure_text(flag_sets[1], look_alike, "page", members);

	(void)state;
	assert_int_equal(layout->errors->len, 0);
	assert_int_equal(layout->word, 8);
	assert_int_equal(layout->size, 56);
	assert_memory_equal(look_alike + layout->start, "struct page {", 13);
	assert_true(layout->members[0].present);
	assert_int_equal(layout->members[0].offset, 8);
	assert_int_equal(layout->members[1].offset, 40);
	assert_int_equal(layout->members[1].size, 4);
	assert_false(layout->members[2].present);
	assert_false(layout->members[3].present);
	layout_free(layout);
}

static void test_layout_declared(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = declare(look_alike, &error);

	(void)state;
	if (error)
		fail_msg("%s", error->message);
	assert_non_null(strstr(text,
		"struct pt {\n"
		"	unsigned long __flags;\n"
		"\n"
		"	union {\n"
		"		struct rcu_head pt_rcu;\n"
		"		struct list pt_list;\n"
		"		struct {\n"
		"			unsigned long pt_head;\n"
		"			void *deposit;\n"
		"		};\n"
		"	};\n"
		"	void *__mapping;\n"
		"\n"
		"	union {\n"
		"		unsigned long pt_index;\n"
		"		void *pt_mm;\n"
		"#ifdef CONFIG_SHARE\n"
		"		int pt_share;\n"
		"#endif\n"
		"	};\n"));
	/* A lock that is an int leaves half a word on some machines. */
	assert_non_null(strstr(text, "		unsigned long __pad_1;\n#if BIG_LOCK\n"
				     "		int *lock;\n#else\n		int lock;\n#endif\n"));
	assert_non_null(strstr(text, " * @deposit: Deposit.\n"));
	assert_null(strstr(text, "of_no_tree"));
}

/* The proof: what was written compiles with all its asserts wherever it was measured. */
static void test_layout_holds(void **state)
{
	g_autofree char *declaration = declare(look_alike, NULL);
	g_autofree char *code = g_strdup(strstr(declaration, "struct pt {"));
	g_autofree char *text = g_strconcat(look_alike, code, NULL);
	static const char *const none[] = { NULL };

	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(flag_sets); i++) {
		struct layout *layout = measure_text(flag_sets[i], text, "pt", none);

		assert_int_equal(layout->errors->len, 0);
		layout_free(layout);
	}
	assert_non_null(strstr(code, "#ifdef CONFIG_CG\n_Static_assert"));
	/* Both of its declarations are proven by one line. */
	assert_null(strstr(code, "#if BIG_LOCK\n_Static_assert"));
}

static void expect_error(const char *text, const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *declaration = declare(text, &error);

	assert_null(declaration);
	assert_int_equal(error->code, PTDESC_ERROR_INCOMPLETE);
	if (!strstr(error->message, message))
		fail_msg("\"%s\" is not in \"%s\"", message, error->message);
}

static void test_layout_impossible(void **state)
{
	(void)state;
	expect_error("struct page {\n"
		     "#ifdef __i386__\n"
		     "unsigned long flags; void *mapping;\n"
		     "#else\n"
		     "void *mapping; unsigned long flags;\n"
		     "#endif\n};\n", "change places");
	expect_error("struct page {\n"
		     "unsigned long flags;\n"
		     "#ifdef __i386__\n"
		     "char gap[12];\n"
		     "#else\n"
		     "char gap[8];\n"
		     "#endif\n"
		     "void *mapping;\n};\n", "no padding");
	expect_error("struct page {\n"
		     "unsigned long flags;\n"
		     "#ifdef CONFIG_OF_NO_VARIANT\n"
		     "void *mapping;\n"
		     "#endif\n};\n", "on none of the variants");
	expect_error("#define MAPPING void *mapping\n"
		     "struct page { unsigned long flags; MAPPING; };\n", "does not declare");
}

static void test_errors_are_told(void **state)
{
	static const char *const none[] = { NULL };
	struct layout *layout = measure_text(flag_sets[0], "struct page { unknown x; };\n", "page",
					     none);

	(void)state;
	assert_int_equal(layout->errors->len, 1);
	assert_non_null(strstr(layout->errors->pdata[0], ":1: unknown type name"));
	layout_free(layout);
	layout = measure_text(flag_sets[0],
			      "struct page; struct pt; void f(struct page *);\n"
			      "void g(struct pt *pt) { f(pt); }\n", "page", none);
	assert_null(layout->file);
	assert_int_equal(layout->errors->len, 1);
	layout_free(layout);
}

/* -- insertions ------------------------------------------------------------------------- */

static const char header[] =
	"struct page;\n"
	"struct page {\n"
	"	int x;\n"
	"} __aligned(8);\n"
	"#ifdef CONFIG_A\n"
	"void page_first(struct page *page);\n"
	"#endif\n";

static struct tree fake_tree(void)
{
	return (struct tree){ .path = (char *)"/nonexistent" };
}

static void test_insert(void **state)
{
	const struct tree tree = fake_tree();
	g_autoptr(GHashTable) texts = edits_new();
	g_autoptr(GError) error = NULL;

	(void)state;
	edits_put(texts, "h.h", g_strdup(header));
	assert_true(bootstrap_insert_behind("h.h", 20 + (size_t)(strstr(header, "struct page {") -
								  header),
					    "struct pt { };\n", &tree, texts, &error));
	assert_non_null(strstr(g_hash_table_lookup(texts, "h.h"),
			       "} __aligned(8);\n\nstruct pt { };\n\n#ifdef CONFIG_A\n"));
	assert_false(bootstrap_insert_behind("h.h", 100000, "int x;\n", &tree, texts, &error));
	assert_non_null(error);
}

static void test_insert_nowhere(void **state)
{
	char *headers[] = { (char *)"h.h" }, *after[] = { (char *)"absent?" };
	struct bootstrap_add add = {
		.name = (char *)"pt", .text = (char *)"struct pt;\n", .headers = headers,
		.headers_count = 1, .after = after, .after_count = 1,
	};
	g_autofree char *directory = g_dir_make_tmp("ptdesc-unit-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(directory, "h.h", NULL);
	const struct tree tree = { .path = directory };
	g_autoptr(GHashTable) texts = edits_new();
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_true(file_write(path, header, strlen(header), NULL));
	assert_false(bootstrap_insert(&add, &tree, texts, &error));
	assert_string_equal(error->message, "h.h: no place for pt: it does not declare absent");
	add.after[0] = (char *)"page_first?";
	assert_true(bootstrap_insert(&add, &tree, texts, NULL));
	assert_non_null(strstr(g_hash_table_lookup(texts, "h.h"), "*page);\n\nstruct pt;\n#endif"));
	file_remove_tree(directory);
}

static void test_rename(void **state)
{
	static struct bootstrap_rename renames[] = {
		{ (char *)"pg_ctor", (char *)"pagetable_ctor" },
		{ (char *)"page->ptl", (char *)"ptdesc->ptl" },
		{ (char *)"'page' is struct page", (char *)"'ptdesc' is struct ptdesc" },
	};
	g_autofree char *text = bootstrap_rename_words(
		"page->ptl\n=========\n\n'page' is struct\n  page of pg_ctor() and my_pg_ctor(),\n"
		"not page->ptlock\n---------\n", renames, G_N_ELEMENTS(renames));

	(void)state;
	assert_string_equal(text,
		"ptdesc->ptl\n===========\n\n'ptdesc' is struct\n  ptdesc of pagetable_ctor() and "
		"my_pg_ctor(),\nnot page->ptlock\n---------\n");
	assert_null(bootstrap_rename_words("struct page\n", renames, G_N_ELEMENTS(renames)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layout_measured),
		cmocka_unit_test(test_layout_declared),
		cmocka_unit_test(test_layout_holds),
		cmocka_unit_test(test_layout_impossible),
		cmocka_unit_test(test_errors_are_told),
		cmocka_unit_test(test_insert),
		cmocka_unit_test(test_insert_nowhere),
		cmocka_unit_test(test_rename),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
