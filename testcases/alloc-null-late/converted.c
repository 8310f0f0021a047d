// SPDX-License-Identifier: GPL-2.0-or-later
/* The address of what is not there is tested. */
#include <linux/mm.h>

pmd_t *null_late_dead_test(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);
	pmd_t *pmd = ptdesc_address(ptdesc);	/* expect: alloc-null-late */

	if (!pmd)
		return NULL;
	return pmd;
}

pte_t *null_late_nested(void)
{
	void *table = ptdesc_to_virt(pagetable_alloc(GFP_KERNEL, 0));	/* expect: alloc-null-late */

	return table ? table : NULL;
}

pmd_t *null_late_order(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);
	pmd_t *pmd = ptdesc_address(ptdesc);	/* expect: alloc-null-late */

	if (ptdesc == NULL)
		return NULL;
	return pmd;
}
