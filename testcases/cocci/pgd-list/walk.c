/* All walks of the list change, whatever they do with the page. */
static void toy_sync(unsigned long addr)
{
	struct page *page;

	spin_lock(&pgd_lock);
	list_for_each_entry(page, &pgd_list, lru) {
		pgd_t *pgd;

		pgd = (pgd_t *)page_address(page) + pgd_index(addr);
		/* the lock is only for Xen */
		spin_lock(&pgd_page_get_mm(page)->page_table_lock);
		toy_sync_one(page_address(page), pgd);
	}
	spin_unlock(&pgd_lock);
}

void toy_pin_all(void)
{
	struct page *page;

	list_for_each_entry(page, &pgd_list, lru) {
		if (!PagePinned(page))
			SetPageSavePinned(page);
	}
}

static void toy_add(struct page *page)
{
	list_add(&page->lru, &pgd_list);
}
