/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PARAVIRT_H
#define __ASM_PARAVIRT_H

#include <linux/mm_types.h>

#ifdef CONFIG_PARAVIRT
struct pv_mmu_ops {
	void (*alloc_pte)(struct mm_struct *mm, unsigned long pfn);
};

extern struct pv_mmu_ops pv_mmu;

/* A call that is patched into the code. */
static inline void paravirt_alloc_pte(struct mm_struct *mm, unsigned long pfn)
{
	asm volatile("call *%0" : : "m" (pv_mmu.alloc_pte), "D" (mm), "S" (pfn));
}
void paravirt_alloc_pmd(struct mm_struct *mm, unsigned long pfn);
void paravirt_release_pte(unsigned long pfn);
void paravirt_release_pmd(unsigned long pfn);
#else
#define paravirt_alloc_pte(mm, pfn)	do { } while (0)
#define paravirt_alloc_pmd(mm, pfn)	do { } while (0)
#define paravirt_release_pte(pfn)	do { } while (0)
#define paravirt_release_pmd(pfn)	do { } while (0)
#endif

#endif
