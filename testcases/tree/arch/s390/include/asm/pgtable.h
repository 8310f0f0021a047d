/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PGTABLE_H
#define __ASM_PGTABLE_H

#include <linux/mm_types.h>

#define PTRS_PER_PTE		256
#define PTRS_PER_PMD		2048
#define PTRS_PER_PUD		2048
#define PTRS_PER_PGD		2048
#define PMD_SHIFT		20
#define PUD_SHIFT		31
#define PGDIR_SHIFT		42

#define _PAGE_EMPTY		0x400UL
#define _TABLE_EMPTY		0x20UL
#define _PAGE_TABLE		0x0UL

extern pgd_t swapper_pg_dir[PTRS_PER_PGD];

#define _SEGMENT_ENTRY_LARGE	0x400UL
#define pmd_leaf(pmd)		(pmd_val(pmd) & _SEGMENT_ENTRY_LARGE)
#define pmd_pgtable(pmd)	((pgtable_t)__va(pmd_val(pmd) & PAGE_MASK))

/* a deposited table is linked through its own first entries */
#define __HAVE_ARCH_PGTABLE_DEPOSIT
void pgtable_trans_huge_deposit(struct mm_struct *mm, pmd_t *pmdp, pgtable_t pgtable);
pgtable_t pgtable_trans_huge_withdraw(struct mm_struct *mm, pmd_t *pmdp);
#define pte_free_defer		pte_free_defer

#endif
