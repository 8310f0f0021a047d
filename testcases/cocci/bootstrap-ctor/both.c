/* The functions of the descriptor are there: what is left of the others stays. */
static inline void pagetable_pte_dtor(struct ptdesc *ptdesc)
{
	ptlock_free(ptdesc);
}

static inline void pgtable_pte_page_dtor(struct page *page)
{
	pagetable_pte_dtor(page_ptdesc(page));
}

static inline bool pagetable_pmd_ctor(struct ptdesc *ptdesc)
{
	return pmd_ptlock_init(ptdesc);
}

static inline bool pgtable_pmd_page_ctor(struct page *page)
{
	return pagetable_pmd_ctor(page_ptdesc(page));
}

static inline void pagetable_pmd_dtor(struct ptdesc *ptdesc)
{
	pmd_ptlock_free(ptdesc);
}

static inline void pgtable_pmd_page_dtor(struct page *page)
{
	pagetable_pmd_dtor(page_ptdesc(page));
}
