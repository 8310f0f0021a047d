// SPDX-License-Identifier: GPL-2.0-or-later
/* An ordinary page freed after a grace period. */
#include <linux/pagemap.h>

static void rcu_ok_page_free(struct rcu_head *head)
{
	struct page *page = container_of(head, struct page, rcu_head);

	page->mapping = NULL;
	put_page(page);
}

void rcu_ok_page_drop(struct folio *folio)
{
	struct page *page = folio_page(folio, 0);

	call_rcu(&page->rcu_head, rcu_ok_page_free);
}
