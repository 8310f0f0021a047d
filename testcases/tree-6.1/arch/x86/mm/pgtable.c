// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>
#include <linux/slab.h>
#include <asm/pgalloc.h>
#include <asm/tlb.h>

DEFINE_SPINLOCK(pgd_lock);
LIST_HEAD(pgd_list);

void ___pte_free_tlb(struct mmu_gather *tlb, struct page *pte)
{
	pgtable_pte_page_dtor(pte);
	paravirt_release_pte(page_to_pfn(pte));
	tlb_remove_table(tlb, pte);
}

void ___pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmd)
{
	struct page *page = virt_to_page(pmd);

	pgtable_pmd_page_dtor(page);
	tlb_remove_table(tlb, page);
}

/* Here the address of a table stands for it, as on s390. */
void ___pud_free_tlb(struct mmu_gather *tlb, pmd_t *pmd)
{
	pgtable_pmd_page_dtor(virt_to_page(pmd));
	tlb_remove_table(tlb, pmd);
}

static inline void pgd_list_add(pgd_t *pgd)
{
	struct page *page = virt_to_page(pgd);

	list_add(&page->lru, &pgd_list);
}

static void pgd_set_mm(pgd_t *pgd, struct mm_struct *mm)
{
	virt_to_page(pgd)->pt_mm = mm;
}

struct mm_struct *pgd_page_get_mm(struct page *page)
{
	return page->pt_mm;
}

pgd_t *pgd_alloc(struct mm_struct *mm)
{
	pgd_t *pgd = (pgd_t *)__get_free_page(GFP_PGTABLE_USER);

	if (pgd) {
		pgd_set_mm(pgd, mm);
		pgd_list_add(pgd);
	}
	return pgd;
}

void pgd_free(struct mm_struct *mm, pgd_t *pgd)
{
	free_page((unsigned long)pgd);
}
