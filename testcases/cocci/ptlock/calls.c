/* Callers that have an address, or a page by another name. */
static inline bool ptlock_init(struct page *page)
{
	return toy_lock(page_ptdesc(page));
}

static inline spinlock_t *toy_lockptr(struct mm_struct *mm, pmd_t *pmd)
{
	return ptlock_ptr(pmd_pgtable_page(pmd));
}

static inline bool toy_init(pte_t *pte, unsigned long addr)
{
	return ptlock_init(virt_to_page(pte)) && ptlock_init(virt_to_page(addr));
}
