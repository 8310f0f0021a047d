/* The helpers that are defined by what is reduced elsewhere, and plain pages. */
static inline struct ptdesc *virt_to_ptdesc(const void *x)
{
	return page_ptdesc(virt_to_page(x));
}

static inline void *ptdesc_to_virt(const struct ptdesc *pt)
{
	return page_to_virt(ptdesc_page(pt));
}

static inline void free_reserved_ptdesc(struct ptdesc *pt)
{
	free_reserved_page(ptdesc_page(pt));
}

static inline void tlb_remove_page_ptdesc(struct mmu_gather *tlb, struct ptdesc *pt)
{
	tlb_remove_page(tlb, ptdesc_page(pt));
}

static inline struct ptdesc *pmd_ptdesc(pmd_t *pmd)
{
	return page_ptdesc(pmd_pgtable_page(pmd));
}

void toy(struct page *page, struct ptdesc *ptdesc)
{
	list_del(&page->lru);
	toy_pin(ptdesc_page(ptdesc));
	toy_lock(page_ptdesc(page));
}

static inline void *ptdesc_address(const struct ptdesc *pt)
{
	return (void *)page_to_virt(ptdesc_page(pt));
}

static inline void tlb_remove_ptdesc(struct mmu_gather *tlb, void *pt)
{
	tlb_remove_table(tlb, ptdesc_page(pt));
}
