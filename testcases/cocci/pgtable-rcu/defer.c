/* A page table that waits for a grace period, and the function that is waited for. */
static void toy_free_now(struct rcu_head *head)
{
	struct page *page;

	page = container_of(head, struct page, rcu_head);
	pte_free(NULL /* mm is not used */, (pgtable_t)page);
}

void toy_free_defer(struct mm_struct *mm, pgtable_t pgtable)
{
	struct page *page;

	page = pgtable;
	call_rcu(&page->rcu_head, toy_free_now);
}

static void toy_addr_free_now(struct rcu_head *head)
{
	struct page *page;

	page = container_of(head, struct page, rcu_head);
	__pte_free((pgtable_t)page_address(page));
}

void toy_direct_free_defer(struct mm_struct *mm, pgtable_t pgtable)
{
	call_rcu(&pgtable->rcu_head, toy_free_now);
}
