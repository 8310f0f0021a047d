// SPDX-License-Identifier: GPL-2.0-or-later
/* Tested in each of the ways there are, or never NULL as far as anybody knows. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

void null_ok_plain(pmd_t *pmd)
{
	pagetable_free(virt_to_ptdesc(pmd));
}

void null_ok_if(pmd_t *pmd)
{
	if (pmd)
		pagetable_free(virt_to_ptdesc(pmd));
}

void null_ok_continue(pmd_t **tables, int count)
{
	int i;

	for (i = 0; i < count; i++) {
		if (!tables[i])
			continue;
		pagetable_free(virt_to_ptdesc(tables[i]));
	}
}

int null_ok_labels(pud_t *pud, pud_t *other)
{
	struct ptdesc *first, *second = NULL;
	int ret = -1;

	first = pagetable_alloc(GFP_KERNEL, 0);
	if (!first)
		goto out;
	second = pagetable_alloc(GFP_KERNEL, 0);
	if (unlikely(!second))
		goto free_first;
	pud_populate(&init_mm, pud, ptdesc_address(first));
	pud_populate(&init_mm, other, ptdesc_address(second));
	return 0;

free_first:
	pagetable_free(first);
out:
	return ret;
}

void null_ok_both(struct ptdesc *ptdesc, int level)
{
	if (!ptdesc || !level)
		return;
	pagetable_free(ptdesc);
}

void null_ok_do(struct ptdesc *ptdesc)
{
	BUG_ON(!ptdesc);
	pagetable_free(ptdesc);
}

void null_ok_switch(struct ptdesc *ptdesc, int level)
{
	switch (level) {
	case 0:
		ptdesc = NULL;
		break;
	case 1:
		pagetable_free(ptdesc);
		break;
	default:
		while (ptdesc) {
			pagetable_free(ptdesc);
			ptdesc = NULL;
		}
	}
}

/* What is tested is where it lies in a page. */
void null_ok_aligned(pmd_t *pmd)
{
	BUG_ON((unsigned long)pmd & (PAGE_SIZE - 1));
	pagetable_free(virt_to_ptdesc(pmd));
}
