/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_TLB_H
#define __ASM_TLB_H

#include <asm-generic/tlb.h>

#define __pte_free_tlb(tlb, pte, addr)					\
do {									\
	pgtable_pte_page_dtor(pte);					\
	tlb_remove_page((tlb), (pte));					\
} while (0)

static inline void __pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmdp,
				  unsigned long addr)
{
	struct page *page = virt_to_page(pmdp);

	pgtable_pmd_page_dtor(page);	/* expect: api-renamed [arm64] */
	tlb_remove_page(tlb, page);	/* expect: alloc-free [arm64] */
}

#endif
