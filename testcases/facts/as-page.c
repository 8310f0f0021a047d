// SPDX-License-Identifier: GPL-2.0-or-later
/* A table whose page is asked for flags of a page as well: wrapped, not migrated. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

int as_page_private(pmd_t *entry, unsigned long tag)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return -1;
	page->index = tag;
	set_page_private(page, tag);
	pmd_populate_kernel(NULL, entry, page_address(page));
	return 0;
}

static void as_page_now(struct rcu_head *head)
{
}

int as_page_queued(pmd_t *entry, unsigned long tag)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return -1;
	INIT_LIST_HEAD(&page->lru);
	set_page_private(page, tag);
	pmd_populate_kernel(NULL, entry, page_address(page));
	call_rcu(&page->rcu_head, as_page_now);
	return 0;
}
