/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_TLB_H
#define __ASM_TLB_H

#include <asm-generic/tlb.h>

void ___pte_free_tlb(struct mmu_gather *tlb, struct page *pte);
void ___pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmd);

#define __pte_free_tlb(tlb, pte, addr)	___pte_free_tlb((tlb), (pte))
#define __pmd_free_tlb(tlb, pmd, addr)	___pmd_free_tlb((tlb), (pmd))

#endif
