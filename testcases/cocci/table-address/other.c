/* Another order, another function, another type. */
pgd_t *pgd_alloc(struct mm_struct *mm)
{
	struct page *page = alloc_pages(GFP_KERNEL, 4);

	if (!page)
		return NULL;
	return (pgd_t *)page_address(page);
}

pte_t *toy_scratch(void)
{
	struct page *page = alloc_page(GFP_KERNEL);

	return (pte_t *)page_address(page);
}

pmd_t *pmd_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	struct page *page = alloc_page(GFP_KERNEL);
	struct toy *toy = (struct toy *)page_address(page);

	return toy->pmd;
}
