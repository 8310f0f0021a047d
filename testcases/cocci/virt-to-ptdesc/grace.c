/* Grace periods of typed tables, lists of pgtable_t. */
static void toy_defer(pmd_t *pmd)
{
	call_rcu(&virt_to_page(pmd)->rcu_head, toy_now);
}

static void toy_defer_local(pmd_t *pmd)
{
	struct page *page = virt_to_page(pmd);

	call_rcu(&page->rcu_head, toy_now);
}

static void toy_keep(pgtable_t pgtable)
{
	struct page *page = virt_to_page(pgtable);

	list_add(&page->lru, &toy_list);
}

static void toy_reused(pgtable_t pgtable, struct page *other)
{
	struct page *page = virt_to_page(pgtable);

	page = other;
	list_add(&page->lru, &toy_list);
}
