// SPDX-License-Identifier: GPL-2.0-or-later
/* free_pages() took NULL of the path on which only the second table could not be had. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static unsigned long *null_callee_alloc(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 2);

	return ptdesc ? ptdesc_address(ptdesc) : NULL;
}

static void null_callee_free(unsigned long *table)
{
	pagetable_free(virt_to_ptdesc(table));	/* expect: alloc-null */
}

static void null_callee_guarded_free(unsigned long *table)
{
	if (!table)
		return;
	pagetable_free(virt_to_ptdesc(table));
}

int null_callee_upgrade(struct mm_struct *mm, int levels)
{
	unsigned long *p4d = NULL, *pgd = NULL;

	if (levels > 3) {
		p4d = null_callee_alloc();
		if (!p4d)
			goto err_p4d;
	}
	if (levels > 4) {
		pgd = null_callee_alloc();
		if (!pgd)
			goto err_pgd;
	}
	mm->pgd = (pgd_t *)pgd;
	return 0;

err_pgd:
	null_callee_free(p4d);
err_p4d:
	return -1;
}

int null_callee_guarded(struct mm_struct *mm, int levels)
{
	unsigned long *p4d = NULL, *pgd;

	if (levels > 3)
		p4d = null_callee_alloc();
	pgd = null_callee_alloc();
	if (!pgd)
		null_callee_guarded_free(p4d);
	mm->pgd = (pgd_t *)pgd;
	return 0;
}
