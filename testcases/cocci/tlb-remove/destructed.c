/* The page whose destructor has just run. */
static inline void toy_pte_free_tlb(struct mmu_gather *tlb, pgtable_t pte, unsigned long addr)
{
	pagetable_pte_dtor(page_ptdesc(pte));

#ifndef CONFIG_TOY_LPAE
	/* two entries of the level above */
	toy_adjust_range(tlb, addr);
#endif

	tlb_remove_table(tlb, pte);
}

static inline void toy_old_free_tlb(struct mmu_gather *tlb, pgtable_t pte)
{
	pgtable_pte_page_dtor(pte);
	tlb_remove_page(tlb, pte);
}

#define __toy_pte_free_tlb(tlb, pte, addr)	\
do {						\
	pagetable_pte_dtor(page_ptdesc(pte));	\
	tlb_remove_page((tlb), (pte));		\
} while (0)

#define __toy_pmd_free_tlb(tlb, pmd, addr)		\
do {							\
	pagetable_pmd_dtor(virt_to_ptdesc(pmd));	\
	tlb_remove_page((tlb), virt_to_page(pmd));	\
} while (0)

/* Its address stands for it where that is all the architecture needs. */
void toy_addr(struct mmu_gather *tlb, pmd_t *pmd)
{
	pagetable_pmd_dtor(virt_to_ptdesc(pmd));
	tlb_remove_table(tlb, pmd);
}
