/* A constructor and a destructor of each level, of a page and of an address. */
pgtable_t toy_pte_alloc(struct mm_struct *mm)
{
	struct page *page = toy_page(mm);

	if (!pgtable_pte_page_ctor(page)) /* no memory for the lock */
		return NULL;
	return page;
}

void toy_pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	pgtable_pmd_page_dtor(virt_to_page(pmd));
#ifdef CONFIG_TOY_SPLIT
	toy_release(pmd);
#endif
}

void *toy_late(unsigned long phys)
{
	unsigned long va = toy_map(phys);

	BUG_ON(!va || !pgtable_pmd_page_ctor(virt_to_page(va)));
	BUG_ON(!pgtable_pte_page_ctor(phys_to_page(phys)));
	return toy_install(va);
}
