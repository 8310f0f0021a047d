/* Each way to write it down, with flags that are known and flags that are not. */
pud_t *pud_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	return (pud_t *)get_zeroed_page(GFP_KERNEL | __GFP_ACCOUNT);
}

pmd_t *pmd_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	pmd_t *pmd = (pmd_t *)__get_free_page(toy_gfp(mm));

	if (pmd)
		toy_clear(pmd);
	return pmd;
}

p4d_t *p4d_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	p4d_t *p4d = (p4d_t *)get_zeroed_page(GFP_KERNEL | __GFP_ACCOUNT);

	return toy_fill(p4d);
}

p4d_t *__p4d_alloc_one(struct mm_struct *mm, gfp_t gfp)
{
	p4d_t *p4d;

	p4d = (p4d_t *)get_zeroed_page(gfp);
	if (p4d == NULL)
		return NULL;
	return toy_fill(p4d);
}

pte_t *pte_alloc_one_kernel(struct mm_struct *mm)
{
	pte_t *pte;

	pte = (pte_t *)get_zeroed_page(GFP_KERNEL | __GFP_ACCOUNT);
	return pte;
}

pgd_t *__pgd_alloc(struct mm_struct *mm, int order)
{
	if (!order)
		return (pgd_t *)__get_free_page(GFP_KERNEL);
	toy_count(mm);
	return toy_large(mm);
}

pud_t *__pud_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	pud_t *pud = (pud_t *)get_zeroed_page(toy_gfp(mm));

	return toy_fill(pud);
}

pte_t *__pte_alloc_one_kernel(struct mm_struct *mm)
{
	pte_t *pte;

	pte = (pte_t *)__get_free_page(mm->gfp);
	return pte;
}
