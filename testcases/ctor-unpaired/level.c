// SPDX-License-Identifier: GPL-2.0-or-later
/* Constructed by one, not destructed by the other; and the other way round. */
#include <linux/mm.h>

static void pagetable_pud_ctor(struct ptdesc *ptdesc)
{
	ptdesc->pt_mm = &init_mm;
}

static void pagetable_p4d_dtor(struct ptdesc *ptdesc)
{
	ptdesc->pt_mm = NULL;
}

static pud_t *unpaired_new(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return NULL;
	pagetable_pud_ctor(ptdesc);
	return ptdesc_address(ptdesc);
}

static pud_t *pud_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	return unpaired_new();
}

static void pud_free(struct mm_struct *mm, pud_t *pud)	/* expect: ctor-unpaired */
{
	pagetable_free(virt_to_ptdesc(pud));
}

static p4d_t *p4d_alloc_one(struct mm_struct *mm, unsigned long addr)	/* expect: ctor-unpaired */
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	return ptdesc ? ptdesc_address(ptdesc) : NULL;
}

static void p4d_free(struct mm_struct *mm, p4d_t *p4d)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(p4d);

	pagetable_p4d_dtor(ptdesc);
	pagetable_free(ptdesc);
}

void unpaired_use(struct mm_struct *mm)
{
	pud_free(mm, pud_alloc_one(mm, 0));
	p4d_free(mm, p4d_alloc_one(mm, 0));
}
