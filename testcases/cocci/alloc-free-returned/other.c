/* It comes from elsewhere, or is more than one page. */
static pte_t *pte_alloc_one_kernel(struct mm_struct *mm)
{
	unsigned long addr = toy_pool(mm);

	return (pte_t *)addr;
}

static pgd_t *pgd_alloc(struct mm_struct *mm)
{
	unsigned long addr = __get_free_pages(GFP_KERNEL, 1);

	return (pgd_t *)addr;
}
