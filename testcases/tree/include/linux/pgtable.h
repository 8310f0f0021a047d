/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_PGTABLE_H
#define __LINUX_PGTABLE_H

#include <linux/mm_types.h>
#include <linux/page_table_check.h>
#include <asm/pgtable.h>

extern struct mm_struct init_mm;

#define __table_index(addr, shift, ptrs)	(((addr) >> (shift)) & ((ptrs) - 1))
#define pgd_index(addr)		__table_index(addr, PGDIR_SHIFT, PTRS_PER_PGD)
#define pud_index(addr)		__table_index(addr, PUD_SHIFT, PTRS_PER_PUD)
#define pmd_index(addr)		__table_index(addr, PMD_SHIFT, PTRS_PER_PMD)
#define pte_index(addr)		__table_index(addr, PAGE_SHIFT, PTRS_PER_PTE)

#define pgd_offset_pgd(pgd, addr)	((pgd) + pgd_index(addr))
#define pgd_offset(mm, addr)		pgd_offset_pgd((mm)->pgd, (addr))
#define pgd_offset_k(addr)		pgd_offset(&init_mm, (addr))

/* the only places that write entries */
static inline void set_pte(pte_t *ptep, pte_t pte)
{
	WRITE_ONCE(*ptep, pte);
}

static inline void set_pmd(pmd_t *pmdp, pmd_t pmd)
{
	WRITE_ONCE(*pmdp, pmd);
}

static inline void set_pud(pud_t *pudp, pud_t pud)
{
	WRITE_ONCE(*pudp, pud);
}

static inline void set_pgd(pgd_t *pgdp, pgd_t pgd)
{
	WRITE_ONCE(*pgdp, pgd);
}

static inline pmd_t *pmd_offset(pud_t *pud, unsigned long addr)
{
	return (pmd_t *)__va(pud_val(*pud) & PAGE_MASK) + pmd_index(addr);
}

static inline unsigned long pmd_page_vaddr(pmd_t pmd)
{
	return (unsigned long)__va(pmd_val(pmd) & PAGE_MASK);
}

static inline pte_t *pte_offset_kernel(pmd_t *pmd, unsigned long addr)
{
	return (pte_t *)pmd_page_vaddr(*pmd) + pte_index(addr);
}

static inline void pmd_clear(pmd_t *pmd)
{
	set_pmd(pmd, __pmd(_TABLE_EMPTY));
}

#define pte_none(pte)		(pte_val(pte) == _PAGE_EMPTY)
#define pmd_none(pmd)		(pmd_val(pmd) == _TABLE_EMPTY)
#define pud_none(pud)		(pud_val(pud) == _TABLE_EMPTY)
#define pte_pfn(pte)		PHYS_PFN(pte_val(pte) & PAGE_MASK)
#define pmd_pfn(pmd)		PHYS_PFN(pmd_val(pmd) & PAGE_MASK)
#define pte_page(pte)		pfn_to_page(pte_pfn(pte))
/* the page table below, or the huge page itself */
#define pmd_page(pmd)		pfn_to_page(pmd_pfn(pmd))
#define pfn_pte(pfn, prot)	__pte(PFN_PHYS(pfn) | pgprot_val(prot))
#define pfn_pmd(pfn, prot)	__pmd(PFN_PHYS(pfn) | pgprot_val(prot))
#define mk_pte(page, prot)	pfn_pte(page_to_pfn(page), (prot))
#define mk_pmd(page, prot)	pfn_pmd(page_to_pfn(page), (prot))

static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
			      pte_t *ptep, pte_t pte)
{
	page_table_check_pte_set(mm, ptep, pte);
	set_pte(ptep, pte);
}

static inline pmd_t pmdp_get_and_clear(struct mm_struct *mm, pmd_t *pmdp)
{
	pmd_t pmd = *pmdp;

	pmd_clear(pmdp);
	page_table_check_pmd_clear(mm, pmd);
	return pmd;
}

#ifndef __HAVE_ARCH_PGTABLE_DEPOSIT
void pgtable_trans_huge_deposit(struct mm_struct *mm, pmd_t *pmdp, pgtable_t pgtable);
pgtable_t pgtable_trans_huge_withdraw(struct mm_struct *mm, pmd_t *pmdp);
#endif
void pte_free_defer(struct mm_struct *mm, pgtable_t pgtable);

#endif
