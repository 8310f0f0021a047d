// SPDX-License-Identifier: GPL-2.0-or-later
/* Two tables share a page, and the page's count says so (sparc's srmmu). */
#include <linux/mm.h>

pgtable_t ref_count_share_new(pte_t *ptep)
{
	struct page *page = virt_to_page(ptep);

	if (page_ref_inc_return(page) == 2 &&		/* expect: ref-count */
	    !pagetable_pte_ctor(page_ptdesc(page))) {
		page_ref_dec_return(page);		/* expect: ref-count */
		return NULL;
	}
	return (pgtable_t)page;
}
