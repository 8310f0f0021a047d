/* The page of a typed page table pointer. */
static inline void toy_pud_free_tlb(struct mmu_gather *tlb, pud_t *pudp, unsigned long addr)
{
	tlb_remove_table(tlb, virt_to_page(pudp)); /* no destructor at this level */
}
