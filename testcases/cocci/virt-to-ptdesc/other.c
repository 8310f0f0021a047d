/* Other memory, and the helper that is defined this way. */
static inline struct ptdesc *virt_to_ptdesc(const void *x)
{
	return page_ptdesc(virt_to_page(x));
}

static void toy(void *buf, kvm_pte_t *stage2, pte_t *pte)
{
	struct page *page = virt_to_page(buf);
	struct page *table = virt_to_page(stage2);
	struct page *pinned = virt_to_page(pte);

	list_add(&page->lru, &toy_list);
	list_add(&table->lru, &toy_list);
	get_page(pinned);
	SetPagePinned(virt_to_page(pte));
}

static void toy_again(pte_t *pte, struct list_head *head)
{
	struct page *page = virt_to_page(pte);

	toy_pin(page);
	page = toy_user_page();
	list_add(&page->lru, head);
}
