// SPDX-License-Identifier: GPL-2.0-or-later
/* The same variable for a table and then for a page of data: it stays what it is. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static struct list_head idle;

int reused_twice(pmd_t *entry, pte_t pte)
{
	struct page *page;

	page = alloc_page(GFP_KERNEL);
	if (!page)
		return -1;
	list_add(&page->lru, &idle);
	pmd_populate_kernel(NULL, entry, page_address(page));
	page = pte_page(pte);
	get_page(page);
	return 0;
}

/* Two variables of one name: only one of them holds a table. */
int reused_name(pmd_t *entry, pte_t pte)
{
	if (entry) {
		struct page *page = alloc_page(GFP_KERNEL);

		if (!page)
			return -1;
		page->index = 1;
		pmd_populate_kernel(NULL, entry, page_address(page));
	} else {
		struct page *page = pte_page(pte);

		page->index = 2;
		get_page(page);
	}
	return 0;
}
