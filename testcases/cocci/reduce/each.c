/* Each form once, whatever it is part of. */
pte_t *toy(struct ptdesc *ptdesc, struct list_head *head, struct rcu_head *rcu, pmd_t *pmd)
{
	pte_t *pte;

	toy_a(ptdesc_page(virt_to_ptdesc(pmd)));
	toy_b(page_ptdesc(pmd_to_page(pmd)), page_ptdesc(pmd_pgtable_page(pmd)));
	toy_c(page_to_virt(ptdesc_page(ptdesc)));
	pte = (pte_t *)page_to_virt(ptdesc_page(ptdesc));
	pte = (pte_t *)page_to_virt(ptdesc_page(ptdesc)) + 1;
	toy_d(page_ptdesc(list_first_entry_or_null(head, struct page, lru)));
	toy_e(page_ptdesc(list_last_entry(head, struct page, lru)));
	toy_f(page_ptdesc(list_entry(head, struct page, lru)));
	toy_g(page_ptdesc(container_of(head, struct page, lru)));
	toy_h(page_ptdesc(container_of(rcu, struct page, rcu_head)));
	if (ptdesc_page(ptdesc) != NULL)
		return pte;
	if ((ptdesc_page(ptdesc) && pte) || (pte && ptdesc_page(ptdesc)))
		return pte;
	toy_i((pte || ptdesc_page(ptdesc)) + (ptdesc_page(ptdesc) || pte));
	toy_j(pte && ptdesc_page(ptdesc) == head);
	return (pte_t *)page_to_virt(ptdesc_page(ptdesc));
}
