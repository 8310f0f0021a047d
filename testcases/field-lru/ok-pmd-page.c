// SPDX-License-Identifier: GPL-2.0-or-later
/* pmd_page() is a table or a huge page; after the test it is the latter. */
#include <linux/mm.h>

void lru_ok_pmd_page_split(pmd_t *pmd, struct list_head *split_queue)
{
	struct page *page;

	if (!pmd_leaf(*pmd))
		return;
	page = pmd_page(*pmd);
	if (list_empty(&page->lru))
		list_add(&page->lru, split_queue);
}
