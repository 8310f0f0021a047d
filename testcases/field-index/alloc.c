// SPDX-License-Identifier: GPL-2.0-or-later
/* Raw memory, marked as a page table one line after its field was set. */
#include <linux/mm.h>

pte_t *index_alloc(unsigned long owner)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);	/* expect: alloc-raw */

	if (!page)
		return NULL;
	page->index = owner;			/* expect: field-index */
	if (!pagetable_pte_ctor(page_ptdesc(page))) {
		__free_page(page);	/* expect: alloc-free */
		return NULL;
	}
	return page_address(page);
}
