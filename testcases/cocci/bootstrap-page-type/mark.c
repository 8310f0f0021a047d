static inline bool pagetable_pte_ctor(struct ptdesc *ptdesc)
{
	struct page *page = ptdesc_page(ptdesc);

	if (!ptlock_init(ptdesc))
		return false;
	__SetPageTable(page);
	inc_lruvec_page_state(page, NR_PAGETABLE);
	return true;
}

static inline void pagetable_pte_dtor(struct ptdesc *ptdesc)
{
	struct page *page = ptdesc_page(ptdesc);

	ptlock_free(ptdesc);
	__ClearPageTable(page);
}
