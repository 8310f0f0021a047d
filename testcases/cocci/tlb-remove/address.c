/* The page of an address, as a table and as a page. */
static inline void toy_pmd_free_tlb(struct mmu_gather *tlb, void *table)
{
	pagetable_pmd_dtor(virt_to_ptdesc(table));
	tlb_remove_table(tlb, virt_to_page(table));
}

static inline void toy_p4d_free_tlb(struct mmu_gather *tlb, p4d_t *p4d)
{
	tlb_remove_page(tlb, virt_to_page(p4d));
}

static inline void toy_other(struct mmu_gather *tlb, void *table, void *other)
{
	pagetable_pmd_dtor(virt_to_ptdesc(table));
	tlb_remove_page(tlb, virt_to_page(other));
	table = other;
	tlb_remove_table(tlb, virt_to_page(table));
}
