/* Some of it is converted already. */
void toy_count_all(void)
{
	struct page *page;

	list_for_each_entry(page, &pgd_list, lru)
		toy_count(page_ptdesc(page));
}
