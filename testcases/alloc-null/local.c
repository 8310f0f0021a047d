// SPDX-License-Identifier: GPL-2.0-or-later
/* Tested, and freed all the same. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

int null_local_goto(pud_t *pud, pud_t *other)
{
	struct ptdesc *first, *second = NULL;

	first = pagetable_alloc(GFP_KERNEL, 0);
	if (!first)
		goto out;
	second = pagetable_alloc(GFP_KERNEL, 0);
	if (!second)
		goto out;
	pud_populate(&init_mm, pud, ptdesc_address(first));
	pud_populate(&init_mm, other, ptdesc_address(second));
	return 0;
out:
	pagetable_free(first);			/* expect: alloc-null */
	return -1;
}

void null_local_loop(pmd_t **tables, int count)
{
	int i;

	for (i = 0; i < count; i++) {
		pmd_t *pmd = tables[i];

		if (pmd == NULL)
			count++;
		pagetable_free(virt_to_ptdesc(pmd));	/* expect: alloc-null */
	}
}
