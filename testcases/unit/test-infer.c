// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Inference on facts written by hand, with the rules we ship: who is a page table, and
 * who is to blame.  checker/facts.h says what the lines mean.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "checker/finding.h"
#include "checker/graph.h"
#include "checker/judge.h"
#include "checker/store.h"

#define PAGE "struct page *\tstruct page *"
#define TABLE "pgtable_t\tstruct page *"
#define LIST "struct list_head *\tstruct list_head *"
#define INLINE_LIST "struct list_head\tstruct list_head"
#define HEAD "struct callback_head *\tstruct callback_head *"
#define INLINE_HEAD "struct callback_head\tstruct callback_head"

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

static struct findings *judge(const char *const *chunks)
{
	struct store *store = store_new(NULL, NULL);
	struct graph *graph = graph_new(rules);
	struct findings *findings = findings_new();

	for (unsigned int i = 0; chunks[i]; i++) {
		g_autofree char *hash = g_strdup_printf("%u", i);
		gint64 id = store_add_chunk(store, hash, chunks[i], NULL);

		assert_true(id > 0);
		assert_true(graph_add_chunk(graph, store, id, NULL));
	}
	graph_link(graph);
	judge_graph(graph, rules->rules, "x86_64", findings);
	graph_free(graph);
	store_free(store);
	return findings;
}

/* "rule line function, ..." */
static void assert_judged(const char *const *chunks, const char *expected)
{
	struct findings *findings = judge(chunks);
	GPtrArray *list = findings_sorted(findings);
	g_autoptr(GString) text = g_string_new(NULL);

	for (unsigned int i = 0; i < list->len; i++) {
		const struct finding *finding = g_ptr_array_index(list, i);

		g_string_append_printf(text, "%s%s %u %s", i ? ", " : "", finding->rule->id,
				       finding->line, finding->function);
	}
	findings_free(findings);
	assert_string_equal(text->str, expected);
}

#define JUDGED(expected, ...) \
	assert_judged((const char *const[]){ __VA_ARGS__, NULL }, expected)

/* -- parameters ---------------------------------------------------------------------------------- */

/* void drop(struct page *page) { list_del(&page->lru); } */
static const char drop[] =
	"F\tmm/a.c\tdrop\tdrop\t1\n"
	"N\t0\tp:drop#0\tpage\t" PAGE "\t1\t10\t\n"
	"N\t1\tt:drop/0\tlru\t" INLINE_LIST "\t2\t12\tl\n"
	"U\t0\t1\tpage\tlru\ta\t2\t12\t\n";

/* void of_table(pgtable_t table) { drop(table); } */
static const char of_table[] =
	"F\tmm/a.c\tof_table\tof_table\t10\n"
	"N\t0\tp:of_table#0\ttable\t" TABLE "\t10\t10\t\n"
	"N\t1\tfn:drop\tdrop\tvoid (struct page *)\tvoid (struct page *)\t0\t0\t\n"
	"N\t2\tp:drop#0\tpage\t" PAGE "\t0\t0\t\n"
	"C\t0\t1\t-1\t11\t2\tdrop\t\n"
	"A\t0\t0\t0\n";

/* void of_any(struct page *any) { drop(any); } */
static const char of_any[] =
	"F\tmm/a.c\tof_any\tof_any\t20\n"
	"N\t0\tp:of_any#0\tany\t" PAGE "\t20\t10\t\n"
	"N\t1\tfn:drop\tdrop\tvoid (struct page *)\tvoid (struct page *)\t0\t0\t\n"
	"N\t2\tp:drop#0\tpage\t" PAGE "\t0\t0\t\n"
	"C\t0\t1\t-1\t21\t2\tdrop\t\n"
	"A\t0\t0\t0\n";

static void a_parameter_is_what_its_only_caller_passes(void **state)
{
	(void)state;
	JUDGED("field-lru 2 drop", drop, of_table);
}

static void a_parameter_of_mixed_callers_is_nothing(void **state)
{
	(void)state;
	JUDGED("", drop, of_table, of_any);
	JUDGED("", of_any, of_table, drop);
}

