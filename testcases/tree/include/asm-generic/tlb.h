/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_GENERIC_TLB_H
#define __ASM_GENERIC_TLB_H

#include <linux/mm.h>

struct mmu_gather {
	struct mm_struct *mm;
	unsigned long start;
	unsigned long end;
	unsigned int freed_tables : 1;
};

/* data pages; older code hands in page tables as well */
void tlb_remove_page(struct mmu_gather *tlb, struct page *page);
void tlb_remove_table(struct mmu_gather *tlb, void *table);

static inline void tlb_remove_page_ptdesc(struct mmu_gather *tlb, struct ptdesc *pt)
{
	tlb_remove_page(tlb, ptdesc_page(pt));
}

static inline void tlb_remove_ptdesc(struct mmu_gather *tlb, void *pt)
{
	tlb_remove_table(tlb, pt);
}

#define pte_free_tlb(tlb, ptep, address)				\
do {									\
	(tlb)->start = (address);					\
	(tlb)->freed_tables = 1;					\
	__pte_free_tlb(tlb, ptep, address);				\
} while (0)

#define pmd_free_tlb(tlb, pmdp, address)				\
do {									\
	(tlb)->start = (address);					\
	(tlb)->freed_tables = 1;					\
	__pmd_free_tlb(tlb, pmdp, address);				\
} while (0)

#endif
