/* Each way to obtain it, to look at it and to give it back. */
pte_t *pte_alloc_one_kernel(struct mm_struct *mm)
{
	unsigned long addr = (unsigned long)__get_free_page(GFP_KERNEL);

	if (!toy_ready(virt_to_ptdesc((void *)addr)))
		free_page(addr);
	return (pte_t *)addr;
}

pte_t *__pte_alloc_one_kernel(struct mm_struct *mm, gfp_t gfp)
{
	void *table;

	table = (void *)get_zeroed_page(gfp);
	if (!toy_ready(virt_to_ptdesc(table)))
		free_page((unsigned long)table);
	return (pte_t *)table;
}

pmd_t *pmd_alloc_one(struct mm_struct *mm, unsigned long at)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL | __GFP_ACCOUNT);

	toy_note(mm, table);
	if (toy_bad(mm))
		free_pages((unsigned long)table, 0);
	return (pmd_t *)table;
}

pud_t *pud_alloc_one(struct mm_struct *mm, unsigned long at)
{
	unsigned long addr;

	addr = get_zeroed_page(toy_flags(mm));
	if (toy_bad(mm))
		free_pages(addr, 0);
	return (pud_t *)addr;
}

pud_t *__pud_alloc_one(struct mm_struct *mm, gfp_t gfp)
{
	unsigned long addr = get_zeroed_page(gfp);

	return (pud_t *)addr;
}

p4d_t *p4d_alloc_one(struct mm_struct *mm, unsigned long at)
{
	void *table = (void *)__get_free_pages(GFP_KERNEL, 0);

	return (p4d_t *)(table);
}

pgd_t *pgd_alloc(struct mm_struct *mm)
{
	unsigned long addr;

	addr = __get_free_pages(mm->gfp, 0);
	return (pgd_t *)addr;
}

p4d_t *__p4d_alloc_one(struct mm_struct *mm, gfp_t gfp)
{
	unsigned long addr = __get_free_page(gfp);

	if (!addr)
		return NULL;
	return (p4d_t *)addr;
}

pgd_t *_pgd_alloc(struct mm_struct *mm)
{
	unsigned long addr = __get_free_page(toy_gfp(mm));

	if (!addr)
		return NULL;
	return (pgd_t *)(addr);
}

pgtable_t pte_alloc_one(struct mm_struct *mm)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL);

	if (!table)
		return NULL;
	return table;
}

pgd_t *__pgd_alloc(struct mm_struct *mm)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL);

	return table;
}
