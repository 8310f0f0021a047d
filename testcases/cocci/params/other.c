/* Not on every path, not the same, or not the name's first use. */
static inline void toy_folded(struct mm_struct *mm, pmd_t *pmd)
{
	if (toy_is_folded(mm))
		return;
	pagetable_pmd_dtor(virt_to_ptdesc(pmd));
	pagetable_free(virt_to_ptdesc(pmd));
}

static inline void toy_next(struct page *page)
{
	pagetable_pte_dtor(page_ptdesc(page));
	page = toy_other(page);
	pagetable_free(page_ptdesc(page));
}

static inline void toy_once(struct page *page)
{
	pagetable_pte_dtor(page_ptdesc(page));
}
