// SPDX-License-Identifier: GPL-2.0-or-later
/* Frees tables that half-free.c allocates in words for an order that are the same. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

#define HALF_ORDER	3

struct list_head half_list;

int half_grow(pud_t *entry)
{
	struct page *page = alloc_pages(GFP_KERNEL, HALF_ORDER);

	if (!page)
		return -1;
	list_add(&page->lru, &half_list);
	pud_populate(NULL, entry, page_address(page));
	return 0;
}

void half_shrink(struct page *any)
{
	struct page *page;

	page = list_first_entry(&half_list, struct page, lru);
	list_del(&page->lru);
	__free_pages(page, HALF_ORDER);
	page = any;
	__free_pages(page, HALF_ORDER);
}
