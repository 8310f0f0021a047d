/* The fields that only page tables use, by the type of what they are read through. */
static void toy_set_mm(pgd_t *pgd, struct mm_struct *mm)
{
	virt_to_page(pgd)->pt_mm = mm;
}

struct mm_struct *toy_get_mm(struct page *page)
{
	return page->pt_mm;
}

bool toy_put(void *table, unsigned long addr)
{
	struct page *page = virt_to_page(table);

	atomic_inc(&virt_to_page(addr)->pt_share_count);
#ifdef CONFIG_TOY
	page->pmd_huge_pte = NULL;	/* nothing deposited */
#endif
	return atomic_dec_and_test(&page->pt_frag_refcount);
}

spinlock_t *toy_lock(struct page *page)
{
	return &page->ptl;
}

#define toy_huge_pte(mm, pmd) (pmd_to_page(pmd)->pmd_huge_pte)
