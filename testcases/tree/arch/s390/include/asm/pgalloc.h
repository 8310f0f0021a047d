/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PGALLOC_H
#define __ASM_PGALLOC_H

#include <linux/mm.h>

#define CRST_ALLOC_ORDER	2

unsigned long *crst_table_alloc(struct mm_struct *mm);
void crst_table_free(struct mm_struct *mm, unsigned long *table);
unsigned long *page_table_alloc(struct mm_struct *mm);
void page_table_free(struct mm_struct *mm, unsigned long *table);

static inline void crst_table_init(unsigned long *crst, unsigned long entry)
{
	int i;

	for (i = 0; i < PTRS_PER_PMD; i++)
		crst[i] = entry;
}

static inline pmd_t *pmd_alloc_one(struct mm_struct *mm, unsigned long vmaddr)
{
	unsigned long *table = crst_table_alloc(mm);

	if (!table)
		return NULL;
	crst_table_init(table, _TABLE_EMPTY);
	if (!pgtable_pmd_page_ctor(virt_to_page(table))) {	/* expect: api-renamed [s390] */
		crst_table_free(mm, table);
		return NULL;
	}
	return (pmd_t *)table;
}

static inline void pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	pgtable_pmd_page_dtor(virt_to_page(pmd));	/* expect: api-renamed [s390] */
	crst_table_free(mm, (unsigned long *)pmd);
}

static inline pgd_t *pgd_alloc(struct mm_struct *mm)	/* expect: ctor-missing [s390] */
{
	return (pgd_t *)crst_table_alloc(mm);
}

static inline void pgd_free(struct mm_struct *mm, pgd_t *pgd)	/* expect: ctor-missing [s390] */
{
	crst_table_free(mm, (unsigned long *)pgd);
}

static inline void pmd_populate(struct mm_struct *mm, pmd_t *pmd, pgtable_t pte)
{
	set_pmd(pmd, __pmd(__pa(pte) | _PAGE_TABLE));
}

static inline void pud_populate(struct mm_struct *mm, pud_t *pud, pmd_t *pmd)
{
	set_pud(pud, __pud(__pa(pmd) | _PAGE_TABLE));
}

#define pmd_populate_kernel(mm, pmd, pte)	pmd_populate(mm, pmd, pte)
#define pte_alloc_one_kernel(mm)	((pte_t *)page_table_alloc(mm)) /* uncovered: expands */
#define pte_alloc_one(mm)		((pte_t *)page_table_alloc(mm))
#define pte_free_kernel(mm, pte)	page_table_free(mm, (unsigned long *)(pte))
#define pte_free(mm, pte)		page_table_free(mm, (unsigned long *)(pte))

#endif
