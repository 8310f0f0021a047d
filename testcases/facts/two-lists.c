// SPDX-License-Identifier: GPL-2.0-or-later
/* One variable walks two lists of tables, one of which another function fills. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

#define SPACE_ORDER	2

struct space {
	struct list_head upper, lower;
	pgd_t *top;
};

int space_grow(struct space *space, pud_t *entry, unsigned long address)
{
	struct page *page;
	pmd_t *table;

	page = alloc_pages(GFP_KERNEL, SPACE_ORDER);
	if (!page)
		return -1;
	page->index = address;
	list_add(&page->lru, &space->upper);
	table = page_address(page);
	pud_populate(NULL, entry, table);
	return 0;
}

int space_split(struct space *space, pmd_t *entry)
{
	struct page *pg = alloc_page(GFP_KERNEL);

	if (!pg)
		return -1;
	list_add(&pg->lru, &space->lower);
	pmd_populate_kernel(NULL, entry, page_address(pg));
	return 0;
}

void space_free(struct space *space)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &space->upper, lru)
		__free_pages(page, SPACE_ORDER);
	list_for_each_entry_safe(page, next, &space->lower, lru)
		__free_page(page);
}
