/* What page tables alone have belongs to the descriptor, in each of the functions. */
static inline bool pgtable_pte_page_ctor(struct page *page)
{
	atomic_set(&page->pt_frag_refcount, 1);
	__SetPageTable(page);
	return true;
}

static inline void pgtable_pte_page_dtor(struct page *page)
{
	page->pt_mm = NULL;
	__ClearPageTable(page);
}

static inline void pgtable_pmd_page_dtor(struct page *page)
{
	page->pmd_huge_pte = NULL;
	__ClearPageTable(page);
}
