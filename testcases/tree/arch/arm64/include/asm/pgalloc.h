/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PGALLOC_H
#define __ASM_PGALLOC_H

#include <linux/mm.h>
#include <asm-generic/pgalloc.h>

pgd_t *pgd_alloc(struct mm_struct *mm);
void pgd_free(struct mm_struct *mm, pgd_t *pgd);

static inline void pgd_set_owner(pgd_t *pgd, struct mm_struct *mm)
{
	virt_to_page(pgd)->index = (unsigned long)mm;	/* expect: field-index [arm64] */
}

static inline void __pmd_populate(pmd_t *pmdp, phys_addr_t ptep, unsigned long prot)
{
	set_pmd(pmdp, __pmd(ptep | prot));
}

static inline void pmd_populate_kernel(struct mm_struct *mm, pmd_t *pmdp, pte_t *ptep)
{
	VM_BUG_ON(mm && mm != &init_mm);
	__pmd_populate(pmdp, __pa(ptep), _PAGE_TABLE);
}

static inline void pmd_populate(struct mm_struct *mm, pmd_t *pmdp, pgtable_t ptep)
{
	VM_BUG_ON(mm == &init_mm);
	__pmd_populate(pmdp, page_to_phys(ptep), _PAGE_TABLE);
}

static inline void pud_populate(struct mm_struct *mm, pud_t *pudp, pmd_t *pmdp)
{
	set_pud(pudp, __pud(__pa(pmdp) | _PAGE_TABLE));
}

#endif
