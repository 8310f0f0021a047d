// SPDX-License-Identifier: GPL-2.0-or-later
/* Nobody frees what the constructor refused. */
#include <linux/mm.h>

struct ptdesc *ctor_leak_return(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return NULL;
	if (!pagetable_pte_ctor(ptdesc))	/* expect: ctor-leak */
		return NULL;
	return ptdesc;
}

pmd_t *ctor_leak_joined(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc || !pagetable_pmd_ctor(ptdesc))	/* expect: ctor-leak */
		return NULL;
	return ptdesc_address(ptdesc);
}

struct ptdesc *ctor_leak_nulled(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (ptdesc && !pagetable_pte_ctor(ptdesc))	/* expect: ctor-leak */
		ptdesc = NULL;
	return ptdesc;
}

int ctor_leak_goto(struct mm_struct *mm)
{
	struct page *page = alloc_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (!page)
		goto out;
	if (!pgtable_pte_page_ctor(page))	/* expect: ctor-leak, api-renamed */
		goto out;
	mm->pgd = page_address(page);
	return 0;
out:
	return -1;
}
