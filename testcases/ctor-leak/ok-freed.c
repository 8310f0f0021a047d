// SPDX-License-Identifier: GPL-2.0-or-later
/* Freed, kept by somebody else, or no way on. */
#include <linux/mm.h>

struct ptdesc *ctor_ok_freed(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return NULL;
	if (!pagetable_pte_ctor(ptdesc)) {
		pagetable_free(ptdesc);
		return NULL;
	}
	return ptdesc;
}

struct ptdesc *ctor_ok_label(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return NULL;
	if (!pagetable_pte_ctor(ptdesc))
		goto free;
	return ptdesc;
free:
	pagetable_free(ptdesc);
	return NULL;
}

struct ptdesc *ctor_ok_bug(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	BUG_ON(!ptdesc || !pagetable_pte_ctor(ptdesc));
	return ptdesc;
}

/* The caller has it still. */
int ctor_ok_callers(struct ptdesc *ptdesc)
{
	if (!pagetable_pte_ctor(ptdesc))
		return -1;
	return 0;
}

int ctor_ok_kept(struct mm_struct *mm)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return -1;
	mm->pgd = ptdesc_address(ptdesc);
	return pagetable_pmd_ctor(ptdesc) ? 0 : -1;
}

static void ctor_ok_drop(void *table)
{
	pagetable_free(virt_to_ptdesc(table));
}

pmd_t *ctor_ok_helper(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);
	pmd_t *pmd;

	if (!ptdesc)
		return NULL;
	pmd = ptdesc_address(ptdesc);
	if (!pagetable_pmd_ctor(virt_to_ptdesc(pmd))) {
		ctor_ok_drop(pmd);
		return NULL;
	}
	return pmd;
}
