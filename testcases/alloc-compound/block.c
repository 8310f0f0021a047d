// SPDX-License-Identifier: GPL-2.0-or-later
/* Several pages that the allocator was not told to tie together, freed through the descriptor. */
#include <linux/mm.h>
#include <asm/tlb.h>

enum { COMPOUND_BLOCK_ORDER = 2 };

static pgd_t *compound_block_new(void)
{
	return (pgd_t *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, COMPOUND_BLOCK_ORDER);	/* expect: alloc-compound */
}

struct compound_block_space {
	pgd_t *pgd;
	pmd_t *pmd;
};

int compound_block_init(struct compound_block_space *space)
{
	space->pgd = compound_block_new();
	return space->pgd ? 0 : -1;
}

void compound_block_exit(struct compound_block_space *space)
{
	pagetable_free(virt_to_ptdesc(space->pgd));
}

/* Each of those who call an allocator of their own says how much. */
static void *compound_block_pages(unsigned int order)
{
	return (void *)__get_free_pages(GFP_KERNEL, order);
}

int compound_block_fill(struct compound_block_space *space, void **buffer)
{
	*buffer = compound_block_pages(4);
	space->pmd = compound_block_pages(1);	/* expect: alloc-compound */
	return space->pmd ? 0 : -1;
}

void compound_block_drain(struct compound_block_space *space)
{
	pagetable_free(virt_to_ptdesc(space->pmd));
}

struct compound_block_sized {
	pud_t *pud;
};

/* A function that is told the order is not made for 0 alone. */
int compound_block_any(struct compound_block_sized *sized, unsigned int order)
{
	struct page *page = alloc_pages(GFP_KERNEL, order);	/* expect: alloc-compound */

	if (!page)
		return -1;
	sized->pud = page_address(page);
	return 0;
}

void compound_block_flush(struct mmu_gather *tlb, struct compound_block_sized *sized)
{
	tlb_remove_ptdesc(tlb, virt_to_ptdesc(sized->pud));
}