static void a_parameter_without_callers_is_nothing(void **state)
{
	(void)state;
	JUDGED("", drop);
}

/* -- helpers that serve all kinds ------------------------------------------------------------------ */

/* struct page *same(struct page *page) { return page; } */
static const char same[] =
	"F\tmm/a.c\tsame\tsame\t1\n"
	"N\t0\tp:same#0\tpage\t" PAGE "\t1\t10\t\n"
	"N\t1\tr:same\tsame\t" PAGE "\t0\t0\t\n"
	"E\t0\t1\t2\t2\t\n";

/* void f(T arg) { same(arg)->index = 0; } */
#define INDEXES(function, line, type) \
	"F\tmm/a.c\t" function "\t" function "\t" line "\n" \
	"N\t0\tp:" function "#0\targ\t" type "\t" line "\t10\t\n" \
	"N\t1\tfn:same\tsame\tstruct page *(struct page *)\tstruct page *(struct page *)\t0\t0\t\n" \
	"N\t2\tt:" function "/0\tsame\t" PAGE "\t" line "\t20\tl\n" \
	"N\t3\tp:same#0\tpage\t" PAGE "\t0\t0\t\n" \
	"N\t4\tr:same\tsame\t" PAGE "\t0\t0\t\n" \
	"N\t5\tt:" function "/1\tindex\tpgoff_t\tunsigned long\t" line "\t30\tl\n" \
	"U\t2\t5\tpage\tindex\tw\t" line "\t30\t\n" \
	"C\t0\t1\t2\t" line "\t20\tsame\t\n" \
	"A\t0\t0\t0\n"

static void a_helper_gives_back_what_each_caller_passed(void **state)
{
	(void)state;
	JUDGED("field-index 10 table_user", same, INDEXES("table_user", "10", TABLE),
	       INDEXES("any_user", "20", PAGE));
	JUDGED("field-index 10 table_user", INDEXES("any_user", "20", PAGE),
	       INDEXES("table_user", "10", TABLE), same);
}

/* -- versions of one function ------------------------------------------------------------------------ */

/* An inline function that two units see differently: argument @from is in its temporary. */
#define SEEN_WITH(from, uses) \
	"F\tinclude/a.h\tinclude/a.h:f\tf\t1\n" \
	"N\t0\tp:include/a.h:f#0\ttable\t" TABLE "\t1\t10\t\n" \
	"N\t1\tp:include/a.h:f#1\tpage\t" PAGE "\t1\t20\t\n" \
	"N\t2\tt:include/a.h:f/0\t\t" PAGE "\t2\t2\tl\n" \
	"N\t3\tt:include/a.h:f/1\tindex\tpgoff_t\tunsigned long\t2\t8\tl\n" \
	"E\t" from "\t2\t2\t2\t\n" uses

static void temporaries_are_those_of_one_version(void **state)
{
	(void)state;
	JUDGED("field-index 2 f", SEEN_WITH("0", "U\t2\t3\tpage\tindex\tw\t2\t8\t\n"));
	JUDGED("", SEEN_WITH("0", ""), SEEN_WITH("1", "U\t2\t3\tpage\tindex\tw\t2\t8\t\n"));
}

/* -- raw memory ---------------------------------------------------------------------------------------- */

#define ALLOCATES(function, type) \
	"F\tmm/a.c\t" function "\t" function "\t1\n" \
	"N\t0\tr:" function "\t" function "\t" type "\t0\t0\t\n" \
	"N\t1\tfn:alloc_pages\talloc_pages\tstruct page *(void)\tstruct page *(void)\t0\t0\t\n" \
	"N\t2\tt:" function "/0\talloc_pages\t" PAGE "\t2\t9\tl\n" \
	"E\t2\t0\t2\t2\t\n" \
	"C\t0\t1\t2\t2\t9\talloc_pages\t\n"

