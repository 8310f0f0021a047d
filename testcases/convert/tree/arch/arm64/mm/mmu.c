void third(struct page *page)
{
	pgtable_pte_page_dtor(page);
}
