/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_PAGE_TABLE_CHECK_H
#define __LINUX_PAGE_TABLE_CHECK_H

#include <linux/mm_types.h>

#ifdef CONFIG_PAGE_TABLE_CHECK
void __page_table_check_zero(struct page *page, unsigned int order);
void __page_table_check_pte_set(struct mm_struct *mm, pte_t *ptep, pte_t pte);
void __page_table_check_pmd_clear(struct mm_struct *mm, pmd_t pmd);

#define page_table_check_alloc(page, order)				\
	__page_table_check_zero(page, order)
#define page_table_check_free(page, order)				\
	__page_table_check_zero(page, order)
#define page_table_check_pte_set(mm, ptep, pte)				\
do {									\
	if ((mm) != &init_mm)						\
		__page_table_check_pte_set(mm, ptep, pte);		\
} while (0)
#define page_table_check_pmd_clear(mm, pmd)				\
do {									\
	if ((mm) != &init_mm)						\
		__page_table_check_pmd_clear(mm, pmd);			\
} while (0)
#else
#define page_table_check_alloc(page, order)	do { } while (0)
#define page_table_check_free(page, order)	do { } while (0)
#define page_table_check_pte_set(mm, ptep, pte)	do { } while (0)
#define page_table_check_pmd_clear(mm, pmd)	do { } while (0)
#endif

#endif
