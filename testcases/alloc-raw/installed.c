// SPDX-License-Identifier: GPL-2.0-or-later
/* A local table that leaves the function as the address in the entry above it. */
#include <linux/mm.h>

int raw_installed_table(pmd_t *pmd)
{
	pte_t *table = (pte_t *)get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (!table)
		return -1;
	set_pmd(pmd, __pmd(__pa(table) | _PAGE_TABLE));
	return 0;
}

int raw_installed_data(pte_t *pte)
{
	void *data = (void *)get_zeroed_page(GFP_KERNEL);

	if (!data)
		return -1;
	set_pte(pte, pfn_pte(PHYS_PFN(__pa(data)), __pgprot(0)));
	return 0;
}

struct raw_installed_keeper {
	unsigned long word;
};

int raw_installed_kept(struct raw_installed_keeper *keeper)
{
	pgd_t *table = (pgd_t *)get_zeroed_page(GFP_KERNEL);	/* expect: alloc-raw */

	keeper->word = (unsigned long)table;
	return table ? 0 : -1;
}
