// SPDX-License-Identifier: GPL-2.0-or-later
/* Through function pointers: passed, kept, chosen; and walkers that call what they are given. */
#include <linux/mm.h>

typedef void flow_callbacks_visit(struct page *table, void *private);

static void flow_callbacks_clear(struct page *table, void *private)
{
	table->mapping = private;		/* expect: field-mapping */
}

static void flow_callbacks_walk(pmd_t *pmd, flow_callbacks_visit *visit, void *private)
{
	unsigned int i;

	for (i = 0; i < 2; i++)
		visit(virt_to_page(pmd), private);
}

void flow_callbacks_clear_all(pmd_t *pmd)
{
	flow_callbacks_walk(pmd, flow_callbacks_clear, NULL);
}

struct flow_callbacks_walker {
	void (*table)(struct page *page);
	void (*data)(struct page *page);
};

static void flow_callbacks_table(struct page *page)
{
	page->mapping = NULL;			/* expect: field-mapping */
}

static void flow_callbacks_data(struct page *page)
{
	page->mapping = NULL;
}

static void flow_callbacks_run(struct flow_callbacks_walker *walker, pmd_t *pmd, struct page *data)
{
	if (walker->table)
		walker->table(virt_to_page(pmd));
	walker->data(data);
}

void flow_callbacks_kept(pmd_t *pmd, struct page *data)
{
	struct flow_callbacks_walker walker = { .data = flow_callbacks_data };

	walker.table = flow_callbacks_table;
	flow_callbacks_run(&walker, pmd, data);
}

static void flow_callbacks_upper(struct page *page)
{
	page->mapping = NULL;			/* expect: field-mapping */
}

static void flow_callbacks_lower(struct page *page)
{
	page->mapping = NULL;			/* expect: field-mapping */
}

void flow_callbacks_chosen(pmd_t *pmd, bool upper)
{
	void (*drop)(struct page *page) = upper ? flow_callbacks_upper : flow_callbacks_lower;

	drop(virt_to_page(pmd));
}
