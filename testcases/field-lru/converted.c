// SPDX-License-Identifier: GPL-2.0-or-later
/* Conversions in a header that knows nothing of page tables. */
#include <linux/mm.h>

void lru_converted_from(pte_t *pte, struct list_head *parked)
{
	struct page *page = pfn_to_page(virt_to_pfn(pte));

	list_add(&page->lru, parked);		/* expect: field-lru */
}

pte_t *lru_converted_to(struct list_head *parked)
{
	struct page *page = list_first_entry(parked, struct page, lru);	/* expect: field-lru */

	return pfn_to_virt(page_to_pfn(page));
}
