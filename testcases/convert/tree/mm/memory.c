void fourth(struct page *page)
{
	pgtable_pte_page_dtor(page);
	quicklist_trim(0);
}
