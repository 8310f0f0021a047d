/* Pages that are no page tables. */
static void toy_page_free_now(struct rcu_head *head)
{
	struct page *page;

	page = container_of(head, struct page, rcu_head);
	__free_page(page);
}

void toy_page_free_defer(struct page *page, pgtable_t pgtable)
{
	toy_touch(pgtable);
	call_rcu(&page->rcu_head, toy_page_free_now);
}
