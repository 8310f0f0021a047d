// SPDX-License-Identifier: GPL-2.0-or-later
/* Tested first, or converted by a cast, which keeps NULL. */
#include <linux/mm.h>

pmd_t *null_late_ok_first(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);
	pmd_t *pmd;

	if (!ptdesc)
		return NULL;
	pmd = ptdesc_address(ptdesc);
	if (!pmd)
		return NULL;
	return pmd;
}

struct page *null_late_ok_cast(void)
{
	struct page *page = ptdesc_page(pagetable_alloc(GFP_KERNEL, 0));

	if (!page)
		return NULL;
	return page;
}

void *null_late_ok_choice(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);
	void *table = ptdesc ? ptdesc_address(ptdesc) : NULL;

	return table ? table : NULL;
}
