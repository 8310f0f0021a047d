/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PGTABLE_H
#define __ASM_PGTABLE_H

#include <linux/mm_types.h>

#define PTRS_PER_PTE		512
#define PTRS_PER_PMD		512
#define PTRS_PER_PUD		512
#define PTRS_PER_PGD		512
#define PMD_SHIFT		21
#define PUD_SHIFT		30
#define PGDIR_SHIFT		39

#define _PAGE_EMPTY		0UL
#define _TABLE_EMPTY		0UL
#define _PAGE_TABLE		0x67UL

extern pgd_t swapper_pg_dir[PTRS_PER_PGD];

#define _PAGE_PSE		0x80UL
#define pmd_leaf(pmd)		(pmd_val(pmd) & _PAGE_PSE)
#define pmd_pgtable(pmd)	((pgtable_t)pmd_page(pmd))

extern spinlock_t pgd_lock;
extern struct list_head pgd_list;
struct mm_struct *pgd_page_get_mm(struct page *page);

#endif
