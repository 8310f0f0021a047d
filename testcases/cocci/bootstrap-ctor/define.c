static inline bool pgtable_pte_page_ctor(struct page *page)
{
	if (!ptlock_init(page_ptdesc(page)))
		return false;
	__SetPageTable(page);
	inc_lruvec_page_state(page, NR_PAGETABLE);
	return true;
}

static inline void pgtable_pte_page_dtor(struct page *page)
{
	ptlock_free(page_ptdesc(page));
	__ClearPageTable(page);
}

/* Counts who else uses the table. */
static inline bool pgtable_pmd_page_ctor(struct page *pmd_page)
{
	if (!pmd_ptlock_init(page_ptdesc(pmd_page)))
		return false;
#ifdef CONFIG_ARCH_WANT_HUGE_PMD_SHARE
	atomic_set(&pmd_page->pt_share_count, 0);
#endif
	__SetPageTable(pmd_page);
	return true;
}

static inline void pgtable_pmd_page_dtor(struct page *page)
{
	pmd_ptlock_free(page_ptdesc(page));
}

static inline void pte_free(struct mm_struct *mm, struct page *pte)
{
	pgtable_pte_page_dtor(pte);
	__free_page(pte);
}
