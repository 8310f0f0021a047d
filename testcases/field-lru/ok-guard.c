// SPDX-License-Identifier: GPL-2.0-or-later
/* What a condition says of the memory counts: it is no table there. */
#include <linux/mm.h>

void lru_ok_guard_free(struct page *page, struct list_head *slabs)
{
	if (PageSlab(page)) {
		list_add(&page->lru, slabs);
		return;
	}
	pagetable_pte_dtor(page_ptdesc(page));
}

void lru_ok_guard_turn(struct page *page, struct list_head *slabs)
{
	if (unlikely(!PageSlab(page) || !slabs)) {
		pagetable_pte_dtor(page_ptdesc(page));
		return;
	}
	list_add(&page->lru, slabs);
}

void lru_ok_guard_leaf(pmd_t *pmd, struct list_head *huge)
{
	struct page *page = pmd_page(*pmd);

	if (pmd_leaf(*pmd))
		list_add(&page->lru, huge);
	else
		pagetable_pte_dtor(page_ptdesc(page));
}
