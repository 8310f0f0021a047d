// SPDX-License-Identifier: GPL-2.0-or-later
/* Constructed, then freed on a later failure. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

int ctor_no_dtor_late(struct mm_struct *mm, pud_t *pud)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return -1;
	if (!pagetable_pmd_ctor(ptdesc)) {
		pagetable_free(ptdesc);
		return -1;
	}
	if (!pud_none(*pud)) {
		pagetable_free(ptdesc);		/* expect: ctor-no-dtor */
		return 0;
	}
	pud_populate(mm, pud, ptdesc_address(ptdesc));
	return 0;
}

struct page *ctor_no_dtor_raw(int wanted)
{
	struct page *page = alloc_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (!page)
		return NULL;
	BUG_ON(!pgtable_pte_page_ctor(page));	/* expect: api-renamed */
	if (wanted)
		return page;
	__free_page(page);			/* expect: ctor-no-dtor, alloc-free */
	return NULL;
}
