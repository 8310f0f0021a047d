// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Faults and teardown: where page tables and the pages they map meet.
 */
#include <linux/pagemap.h>
#include <asm/pgalloc.h>
#include <asm/tlb.h>

bool mem_alloc_profiling;
struct mm_struct init_mm = {
	.pgd = swapper_pg_dir,
};

static void pmd_install(struct mm_struct *mm, pmd_t *pmd, pgtable_t *pte)
{
	spinlock_t *lock = pmd_lockptr(mm, pmd);

	spin_lock(lock);
	if (pmd_none(*pmd)) {
		mm_inc_nr_ptes(mm);
		smp_wmb();
		pmd_populate(mm, pmd, *pte);
		*pte = NULL;
	}
	spin_unlock(lock);
}

int __pte_alloc(struct mm_struct *mm, pmd_t *pmd)
{
	pgtable_t table = pte_alloc_one(mm);

	if (!table)
		return -1;
	pmd_install(mm, pmd, &table);
	if (table)
		pte_free(mm, table);
	return 0;
}

static int do_anonymous_page(struct vm_fault *vmf, struct address_space *anon)
{
	struct mm_struct *mm = vmf->vma->vm_mm;
	struct page *page;
	spinlock_t *ptl;

	if (pmd_none(*vmf->pmd)) {
		vmf->prealloc_pte = pte_alloc_one(mm);
		if (!vmf->prealloc_pte)
			return -1;
		pmd_install(mm, vmf->pmd, &vmf->prealloc_pte);
	}
	page = alloc_page(GFP_HIGHUSER);
	if (!page)
		return -1;
	page->mapping = anon;
	page->index = vmf->address >> PAGE_SHIFT;
	vmf->page = page;

	ptl = pte_lockptr(mm, vmf->pmd);
	spin_lock(ptl);
	vmf->pte = pte_offset_kernel(vmf->pmd, vmf->address);
	set_pte_at(mm, vmf->address, vmf->pte, mk_pte(page, vmf->vma->vm_page_prot));
	spin_unlock(ptl);
	return 0;
}

int handle_pte_fault(struct vm_fault *vmf, struct address_space *anon)
{
	struct page *page;

	if (!pmd_none(*vmf->pmd) && pmd_leaf(*vmf->pmd)) {
		page = pmd_page(*vmf->pmd);
		return page->mapping == anon;
	}
	if (!pmd_none(*vmf->pmd)) {
		vmf->pte = pte_offset_kernel(vmf->pmd, vmf->address);
		if (!pte_none(*vmf->pte)) {
			page = pte_page(*vmf->pte);
			return page->index != vmf->address >> PAGE_SHIFT;
		}
	}
	return do_anonymous_page(vmf, anon);
}

void free_pte_range(struct mmu_gather *tlb, pmd_t *pmd, unsigned long addr)
{
	pgtable_t token = pmd_pgtable(*pmd);

	pmdp_get_and_clear(tlb->mm, pmd);
	pte_free_tlb(tlb, token, addr);	/* expect: alloc-free [arm64], api-renamed [arm64] */
	mm_dec_nr_ptes(tlb->mm);
}

void free_pmd_range(struct mmu_gather *tlb, pud_t *pud, unsigned long addr)
{
	pmd_t *pmd = pmd_offset(pud, addr & ~((1UL << PUD_SHIFT) - 1));

	set_pud(pud, __pud(_TABLE_EMPTY));
	pmd_free_tlb(tlb, pmd, addr);
}
