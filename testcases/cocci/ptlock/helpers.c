/* Definitions, prototypes and callers, more than one of a name. */
#if ALLOC_SPLIT_PTLOCKS
extern bool ptlock_alloc(struct page *page);
extern void ptlock_free(struct page *);

static inline spinlock_t *ptlock_ptr(struct page *page)
{
	return page->ptl;
}
#else
static inline spinlock_t *ptlock_ptr(struct page *page)
{
	return &page->ptl;
}
#endif

static inline bool ptlock_init(struct page *page)
{
	/* page->ptl is zero by now */
	VM_BUG_ON_PAGE(*(unsigned long *)&page->ptl, page);
	if (!ptlock_alloc(page))
		return false;
	spin_lock_init(ptlock_ptr(page));
	return true;
}

static inline void pmd_ptlock_free(struct page *page) {}

static inline spinlock_t *pmd_lockptr(struct mm_struct *mm, pmd_t *pmd)
{
	return ptlock_ptr(pmd_to_page(pmd));
}

static inline spinlock_t *pte_lockptr(struct mm_struct *mm, pmd_t *pmd)
{
	return ptlock_ptr(pmd_page(*pmd));
}

static inline bool toy_ctor(struct page *page)
{
	if (!ptlock_init(page))
		return false;
	__SetPageTable(page);
	return true;
}
