// SPDX-License-Identifier: GPL-2.0-or-later
/* Allocated in the caller, turned into a table by the callee. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static void raw_callee_fill(pmd_t *pmd, struct page *base, unsigned long pfn)	/* expect: api-interface */
{
	pte_t *table = (pte_t *)page_address(base);
	unsigned int i;

	for (i = 0; i < PTRS_PER_PTE; i++)
		set_pte(&table[i], pfn_pte(pfn + i, __pgprot(0)));
	pmd_populate_kernel(&init_mm, pmd, table);
}

int raw_callee_split(pmd_t *pmd)
{
	struct page *base;

	base = alloc_pages(GFP_KERNEL, 0);	/* expect: alloc-raw */
	if (!base)
		return -1;
	raw_callee_fill(pmd, base, pmd_pfn(*pmd));
	return 0;
}
