// SPDX-License-Identifier: GPL-2.0-or-later
/* Folios, and the pages they consist of. */
#include <linux/pagemap.h>

void lru_ok_folio_rotate(struct folio *folio, struct list_head *lruvec)
{
	struct page *page = &folio->page;

	list_del(&folio->lru);
	list_add_tail(&page->lru, lruvec);
}

void lru_ok_folio_isolate(struct address_space *mapping, struct list_head *out)
{
	struct page *page = find_get_page(mapping, 0);

	if (page)
		list_move(&page->lru, out);
}
