// SPDX-License-Identifier: GPL-2.0-or-later
/* Destructed first, never constructed, or only for one of the levels. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

int ctor_paired_late(struct mm_struct *mm, pud_t *pud)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return -1;
	if (!pagetable_pmd_ctor(ptdesc))
		goto free;
	if (!pud_none(*pud)) {
		pagetable_pmd_dtor(ptdesc);
		goto free;
	}
	pud_populate(mm, pud, ptdesc_address(ptdesc));
	return 0;
free:
	pagetable_free(ptdesc);
	return -1;
}

void ctor_paired_level(int level, int keep)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return;
	if (level == 1)
		BUG_ON(!pagetable_pte_ctor(ptdesc));
	if (keep)
		return;
	if (level == 1)
		pagetable_pte_dtor(ptdesc);
	pagetable_free(ptdesc);
}
