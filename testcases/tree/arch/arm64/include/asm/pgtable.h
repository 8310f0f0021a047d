/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PGTABLE_H
#define __ASM_PGTABLE_H

#include <linux/mm_types.h>

#define PTRS_PER_PTE		(PAGE_SIZE / 8)
#define PTRS_PER_PMD		(PAGE_SIZE / 8)
#define PTRS_PER_PUD		(PAGE_SIZE / 8)
#define PTRS_PER_PGD		(PAGE_SIZE / 8)
#define PMD_SHIFT		(PAGE_SHIFT + PAGE_SHIFT - 3)
#define PUD_SHIFT		(PMD_SHIFT + PAGE_SHIFT - 3)
#define PGDIR_SHIFT		(PUD_SHIFT + PAGE_SHIFT - 3)

#define _PAGE_EMPTY		0UL
#define _TABLE_EMPTY		0UL
#define _PAGE_TABLE		0x3UL

extern pgd_t swapper_pg_dir[PTRS_PER_PGD];

#define PMD_TABLE_BIT		0x2UL
#define pmd_leaf(pmd)		(!(pmd_val(pmd) & PMD_TABLE_BIT))
#define pmd_pgtable(pmd)	((pgtable_t)pmd_page(pmd))

#endif
