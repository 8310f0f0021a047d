// SPDX-License-Identifier: GPL-2.0-or-later
/* The page an entry points to is data, whatever the entry lies in. */
#include <linux/mm.h>

bool mapping_ok_pte_page_file(pmd_t *pmd, unsigned long addr)
{
	pte_t *pte = pte_offset_kernel(pmd, addr);
	struct page *page;

	if (pte_none(*pte))
		return false;
	page = pte_page(*pte);
	return page->mapping != NULL;
}

bool mapping_ok_pte_page_huge(pmd_t *pmd)
{
	return pmd_leaf(*pmd) && pmd_page(*pmd)->mapping;
}
