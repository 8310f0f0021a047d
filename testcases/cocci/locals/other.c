/* A local that is used as a page, cannot be re-typed in place, or has no name to get. */
bool toy_refcount(pte_t *ptep)
{
	struct page *page = pfn_to_page(toy_pfn(ptep));

	return page_ref_inc_return(page) == 2 && pagetable_pte_ctor(page_ptdesc(page));
}

void toy_flags(pte_t *ptep)
{
	struct page *page = toy_page(ptep);

	SetPagePinned(page);
	spin_lock(ptlock_ptr(page_ptdesc(page)));
}

void toy_fields(pte_t *ptep)
{
	struct page *page = toy_page(ptep);

	page->private = 1;
	pagetable_pte_dtor(page_ptdesc(page));
}

void toy_address(pte_t *ptep)
{
	struct page *page = toy_page(ptep);

	toy_replace(&page);
	page++;
	pagetable_pte_dtor(page_ptdesc(page));
}

void toy_const(pte_t *ptep)
{
	const struct page *page = toy_page(ptep);
	struct page *const pg = toy_page(ptep);

	toy_dtor(page_ptdesc(page));
	toy_dtor(page_ptdesc(pg));
}

void toy_initialised(pte_t *ptep)
{
	struct page *page = toy_page(ptep), *other;

	other = toy_next();
	toy_use(other);
	toy_dtor(page_ptdesc(page));
}

void toy_taken(struct ptdesc *ptdesc)
{
	struct page *page = toy_page(ptdesc);

	toy_dtor(page_ptdesc(page));
}

void toy_parameter(struct page *page)
{
	toy_dtor(page_ptdesc(page));
}

void toy_walk(struct list_head *head)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, head, lru)
		toy_dtor(page_ptdesc(page));
}

static inline struct ptdesc *pagetable_alloc(gfp_t gfp, unsigned int order)
{
	struct page *page = alloc_pages(gfp | __GFP_COMP, order);

	return page_ptdesc(page);
}

static inline void pagetable_free(struct ptdesc *pt)
{
	struct page *page = ptdesc_page(pt);

	__free_pages(page, compound_order(page));
}
