// SPDX-License-Identifier: GPL-2.0-or-later
/* Compound pages, single pages, and blocks of which it is not known. */
#include <linux/mm.h>

struct compound_ok_space {
	pgd_t *flagged, *single;
	pmd_t *pmd;
	pud_t *pud;
	p4d_t *p4d;
};

int compound_ok_flagged(struct compound_ok_space *space)
{
	space->flagged = (pgd_t *)__get_free_pages(GFP_KERNEL | __GFP_COMP, 2);	/* expect: alloc-mismatch */
	return space->flagged ? 0 : -1;
}

int compound_ok_single(struct compound_ok_space *space)
{
	space->single = (pgd_t *)__get_free_pages(GFP_KERNEL, 0);	/* expect: alloc-mismatch */
	return space->single ? 0 : -1;
}

/* The caller may have said it. */
int compound_ok_flags(struct compound_ok_space *space, gfp_t gfp)
{
	space->pmd = (pmd_t *)__get_free_pages(gfp, 1);	/* expect: alloc-mismatch */
	return space->pmd ? 0 : -1;
}

static unsigned int compound_ok_order(unsigned long size)
{
	unsigned int order = 0;

	while (PAGE_SIZE << order < size)
		order++;
	return order;
}

/* What is computed may be 0. */
int compound_ok_computed(struct compound_ok_space *space)
{
	space->pud = (pud_t *)__get_free_pages(GFP_KERNEL, compound_ok_order(sizeof(pud_t)));	/* expect: alloc-mismatch */
	return space->pud ? 0 : -1;
}

/* And so is what all callers pass. */
static int compound_ok_told(struct compound_ok_space *space, unsigned int order)
{
	space->p4d = (p4d_t *)__get_free_pages(GFP_KERNEL, order);	/* expect: alloc-mismatch */
	return space->p4d ? 0 : -1;
}

int compound_ok_tell(struct compound_ok_space *space)
{
	return compound_ok_told(space, 0);
}

void compound_ok_exit(struct compound_ok_space *space)
{
	pagetable_free(virt_to_ptdesc(space->flagged));
	pagetable_free(virt_to_ptdesc(space->single));
	pagetable_free(virt_to_ptdesc(space->pmd));
	pagetable_free(virt_to_ptdesc(space->pud));
	pagetable_free(virt_to_ptdesc(space->p4d));
}

/* The order is known to who frees it. */
struct compound_ok_raw {
	pmd_t *pmd;
};

int compound_ok_pair(struct compound_ok_raw *raw)
{
	raw->pmd = (pmd_t *)__get_free_pages(GFP_KERNEL, 1);	/* expect: alloc-raw */
	return raw->pmd ? 0 : -1;
}

void compound_ok_pair_end(struct compound_ok_raw *raw)
{
	free_pages((unsigned long)raw->pmd, 1);	/* expect: alloc-free */
}
