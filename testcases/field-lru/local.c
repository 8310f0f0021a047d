// SPDX-License-Identifier: GPL-2.0-or-later
/* The address of an entry leads to the page of its table. */
#include <linux/mm.h>

void lru_local_park(pmd_t *pmd, unsigned long addr, struct list_head *parked)
{
	pte_t *pte = pte_offset_kernel(pmd, addr);
	struct page *page, *table;

	page = virt_to_page(pte);
	table = page;
	if (!list_empty(&table->lru))		/* expect: field-lru */
		return;
	list_add(&page->lru, parked);		/* expect: field-lru */
}
