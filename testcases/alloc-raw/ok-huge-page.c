// SPDX-License-Identifier: GPL-2.0-or-later
/* A leaf entry is installed: the memory below it is data. */
#include <linux/mm.h>

int raw_ok_huge_page(pmd_t *pmd)
{
	struct page *page = alloc_pages(GFP_HIGHUSER | __GFP_COMP, 9);

	if (!page)
		return -1;
	page->private = 0;
	set_pmd(pmd, mk_pmd(page, __pgprot(0x80)));
	return pmd_page(*pmd) == page;
}
