// SPDX-License-Identifier: GPL-2.0-or-later
/* The tree has a constructor for the level, and nobody who makes its tables calls it. */
#include <linux/mm.h>

static void pagetable_pgd_ctor(struct ptdesc *ptdesc)
{
	__pagetable_ctor(ptdesc);
}

void missing_level_construct(struct ptdesc *ptdesc)
{
	pagetable_pgd_ctor(ptdesc);
}

static pgd_t *pgd_alloc(struct mm_struct *mm)	/* expect: ctor-missing */
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	return ptdesc ? ptdesc_address(ptdesc) : NULL;
}

static void pgd_free(struct mm_struct *mm, pgd_t *pgd)	/* expect: ctor-missing */
{
	pagetable_free(virt_to_ptdesc(pgd));
}

void missing_level_use(struct mm_struct *mm)
{
	pgd_free(mm, pgd_alloc(mm));
}
