// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables of slab memory, static ones, scratch copies, and code that is not there. */
#include <linux/mm.h>
#include <asm/pgalloc.h>
#include <linux/slab.h>

static struct kmem_cache *small_tables;
static pte_t early_table[PTRS_PER_PTE];

unsigned long other_slab(pmd_t *entry)
{
	pte_t *table = kmem_cache_alloc(small_tables, GFP_KERNEL);
	struct page *page = virt_to_page(table);

	pmd_populate_kernel(NULL, entry, table);
	return page->index;
}

unsigned long other_static(pmd_t *entry)
{
	struct page *page = virt_to_page((void *)early_table);

	pmd_populate_kernel(NULL, entry, early_table);
	return page->index;
}

/* What is copied are entries: the copy is no table. */
int other_scratch(pmd_t *table)
{
	pmd_t *copy = (pmd_t *)__get_free_page(GFP_KERNEL);

	if (!copy)
		return -1;
	for (int i = 0; i < PTRS_PER_PMD; i++)
		copy[i] = table[i];
	free_page((unsigned long)copy);
	return 0;
}

/* Where either may be returned, the caller frees both. */
void *other_fallback(int early)
{
	if (early)
		return kmem_cache_alloc(small_tables, GFP_KERNEL);
	return (void *)__get_free_pages(GFP_KERNEL, 1);
}

int other_populate(pud_t *entry)
{
	pmd_t *table = other_fallback(0);

	if (table)
		pud_populate(NULL, entry, table);
	return 0;
}

#if 0
int other_unused(pmd_t *entry)
{
	struct page *page = alloc_page(GFP_KERNEL);

	page->index = 1;
	pmd_populate_kernel(NULL, entry, page_address(page));
	return 0;
}
#endif
