// SPDX-License-Identifier: GPL-2.0-or-later
/* One answer everywhere: the page's. */
#include <linux/mm.h>

void mismatch_ok_pages(struct folio *a, struct folio *b)
{
	struct page *page, *next;
	LIST_HEAD(pages);

	list_add(&a->page.lru, &pages);
	list_add(&folio_page(b, 0)->lru, &pages);
	list_for_each_entry_safe(page, next, &pages, lru) {
		list_del(&page->lru);
		put_page(page);
	}
}
