// SPDX-License-Identifier: GPL-2.0-or-later
/* Allocated as pages, freed through the descriptor. */
#include <linux/mm.h>

static pgd_t *mismatch_pair_new(void)
{
	return (pgd_t *)__get_free_page(GFP_KERNEL);	/* expect: alloc-mismatch */
}

static void mismatch_pair_end(pgd_t *pgd)
{
	pagetable_free(virt_to_ptdesc(pgd));
}

struct mismatch_pair_space {
	pgd_t *pgd;
};

int mismatch_pair_init(struct mismatch_pair_space *space)
{
	space->pgd = mismatch_pair_new();
	return space->pgd ? 0 : -1;
}

void mismatch_pair_exit(struct mismatch_pair_space *space)
{
	mismatch_pair_end(space->pgd);
}

struct ptdesc *mismatch_pair_local(void)
{
	struct page *page = alloc_page(GFP_KERNEL);	/* expect: alloc-mismatch */

	if (!page)
		return NULL;
	if (!pagetable_pte_ctor(page_ptdesc(page))) {
		pagetable_free(page_ptdesc(page));
		return NULL;
	}
	return page_ptdesc(page);
}
