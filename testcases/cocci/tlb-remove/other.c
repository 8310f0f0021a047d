/* Other memory, tagged addresses, and a page that is another by now. */
void toy(struct mmu_gather *tlb, struct page *page, void *table)
{
	tlb_remove_page(tlb, page);
	tlb_remove_table(tlb, table);
	tlb_remove_table(tlb, (void *)((unsigned long)table | 1));
	tlb_remove_page(tlb, virt_to_page(table));
}

void toy_next(struct mmu_gather *tlb, struct page *page)
{
	pagetable_pte_dtor(page_ptdesc(page));
	page = toy_user_page(page);
	tlb_remove_page(tlb, page);
}
