/* What the other conversions may leave behind. */
pmd_t *toy(struct mmu_gather *tlb, struct ptdesc *ptdesc, struct list_head *head, unsigned long va)
{
	void *p;
	pte_t *pte;

	toy_a(page_ptdesc(ptdesc_page(ptdesc)));
	toy_b(ptdesc_page(page_ptdesc(toy_page())));
	toy_c(page_ptdesc(virt_to_page(p)), page_ptdesc(virt_to_page(va)));
	list_del(&ptdesc_page(ptdesc)->lru);
	call_rcu(&ptdesc_page(ptdesc)->rcu_head, toy_now);
	if (!ptdesc_page(ptdesc) || ptdesc_page(ptdesc) == NULL)
		return NULL;
	if (ptdesc_page(ptdesc))
		toy_d(page_address(ptdesc_page(ptdesc)));
	if (PageReserved(ptdesc_page(ptdesc)))
		free_reserved_page(ptdesc_page(ptdesc));
	ptdesc = page_ptdesc(list_first_entry(head, struct page, lru));
	tlb_remove_table(tlb, ptdesc_page(ptdesc));
	tlb_remove_page(tlb, ptdesc_page(ptdesc)); /* or so */
	/* the cast counts the entries */
	pte = (pte_t *)page_address(ptdesc_page(ptdesc)) + 1;
	pte = (pte_t *)page_address(ptdesc_page(ptdesc));
	return (pmd_t *)page_address(ptdesc_page(ptdesc));
}
