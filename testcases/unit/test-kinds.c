// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What is known of variables, on facts written by hand, with the rules we ship.
 * checker/facts.h says what the lines mean.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "checker/graph.h"
#include "checker/kinds.h"
#include "checker/store.h"

#define PAGE "struct page *\tstruct page *"
#define TABLE "pgtable_t\tstruct page *"
#define WORD "unsigned long\tunsigned long"
#define VOID "void *\tvoid *"
#define CODE "void (void)\tvoid (void)"

static struct rules *rules;

static int load_rules(void **state)
{
	(void)state;
	rules = rules_load("rules", NULL);
	return rules ? 0 : -1;
}

static int free_rules(void **state)
{
	(void)state;
	rules_free(rules);
	return 0;
}

static void add_variant(struct kinds *kinds, const char *variant, const char *const *chunks)
{
	struct store *store = store_new(NULL, NULL);
	struct graph *graph = graph_new(rules);

	for (unsigned int i = 0; chunks[i]; i++) {
		g_autofree char *hash = g_strdup_printf("%u", i);
		gint64 id = store_add_chunk(store, hash, chunks[i], NULL);

		assert_true(id > 0);
		assert_true(graph_add_chunk(graph, store, id, NULL));
	}
	graph_link(graph);
	kinds_add(kinds, graph, variant);
	graph_free(graph);
	store_free(store);
}

/* What is said of @name in @function: "proven", the first doubt, or "nothing". */
static const char *said(struct kinds *kinds, const char *function, const char *name)
{
	GPtrArray *facts = kinds_facts(kinds);

	for (unsigned int i = 0; i < facts->len; i++) {
		const struct kind_fact *fact = g_ptr_array_index(facts, i);

		if (fact->somewhere && strcmp(fact->function, function) == 0 &&
		    strcmp(fact->name, name) == 0)
			return kind_fact_is_proven(fact) ? "proven" :
				g_ptr_array_index(fact->doubts, 0);
	}
	return "nothing";
}

static void assert_said(const char *const *chunks, const char *function, const char *name,
			const char *expected)
{
	struct kinds *kinds = kinds_new("ptdesc");

	add_variant(kinds, "x86_64", chunks);
	assert_string_equal(said(kinds, function, name), expected);
	kinds_free(kinds);
}

#define SAID(function, name, expected, ...) \
	assert_said((const char *const[]){ __VA_ARGS__, NULL }, function, name, expected)

/* void build(...) { struct page *page = CALLEE(0); pgtable_pte_page_ctor(page); } */
#define BUILD_FROM(callee) \
	"F\tmm/a.c\tbuild\tbuild\t1\n" \
	"N\t0\tl:build/page#0\tpage\t" PAGE "\t2\t15\tl\n" \
	"N\t1\tfn:" callee "\t" callee "\t" CODE "\t0\t0\t\n" \
	"N\t2\tt:build/0\t" callee "\t" PAGE "\t3\t9\tl\n" \
	"N\t3\tfn:pgtable_pte_page_ctor\tpgtable_pte_page_ctor\t" CODE "\t0\t0\t\n" \
	"E\t2\t0\t3\t7\t\n" \
	"C\t0\t1\t2\t3\t9\t" callee "\t\n" \
	"C\t1\t3\t-1\t4\t2\tpgtable_pte_page_ctor\t\n" \
	"A\t1\t0\t0\n"

static void memory_that_becomes_a_table_is_one(void **state)
{
	(void)state;
	SAID("build", "page", "proven", BUILD_FROM("alloc_pages"));
	SAID("build", "alloc_pages", "proven", BUILD_FROM("alloc_pages"));
}

static void what_proves_nothing_is_doubted_whatever_is_done_with_it(void **state)
{
	(void)state;
	SAID("build", "page", "x86_64: may come from pmd_page at mm/a.c:3", BUILD_FROM("pmd_page"));
	SAID("build", "page", "x86_64: may come from find_it() at mm/a.c:3",
	     BUILD_FROM("find_it"));
}

/* It takes only one other way into the variable. */
#define ALSO_FROM(callee) \
	BUILD_FROM("alloc_pages") \
	"N\t4\tfn:" callee "\t" callee "\t" CODE "\t0\t0\t\n" \
	"N\t5\tt:build/1\t" callee "\t" VOID "\t6\t9\tl\n" \
	"C\t2\t4\t5\t6\t9\t" callee "\t\n" \
	"E\t5\t0\t6\t7\t\n"

static void one_other_value_is_enough_for_doubt(void **state)
{
	(void)state;
	SAID("build", "page", "x86_64: may be memory of kmem_cache_alloc at mm/a.c:6",
	     ALSO_FROM("kmem_cache_alloc"));
	SAID("build", "page", "x86_64: may come from vm_normal_page at mm/a.c:6",
	     ALSO_FROM("vm_normal_page"));
}

/* ... return page; */
#define RETURNED(callee) \
	ALSO_FROM(callee) \
	"N\t6\tr:build\tbuild\t" PAGE "\t0\t0\t\n" \
	"E\t0\t6\t7\t9\t\n"

static void memory_that_falls_back_on_other_memory_is_not_to_be_told_apart(void **state)
{
	(void)state;
	SAID("build", "alloc_pages", "proven", ALSO_FROM("kmem_cache_alloc"));
	SAID("build", "alloc_pages", "x86_64: may be memory of kmem_cache_alloc at mm/a.c:6",
	     RETURNED("kmem_cache_alloc"));
}

