/* The tree has them: what takes a page only calls them. */
static inline bool pagetable_pte_ctor(struct ptdesc *ptdesc)
{
	return ptlock_init(ptdesc);
}

static inline bool pgtable_pte_page_ctor(struct page *page)
{
	return pagetable_pte_ctor(page_ptdesc(page));
}