/* T f(void) { return raw(); } */
#define RETURNS_RAW(function, line, type) \
	"F\tmm/a.c\t" function "\t" function "\t" line "\n" \
	"N\t0\tr:" function "\t" function "\t" type "\t0\t0\t\n" \
	"N\t1\tfn:raw\traw\tstruct page *(void)\tstruct page *(void)\t0\t0\t\n" \
	"N\t2\tt:" function "/0\traw\t" PAGE "\t" line "\t9\tl\n" \
	"N\t3\tr:raw\traw\t" PAGE "\t0\t0\t\n" \
	"E\t2\t0\t" line "\t2\t\n" \
	"C\t0\t1\t2\t" line "\t9\traw\t\n"

static void raw_memory_that_becomes_a_table(void **state)
{
	(void)state;
	JUDGED("alloc-raw 2 table", ALLOCATES("table", TABLE));
	JUDGED("", ALLOCATES("any", PAGE));
}

static void a_wrapper_for_tables_only_is_to_blame(void **state)
{
	(void)state;
	JUDGED("alloc-raw 2 raw", ALLOCATES("raw", PAGE), RETURNS_RAW("table", "10", TABLE));
}

static void a_wrapper_for_all_is_blamed_at_the_call(void **state)
{
	(void)state;
	JUDGED("alloc-raw 10 table", ALLOCATES("raw", PAGE), RETURNS_RAW("table", "10", TABLE),
	       RETURNS_RAW("any", "20", PAGE));
}

/* -- lists ------------------------------------------------------------------------------------------------ */

/* void link(struct R *arg) { list_add(&arg->member, &all); } */
#define LINKS(record, member) \
	"F\tmm/a.c\tlink\tlink\t1\n" \
	"N\t0\tp:link#0\targ\tstruct " record " *\tstruct " record " *\t1\t10\t\n" \
	"N\t1\tfn:list_add\tlist_add\tvoid (void)\tvoid (void)\t0\t0\t\n" \
	"N\t2\tt:link/0\t" member "\t" INLINE_LIST "\t2\t12\tl\n" \
	"N\t3\tv:all\tall\t" INLINE_LIST "\t0\t0\t\n" \
	"U\t0\t2\t" record "\t" member "\ta\t2\t12\t\n" \
	"C\t0\t1\t-1\t2\t2\tlist_add\t\n" \
	"A\t0\t0\t2\n" \
	"A\t0\t1\t3\n"

/* void walk(void) { list_entry(all.next, struct R, member); } */
#define WALKS(record, member) \
	"F\tmm/a.c\twalk\twalk\t10\n" \
	"N\t0\tv:all\tall\t" INLINE_LIST "\t0\t0\t\n" \
	"N\t1\tt:walk/0\tnext\t" LIST "\t11\t2\tl\n" \
	"N\t2\tt:walk/1\t" member "\tvoid *\tvoid *\t11\t20\tl\n" \
	"U\t0\t1\tlist_head\tnext\tr\t11\t2\t\n" \
	"U\t1\t2\t" record "\t" member "\tc\t11\t20\tlist_entry\n"

static void a_list_is_walked_as_it_was_linked(void **state)
{
	(void)state;
	JUDGED("", LINKS("ptdesc", "pt_list"), WALKS("ptdesc", "pt_list"));
	JUDGED("", LINKS("page", "lru"), WALKS("page", "lru"));
}

static void a_list_walked_through_another_member(void **state)
{
	(void)state;
	JUDGED("list-mismatch 11 walk", LINKS("ptdesc", "pt_list"), WALKS("page", "lru"));
	JUDGED("list-mismatch 11 walk", LINKS("page", "lru"), WALKS("ptdesc", "pt_list"));
}

static void other_lists_are_not_ours(void **state)
{
	(void)state;
	JUDGED("", LINKS("page", "lru"), WALKS("folio", "lru"));
}

/* -- callbacks ---------------------------------------------------------------------------------------------- */

