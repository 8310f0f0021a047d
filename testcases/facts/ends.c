// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables that are known by address, both ends of their lives in one file. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

#define ENDS_ORDER	1

static unsigned long *ends_alloc(void)
{
	unsigned long *table;

	table = (unsigned long *)__get_free_pages(GFP_KERNEL, ENDS_ORDER);
	if (table)
		*table = 0;
	return table;
}

static void ends_free(unsigned long *table)
{
	free_pages((unsigned long)table, ENDS_ORDER);
}

int ends_populate(pud_t *entry, int fail)
{
	unsigned long *table = ends_alloc();

	if (!table)
		return -1;
	if (fail) {
		ends_free(table);
		return -1;
	}
	pud_populate(NULL, entry, (pmd_t *)table);
	return 0;
}

int ends_install(pmd_t *entry)
{
	pte_t *pte = (pte_t *)get_zeroed_page(GFP_KERNEL);

	if (!pte)
		return -1;
	set_pmd(entry, __pmd(__pa(pte) | _PAGE_TABLE));
	return 0;
}

int ends_drop(pmd_t *entry)
{
	pte_t *pte = (pte_t *)pmd_page_vaddr(*entry);

	for (int i = 0; i < PTRS_PER_PTE; i++)
		if (!pte_none(pte[i]))
			return 0;
	pmd_clear(entry);
	if (pte)
		free_page((unsigned long)pte);
	return 1;
}
