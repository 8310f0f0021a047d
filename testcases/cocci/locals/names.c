/* The usual names of a page, and what else of it is the descriptor's. */
void toy_pg(void *table)
{
	struct page *pg = virt_to_page(table);

	toy_dtor(page_ptdesc(pg));
}

void toy_pg_later(void *table)
{
	struct page *pg;

	pg = virt_to_page(table);
	toy_dtor(page_ptdesc(pg));
}

void toy_pte(void *table)
{
	struct page *pte = virt_to_page(table);

	toy_dtor(page_ptdesc(pte));
}

void toy_fields(void *table)
{
	struct page *page = virt_to_page(table);

	toy_dtor(page_ptdesc(page));
	page->index = 0;
	call_rcu(&page->rcu_head, toy_now);
}

void toy_walk(struct list_head *head)
{
	struct ptdesc *ptdesc, *next;

	list_for_each_entry_safe(ptdesc, next, head, lru)
		pagetable_pte_dtor(ptdesc);
}
