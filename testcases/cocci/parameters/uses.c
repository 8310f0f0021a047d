/* All that a parameter is used for, with a name to give up and with one to keep. */
static void toy_usual(struct page *page, struct list_head *list)
{
	if (page == NULL)
		page = toy_next(list);
	if (!page || page != NULL)
		list_add(&page->lru, list);
	page->index = 0;
	call_rcu(&page->rcu_head, toy_now);
	toy_mark(page_to_pfn(page));
	if (page && toy_ready())
		return;
	pagetable_pte_dtor(page_ptdesc(page));
}

static void toy_kept(struct page *table, struct list_head *list)
{
	if (table == NULL)
		table = toy_next(list);
	if (!table || table != NULL)
		list_add(&table->lru, list);
	table->index = 0;
	call_rcu(&table->rcu_head, toy_now);
	toy_mark(page_to_pfn(table));
	if (table)
		pagetable_pte_dtor(page_ptdesc(table));
}