/* static void done(struct rcu_head *head) { container_of(head, struct page, rcu_head); } */
static const char done[] =
	"F\tmm/a.c\tmm/a.c:done\tdone\t1\n"
	"N\t0\tp:mm/a.c:done#0\thead\t" HEAD "\t1\t10\t\n"
	"N\t1\tt:mm/a.c:done/0\trcu_head\tvoid *\tvoid *\t2\t20\tl\n"
	"U\t0\t1\tpage\trcu_head\tc\t2\t20\tcontainer_of\n";

/* void defer(T arg) { call_rcu(&arg->rcu_head, done); } */
#define DEFERS(type) \
	"F\tmm/a.c\tdefer\tdefer\t10\n" \
	"N\t0\tp:defer#0\targ\t" type "\t10\t10\t\n" \
	"N\t1\tfn:call_rcu\tcall_rcu\tvoid (void)\tvoid (void)\t0\t0\t\n" \
	"N\t2\tt:defer/0\trcu_head\t" INLINE_HEAD "\t11\t12\tl\n" \
	"N\t3\tfn:mm/a.c:done\tdone\tvoid (void)\tvoid (void)\t0\t0\t\n" \
	"U\t0\t2\tpage\trcu_head\ta\t11\t12\t\n" \
	"C\t0\t1\t-1\t11\t2\tcall_rcu\t\n" \
	"A\t0\t0\t2\n" \
	"A\t0\t1\t3\n"

static void a_callback_gets_what_it_was_queued_with(void **state)
{
	(void)state;
	JUDGED("field-rcu-head 2 done, field-rcu-head 11 defer", done, DEFERS(TABLE));
	JUDGED("", done, DEFERS(PAGE));
}

/* -- what stops the flow --------------------------------------------------------------------------------------- */

/* void f(pgtable_t table) { struct page *page = table; page->index = 0; } through @key */
#define THROUGH(key, name, type) \
	"F\tmm/a.c\tf\tf\t1\n" \
	"N\t0\tp:f#0\ttable\t" TABLE "\t1\t10\t\n" \
	"N\t1\t" key "\t" name "\t" type "\t2\t2\tl\n" \
	"N\t2\tl:f/page#1\tpage\t" PAGE "\t3\t2\tl\n" \
	"N\t3\tt:f/0\tindex\tpgoff_t\tunsigned long\t4\t8\tl\n" \
	"E\t0\t1\t2\t2\t\n" \
	"E\t1\t2\t3\t2\t\n" \
	"U\t2\t3\tpage\tindex\tw\t4\t8\t\n"

static void a_value_is_followed_through_casts(void **state)
{
	(void)state;
	JUDGED("field-index 4 f", THROUGH("l:f/x#0", "x", "void *\tvoid *"));
	JUDGED("field-index 4 f", THROUGH("l:f/x#0", "x", "unsigned long\tunsigned long"));
}

static void what_an_entry_holds_is_not_followed(void **state)
{
	(void)state;
	JUDGED("", THROUGH("l:f/x#0", "x", "pte_t\tpte_t"));
	JUDGED("", THROUGH("f:box.word", "word", "unsigned long\tunsigned long"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_parameter_is_what_its_only_caller_passes),
		cmocka_unit_test(a_parameter_of_mixed_callers_is_nothing),
		cmocka_unit_test(a_parameter_without_callers_is_nothing),
		cmocka_unit_test(a_helper_gives_back_what_each_caller_passed),
		cmocka_unit_test(temporaries_are_those_of_one_version),
		cmocka_unit_test(raw_memory_that_becomes_a_table),
		cmocka_unit_test(a_wrapper_for_tables_only_is_to_blame),
		cmocka_unit_test(a_wrapper_for_all_is_blamed_at_the_call),
		cmocka_unit_test(a_list_is_walked_as_it_was_linked),
		cmocka_unit_test(a_list_walked_through_another_member),
		cmocka_unit_test(other_lists_are_not_ours),
		cmocka_unit_test(a_callback_gets_what_it_was_queued_with),
		cmocka_unit_test(a_value_is_followed_through_casts),
		cmocka_unit_test(what_an_entry_holds_is_not_followed),
	};

	return cmocka_run_group_tests(tests, load_rules, free_rules);
}
