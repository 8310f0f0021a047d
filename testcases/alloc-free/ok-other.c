// SPDX-License-Identifier: GPL-2.0-or-later
/* Data, scratch copies of entries, tables from a slab, and the right function. */
#include <linux/mm.h>
#include <linux/slab.h>

static struct kmem_cache *free_ok_cache;

void free_ok_data(struct page *page)
{
	__free_page(page);
}

int free_ok_scratch(pmd_t *pmd)
{
	pmd_t *copy = (pmd_t *)__get_free_page(GFP_KERNEL);
	unsigned int i;

	if (!copy)
		return -1;
	for (i = 0; i < PAGE_SIZE / sizeof(*copy); i++)
		copy[i] = pmd[i];
	free_page((unsigned long)copy);
	return 0;
}

void free_ok_slab(pgd_t *pgd)
{
	kmem_cache_free(free_ok_cache, pgd);
}

void free_ok_table(pmd_t *pmd)
{
	pagetable_free(virt_to_ptdesc(pmd));
}

/* What an entry points at may be a huge page. */
void free_ok_huge(pmd_t *pmd)
{
	__free_pages(pmd_page(*pmd), 9);
}
