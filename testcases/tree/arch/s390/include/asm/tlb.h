/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_TLB_H
#define __ASM_TLB_H

#include <asm-generic/tlb.h>

static inline void __pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte,
				  unsigned long addr)
{
	tlb_remove_ptdesc(tlb, virt_to_ptdesc(pte));
}

static inline void __pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmd,
				  unsigned long addr)
{
	pgtable_pmd_page_dtor(virt_to_page(pmd));	/* expect: api-renamed [s390] */
	tlb_remove_table(tlb, pmd);
}

#endif
