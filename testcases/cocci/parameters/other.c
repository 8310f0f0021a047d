/* Used as a page, too; known to others; a value; called for nothing that a descriptor has. */
static void toy_flags(struct page *page)
{
	SetPageToy(page);
	pagetable_pte_dtor(page_ptdesc(page));
}

void toy_global(struct page *page)
{
	pagetable_pte_dtor(page_ptdesc(page));
}

static inline void toy_inline(struct page *page)
{
	pagetable_pte_dtor(page_ptdesc(page));
}

static void toy_callback(struct page *page)
{
	pagetable_pte_dtor(page_ptdesc(page));
}

static void toy_page(struct page *page)
{
	toy_count(page_to_nid(page));
}

struct toy_ops toy_ops = {
	.free = toy_callback,
};
