// SPDX-License-Identifier: GPL-2.0-or-later
/* Allocated with a descriptor, freed as pages. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static void *wrong_free_new(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	return ptdesc ? ptdesc_address(ptdesc) : NULL;
}

int wrong_free_pair(pud_t *pud)
{
	pmd_t *pmd = wrong_free_new();

	if (!pmd)
		return -1;
	if (!pud_none(*pud)) {
		free_page((unsigned long)pmd);	/* expect: alloc-wrong-free */
		return 0;
	}
	pud_populate(&init_mm, pud, pmd);
	return 0;
}

void wrong_free_page(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 2);

	if (ptdesc)
		__free_pages(ptdesc_page(ptdesc), 2);	/* expect: alloc-wrong-free */
}
