/* Both ends, in one function and in two. */
pmd_t *toy_pmd_alloc(struct mm_struct *mm)
{
	struct ptdesc *ptdesc;

	ptdesc = page_ptdesc(alloc_pages(GFP_KERNEL_ACCOUNT, PMD_TABLE_ORDER));
	if (!ptdesc)
		return NULL;
	if (!pagetable_pmd_ctor(ptdesc)) {
		__free_pages(ptdesc_page(ptdesc), PMD_TABLE_ORDER);
		return NULL;
	}
	return ptdesc_address(ptdesc);
}

void toy_pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	pagetable_pmd_dtor(virt_to_ptdesc(pmd));
	free_pages((unsigned long)pmd, PMD_TABLE_ORDER);
}

void toy_pte_free(struct mm_struct *mm, struct page *pte_page)
{
	pagetable_pte_dtor(page_ptdesc(pte_page));
	__free_page(pte_page);	/* the last reference */
}

void *toy_zero_order(gfp_t gfp)
{
	struct ptdesc *ptdesc = page_ptdesc(alloc_page(gfp));

	if (toy_bad(ptdesc))
		__free_page(ptdesc_page(ptdesc));
	return ptdesc;
}

int toy_preallocate(pmd_t *pmds[], int count)
{
	int i;

	for (i = 0; i < count; i++) {
		pmd_t *pmd = toy_table(i);

		if (pmd && !pagetable_pmd_ctor(virt_to_ptdesc(pmd))) {
			free_page((unsigned long)pmd);
			return -ENOMEM;
		}
		pmds[i] = pmd;
	}
	return 0;
}
