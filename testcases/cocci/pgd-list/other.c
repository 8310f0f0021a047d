/* Other lists, and a variable that is used again for something else. */
void toy(void)
{
	struct page *page;

	list_for_each_entry(page, &toy_pgd_list, lru)
		toy_pin(page);
	list_add(&page->lru, &toy_pgd_list);
}

void toy_first(void)
{
	struct page *page;

	page = toy_user_page();
	toy_pin(page);
	list_for_each_entry(page, &pgd_list, lru)
		toy_pin(page);
}
