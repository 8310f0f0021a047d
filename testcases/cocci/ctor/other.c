/* Constructors of other things, the definition itself, and its name alone. */
static inline bool pgtable_pte_page_ctor(struct page *page)
{
	return toy_lock_init(page);
}

void toy(struct page *page, struct ptdesc *ptdesc)
{
	my_pgtable_pte_page_ctor(page);
	slab_page_ctor(page);
	pagetable_pte_ctor(ptdesc);
	pr_debug("pgtable_pte_page_ctor(%p)\n", page);
	toy_hook = pgtable_pte_page_ctor;	/* no call */
}
