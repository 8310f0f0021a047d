// SPDX-License-Identifier: GPL-2.0-or-later
/* What is linked in as a page table is one when it comes out of the list. */
#include <linux/mm.h>

static LIST_HEAD(lru_list_tables);

void lru_list_defer(pmd_t *pmd)
{
	struct page *page = virt_to_page(pmd);

	list_add(&page->lru, &lru_list_tables);	/* expect: field-lru */
}

void lru_list_drain(void)
{
	struct page *entry, *next;

	list_for_each_entry_safe(entry, next, &lru_list_tables, lru) {	/* expect: field-lru */
		list_del(&entry->lru);		/* expect: field-lru */
		__free_page(entry);	/* expect: alloc-free */
	}
}
