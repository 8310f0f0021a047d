// SPDX-License-Identifier: GPL-2.0-or-later
/* Given to the constructor, in both its spellings. */
#include <linux/mm.h>

struct page *raw_constructor_old(void)
{
	struct page *page = alloc_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (page && !pgtable_pmd_page_ctor(page)) {	/* expect: api-renamed */
		__free_page(page);	/* expect: alloc-free */
		page = NULL;
	}
	return page;
}

struct ptdesc *raw_constructor_new(void)
{
	struct page *page = alloc_pages(GFP_KERNEL | __GFP_COMP, 2);	/* expect: alloc-raw */

	if (page)
		pagetable_pte_ctor(page_ptdesc(page));	/* expect: ctor-unchecked */
	return page_ptdesc(page);
}

void *raw_constructor_physical(void)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */
	phys_addr_t phys = __pa(table);

	BUG_ON(!pgtable_pte_page_ctor(phys_to_page(phys)));	/* expect: api-renamed */
	return table;
}
