// SPDX-License-Identifier: GPL-2.0-or-later
/* A table that lost the race for its entry. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

int raw_free_race(pmd_t *pmd)
{
	struct page *page = alloc_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (!page)
		return -1;
	if (!pmd_none(*pmd)) {
		__free_page(page);		/* expect: alloc-free */
		return 0;
	}
	pmd_populate_kernel(&init_mm, pmd, (pte_t *)page_address(page));
	return 0;
}
