// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>
#include <asm/pgalloc.h>
#include <asm/tlb.h>

DEFINE_SPINLOCK(pgd_lock);
LIST_HEAD(pgd_list);

void ___pte_free_tlb(struct mmu_gather *tlb, struct page *pte)	/* expect: api-interface [x86_64] */
{
	pagetable_pte_dtor(page_ptdesc(pte));
	paravirt_release_pte(page_to_pfn(pte));
	tlb_remove_table(tlb, pte);	/* expect: api-remove [x86_64] */
}

void ___pmd_free_tlb(struct mmu_gather *tlb, pmd_t *pmd)
{
	struct page *page = virt_to_page(pmd);

	paravirt_release_pmd(__pa(pmd) >> PAGE_SHIFT);
	pgtable_pmd_page_dtor(page);	/* expect: api-renamed [x86_64] */
	tlb_remove_page(tlb, page);	/* expect: alloc-free [x86_64] */
}

static void pgd_list_add(pgd_t *pgd)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(pgd);

	list_add(&ptdesc->pt_list, &pgd_list);
}

static void pgd_list_del(pgd_t *pgd)
{
	struct ptdesc *ptdesc = virt_to_ptdesc(pgd);

	list_del(&ptdesc->pt_list);
}

struct mm_struct *pgd_page_get_mm(struct page *page)	/* expect: api-interface [x86_64] */
{
	return page_ptdesc(page)->pt_mm;
}

static pgd_t *_pgd_alloc(void)
{
	return (pgd_t *)__get_free_pages(GFP_PGTABLE_USER, 0);	/* expect: alloc-raw [x86_64] */
}

static void _pgd_free(pgd_t *pgd)
{
	free_pages((unsigned long)pgd, 0);	/* expect: alloc-free [x86_64] */
}

pgd_t *pgd_alloc(struct mm_struct *mm)	/* expect: ctor-missing [x86_64] */
{
	pgd_t *pgd = _pgd_alloc();

	if (!pgd)
		return NULL;
	mm->pgd = pgd;
	spin_lock(&pgd_lock);
	virt_to_ptdesc(pgd)->pt_mm = mm;
	pgd_list_add(pgd);
	spin_unlock(&pgd_lock);
	return pgd;
}

void pgd_free(struct mm_struct *mm, pgd_t *pgd)	/* expect: ctor-missing [x86_64] */
{
	spin_lock(&pgd_lock);
	pgd_list_del(pgd);
	spin_unlock(&pgd_lock);
	_pgd_free(pgd);
}

/* pmd_sv holds entries while their tables are freed; no walker ever sees it. */
int pud_free_pmd_page(pud_t *pud, unsigned long addr)
{
	pmd_t *pmd = pmd_offset(pud, addr), *pmd_sv;
	int i;

	pmd_sv = (pmd_t *)__get_free_page(GFP_KERNEL);
	if (!pmd_sv)
		return 0;
	for (i = 0; i < PTRS_PER_PMD; i++) {
		pmd_sv[i] = pmd[i];
		if (!pmd_none(pmd[i]))
			pmd_clear(&pmd[i]);
	}
	set_pud(pud, __pud(0));
	for (i = 0; i < PTRS_PER_PMD; i++)
		if (!pmd_none(pmd_sv[i]))
			pte_free_kernel(&init_mm, (pte_t *)pmd_page_vaddr(pmd_sv[i]));
	free_page((unsigned long)pmd_sv);
	pmd_free(&init_mm, pmd);
	return 1;
}
