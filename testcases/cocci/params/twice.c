/* The end of a page table: its destructor, and the way it goes. */
static inline void toy_pte_free(struct mm_struct *mm, struct page *pte_page)
{
	pagetable_pte_dtor(page_ptdesc(pte_page));
	pagetable_free(page_ptdesc(pte_page));
}

static inline void toy_pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte, unsigned long addr)
{
	unsigned long end = addr;

	pagetable_pte_dtor(page_ptdesc(pte));

#ifdef CONFIG_TOY
	/* two entries of the level above */
	toy_adjust_range(tlb, addr, end);
#endif

	tlb_remove_ptdesc(tlb, page_ptdesc(pte));
}

static inline void toy_pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	BUG_ON((unsigned long)pmd & (PAGE_SIZE - 1));
	pagetable_pmd_dtor(virt_to_ptdesc(pmd));
	pagetable_free(virt_to_ptdesc(pmd));
}
