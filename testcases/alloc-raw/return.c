// SPDX-License-Identifier: GPL-2.0-or-later
/* Returned as the address of a table. */
#include <linux/mm.h>

pte_t *raw_return_pte(void)
{
	return (pte_t *)__get_free_page(GFP_KERNEL);	/* expect: alloc-raw */
}

pmd_t *raw_return_pmd(void)
{
	unsigned long addr = get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (!addr)
		return NULL;
	return (pmd_t *)addr;
}

pgd_t *raw_return_pgd(gfp_t gfp)
{
	struct page *page = alloc_pages_noprof(gfp, 1);	/* expect: alloc-raw */

	return page ? page_address(page) : NULL;
}
