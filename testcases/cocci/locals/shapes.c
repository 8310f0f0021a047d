/* Shapes of a local and of its uses. */
pgtable_t toy_alloc(struct mm_struct *mm, gfp_t gfp)
{
	struct page *pte;

	pte = alloc_page(gfp);
	if (!pte || toy_bad(pte))
		return NULL;
	if (pte)
		toy_zero(page_address(pte));
	if (!pagetable_pte_ctor(page_ptdesc(pte))) {
		__free_page(pte);	/* no lock */
		return NULL;
	}
	return pte;
}

void toy_free(void *table)
{
	struct page *page = virt_to_page(table);

	if (PageReserved(page))
		return free_reserved_page(page);
	pagetable_pte_dtor(page_ptdesc(page));
#ifdef CONFIG_TOY
	list_del(&page->lru);
#endif
	page = NULL;
}

void toy_attribute(void)
{
	struct page *page __maybe_unused = toy_page();

	toy_dtor(page_ptdesc(page));
}

void toy_several(struct list_head *head)
{
	struct page *next, *page;	/* two of them */

	list_for_each_entry(page, head, lru)
		pagetable_pte_dtor(page_ptdesc(page));
	next = toy_next();
	toy_use(next);
}

void toy_two(void)
{
	struct page *page = toy_page();
	struct page *second = toy_page();

	toy_dtor(page_ptdesc(page));
	toy_dtor(page_ptdesc(second));
}

pgtable_t toy_from(struct rcu_head *head)
{
	struct page *page;

	page = ptdesc_page(toy_ptdesc(head));
	return (pgtable_t)page;
}

void toy_mixed(void)
{
	struct page *alone = toy_page();
	struct page *other, *page;

	page = toy_page();
	other = toy_next(page);
	toy_use(other);
	toy_dtor(page_ptdesc(page));
	toy_dtor(page_ptdesc(alone));
}
