// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Tables for a linear map, in the style of before struct ptdesc.
 */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static struct page *early_pte_page(gfp_t gfp)
{
	struct page *page;

	page = alloc_page(gfp | __GFP_ZERO);		/* expect: alloc-raw */
	if (!page)
		return NULL;
	if (!pgtable_pte_page_ctor(page)) {	/* expect: api-renamed */
		__free_page(page);	/* expect: alloc-free */
		return NULL;
	}
	return page;	/* expect: api-interface */
}

int early_map_table(pmd_t *pmd)
{
	struct page *page = early_pte_page(GFP_KERNEL);

	if (!page)
		return -1;
	pmd_populate_kernel(&init_mm, pmd, (pte_t *)page_address(page));
	return 0;
}

void early_unmap_table(pmd_t *pmd)
{
	struct page *page = virt_to_page(pte_offset_kernel(pmd, 0));

	pmd_clear(pmd);
	pgtable_pte_page_dtor(page);	/* expect: api-renamed */
	__free_page(page);	/* expect: alloc-free */
}

void early_free_pmd(pmd_t *pmd)
{
	pgtable_pmd_page_dtor(virt_to_page(pmd));	/* expect: api-renamed */
	free_page((unsigned long)pmd);	/* expect: alloc-free */
}
