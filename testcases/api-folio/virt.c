// SPDX-License-Identifier: GPL-2.0-or-later
/* A table as a folio, by its address and by its page. */
#include <linux/mm.h>

struct folio *api_folio_virt(pte_t *pte)
{
	return virt_to_folio(pte);			/* expect: api-folio */
}

bool api_folio_level(void *entry)
{
	pmd_t *table = entry;
	struct page *page = virt_to_page(table);

	if (!pagetable_pmd_ctor(page_ptdesc(page)))
		return false;
	return compound_order(page) == 2;		/* expect: api-folio */
}

unsigned long api_folio_flags(pgtable_t table)
{
	return page_folio(table)->flags;		/* expect: api-folio */
}