/* static pgd_t early[512]; void early_table(void) { build_it(virt_to_page(early)); } */
static const char early_table[] =
	"F\tmm/b.c\tearly_table\tearly_table\t1\n"
	"N\t0\tv:mm/b.c:early\tearly\tpgd_t [512]\tpgd_t [512]\t1\t10\t\n"
	"N\t1\tt:early_table/0\tvirt_to_page\t" PAGE "\t3\t9\tl\n"
	"N\t2\tl:early_table/page#0\tpage\t" PAGE "\t2\t9\tl\n"
	"N\t3\tfn:virt_to_page\tvirt_to_page\t" CODE "\t0\t0\t\n"
	"N\t4\tfn:pgtable_pte_page_ctor\tpgtable_pte_page_ctor\t" CODE "\t0\t0\t\n"
	"C\t0\t3\t1\t3\t9\tvirt_to_page\t\n"
	"A\t0\t0\t0\n"
	"E\t1\t2\t3\t7\t\n"
	"C\t1\t4\t-1\t4\t2\tpgtable_pte_page_ctor\t\n"
	"A\t1\t0\t2\n";

static void an_object_with_a_name_has_no_descriptor(void **state)
{
	(void)state;
	SAID("early_table", "page", "x86_64: may be memory of 'early' at mm/b.c:1", early_table);
}

/* void walk(unsigned long *p) { struct page *page = pfn_to_page(...); } */
#define WALK(evidence) \
	"F\tmm/c.c\twalk\twalk\t1\n" \
	"N\t0\tl:walk/page#0\tpage\t" PAGE "\t2\t9\tl\n" \
	"N\t1\tv:mem_map\tmem_map\t" PAGE "\t0\t0\t\n" \
	"N\t2\tt:walk/0\t\t" WORD "\t3\t20\tl\n" \
	"N\t3\tt:walk/1\t\t" PAGE "\t3\t9\tl\n" \
	"E\t1\t3\t3\t9\t[page\n" \
	"E\t2\t3\t3\t9\t+page\n" \
	"E\t3\t0\t3\t7\t\n" \
	evidence

static void a_frame_number_counts_and_not_the_map_it_indexes(void **state)
{
	(void)state;
	/* Read from memory that nobody follows. */
	SAID("walk", "page", "nothing", WALK(""));
	/* It goes only where tables go. */
	SAID("walk", "page", "proven",
	     WALK("N\t4\tfn:pgtable_pte_page_dtor\tpgtable_pte_page_dtor\t" CODE "\t0\t0\t\n"
		  "C\t0\t4\t-1\t4\t2\tpgtable_pte_page_dtor\t\n"
		  "A\t0\t0\t0\n"));
}

static void a_variable_must_be_of_the_kind_on_all_variants(void **state)
{
	struct kinds *kinds = kinds_new("ptdesc");
	const char *const good[] = { BUILD_FROM("alloc_pages"), NULL };
	const char *const bad[] = { BUILD_FROM("kmem_cache_alloc"), NULL };

	(void)state;
	add_variant(kinds, "x86_64", good);
	assert_string_equal(said(kinds, "build", "page"), "proven");
	add_variant(kinds, "arm64", good);
	assert_string_equal(said(kinds, "build", "page"), "proven");
	add_variant(kinds, "i386", bad);
	assert_string_equal(said(kinds, "build", "page"),
			    "i386: may be memory of kmem_cache_alloc at mm/a.c:3");
	kinds_free(kinds);
}

/* struct page *same(struct page *any) { return any; } */
static const char same[] =
	"F\tmm/d.c\tsame\tsame\t1\n"
	"N\t0\tp:same#0\tany\t" PAGE "\t1\t30\t\n"
	"N\t1\tr:same\tsame\t" PAGE "\t0\t0\t\n"
	"E\t0\t1\t2\t2\t\n";

/* void FUNCTION(TYPE given) { struct page *page = same(given); } */
#define USER(function, type) \
	"F\tmm/d.c\t" function "\t" function "\t10\n" \
	"N\t0\tp:" function "#0\tgiven\t" type "\t10\t20\t\n" \
	"N\t1\tl:" function "/page#0\tpage\t" PAGE "\t11\t9\tl\n" \
	"N\t2\tfn:same\tsame\t" CODE "\t0\t0\t\n" \
	"N\t3\tp:same#0\tany\t" PAGE "\t0\t0\t\n" \
	"N\t4\tr:same\tsame\t" PAGE "\t0\t0\t\n" \
	"N\t5\tt:" function "/0\tsame\t" PAGE "\t11\t16\tl\n" \
	"C\t0\t2\t5\t11\t16\tsame\t\n" \
	"A\t0\t0\t0\n" \
	"E\t5\t1\t11\t14\t\n"

static void a_helper_gives_each_caller_its_own_back(void **state)
{
	(void)state;
	SAID("of_table", "page", "proven", same, USER("of_table", TABLE), USER("of_any", PAGE));
	SAID("of_any", "page", "nothing", same, USER("of_any", PAGE), USER("of_table", TABLE));
	SAID("same", "any", "x86_64: may come from parameter 'given' of of_any() at mm/d.c:10",
	     same, USER("of_any", PAGE), USER("of_table", TABLE));
	SAID("same", "any", "proven", same, USER("of_table", TABLE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_that_becomes_a_table_is_one),
		cmocka_unit_test(what_proves_nothing_is_doubted_whatever_is_done_with_it),
		cmocka_unit_test(one_other_value_is_enough_for_doubt),
		cmocka_unit_test(memory_that_falls_back_on_other_memory_is_not_to_be_told_apart),
		cmocka_unit_test(an_object_with_a_name_has_no_descriptor),
		cmocka_unit_test(a_frame_number_counts_and_not_the_map_it_indexes),
		cmocka_unit_test(a_variable_must_be_of_the_kind_on_all_variants),
		cmocka_unit_test(a_helper_gives_each_caller_its_own_back),
	};

	return cmocka_run_group_tests(tests, load_rules, free_rules);
}
