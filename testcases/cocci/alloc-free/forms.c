/* Each way to write both ends. */
pmd_t *toy_pmd_alloc(struct mm_struct *mm)
{
	struct ptdesc *ptdesc = page_ptdesc(alloc_pages(GFP_KERNEL, PMD_TABLE_ORDER));

	if (ptdesc && !pagetable_pmd_ctor(ptdesc))
		return NULL;
	return toy_fill(ptdesc);
}

void *toy_zero_order(gfp_t gfp)
{
	struct ptdesc *ptdesc = page_ptdesc(alloc_pages(gfp, 0));

	if (toy_bad(ptdesc))
		__free_pages(ptdesc_page(ptdesc), 0);
	return ptdesc;
}

void toy_pte_free(struct mm_struct *mm, struct page *pte)
{
	pagetable_pte_dtor(page_ptdesc(pte));
	toy_count(mm);
	__free_pages(pte, PTE_TABLE_ORDER);
}

void toy_pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	pagetable_pmd_dtor(virt_to_ptdesc(pmd));
	free_page((unsigned long)pmd);
}

int toy_preallocate(pmd_t *pmds[])
{
	pmd_t *pmd = toy_table(0);

	if (!pagetable_pmd_ctor(virt_to_ptdesc(pmd))) {
		free_pages((unsigned long)pmd, PMD_TABLE_ORDER);
		return -ENOMEM;
	}
	pmds[0] = pmd;
	return 0;
}

void toy_again(struct page *pte, struct page *other)
{
	pagetable_pte_dtor(page_ptdesc(pte));
	pte = other;
	__free_page(pte);
}
