// SPDX-License-Identifier: GPL-2.0-or-later
/* Both directions between a table and its descriptor, several steps long. */
#include <linux/mm.h>

static struct page *mapping_conversion_page(unsigned long addr)
{
	unsigned long pfn = __pa(addr) >> PAGE_SHIFT;

	return pfn_to_page(pfn);	/* expect: api-interface */
}

bool mapping_conversion_owned(pmd_t *pmd, void *owner)
{
	struct page *page = mapping_conversion_page((unsigned long)pmd);

	return (void *)page->mapping == owner;	/* expect: field-mapping */
}

void mapping_conversion_own(struct page *page, pmd_t *pmd, struct address_space *owner)
{
	pte_t *table = page_address(page);

	page->mapping = owner;			/* expect: field-mapping */
	set_pte(table, __pte(0));
}
