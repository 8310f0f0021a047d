// SPDX-License-Identifier: GPL-2.0-or-later
/* A pool of free pages. */
#include <linux/mm.h>

static LIST_HEAD(lru_ok_pool);

int lru_ok_pool_fill(gfp_t gfp)
{
	struct page *page = alloc_page(gfp);

	if (!page)
		return -1;
	list_add(&page->lru, &lru_ok_pool);
	return 0;
}

void lru_ok_pool_drain(void)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &lru_ok_pool, lru) {
		list_del(&page->lru);
		__free_page(page);
	}
}
