/* One release in a shape that is not converted: nothing is. */
pgd_t *pgd_alloc(struct mm_struct *mm)
{
	pgd_t *pgd = (pgd_t *)__get_free_pages(GFP_KERNEL, 1);

	return pgd;
}

pmd_t *pmd_alloc_one(struct mm_struct *mm)
{
	return (pmd_t *)__get_free_pages(GFP_KERNEL, 2);
}

void pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	free_pages((unsigned long)pmd & PAGE_MASK, 2);
}

void pgd_free(struct mm_struct *mm, pgd_t *pgd)
{
	free_pages((unsigned long)pgd, 1);
}
