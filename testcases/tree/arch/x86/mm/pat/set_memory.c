// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>
#include <asm/paravirt.h>

static int __split_large_page(pte_t *kpte, unsigned long address, struct page *base)	/* expect: api-interface [x86_64] */
{
	pte_t *pbase = (pte_t *)page_address(base);
	unsigned long pfn = PHYS_PFN(pte_val(*kpte) & ~_PAGE_PSE);
	unsigned int i;

	spin_lock(&pgd_lock);
	paravirt_alloc_pte(&init_mm, page_to_pfn(base));
	for (i = 0; i < PTRS_PER_PTE; i++, pfn++)
		set_pte(pbase + i, pfn_pte(pfn, __pgprot(_PAGE_TABLE)));
	set_pmd((pmd_t *)kpte, __pmd(page_to_phys(base) | _PAGE_TABLE));
	spin_unlock(&pgd_lock);
	return 0;
}

int split_large_page(pte_t *kpte, unsigned long address)
{
	struct page *base;

	base = alloc_pages(GFP_KERNEL, 0);		/* expect: alloc-raw [x86_64] */
	if (!base)
		return -1;
	if (__split_large_page(kpte, address, base))
		__free_page(base);	/* expect: alloc-free [x86_64] */
	return 0;
}

void set_kernel_entry(unsigned long address, pgd_t entry)
{
	struct page *page;

	list_for_each_entry(page, &pgd_list, lru)	/* expect: list-mismatch [x86_64] */
		set_pgd((pgd_t *)page_address(page) + pgd_index(address), entry);
}
