// SPDX-License-Identifier: GPL-2.0-or-later
/* Page, address, physical address and page frame number, in both directions. */
#include <linux/mm.h>

void flow_conversions_pfn(pmd_t *pmd)
{
	unsigned long pfn = virt_to_pfn(pmd);

	pfn_to_page(pfn)->mapping = NULL;	/* expect: field-mapping */
}

void flow_conversions_physical(pmd_t *pmd)
{
	unsigned long address = __pa(pmd);
	struct page *page = pfn_to_page(PHYS_PFN(address));

	page->mapping = NULL;			/* expect: field-mapping */
}

void flow_conversions_back(struct page *page)
{
	pmd_t *pmd = page_address(page);

	page->mapping = NULL;			/* expect: field-mapping */
	pmd_clear(pmd);
	flow_conversions_pfn(pmd);
}

void flow_conversions_folio(pmd_t *pmd)
{
	struct folio *folio = page_folio(virt_to_page(pmd));	/* expect: api-folio */

	folio->page.mapping = NULL;		/* expect: field-mapping */
}

/* The first page of a block, and one of the others. */
void flow_conversions_next(pgd_t *pgd)
{
	struct page *page = virt_to_page(pgd);

	(page + 1)->mapping = NULL;		/* expect: field-mapping */
	page[1].mapping = NULL;			/* expect: field-mapping */
}
