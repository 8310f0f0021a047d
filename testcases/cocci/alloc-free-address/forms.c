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

int toy_populate(pmd_t *pmds[], gfp_t gfp)
{
	pmd_t *pmd = (pmd_t *)get_zeroed_page(gfp);

	if (pmd && !pagetable_pmd_ctor(virt_to_ptdesc(pmd)))
		return -ENOMEM;
	pmds[0] = pmd;
	return 0;
}

int toy_populate_user(pte_t *ptes[])
{
	pte_t *pte = (pte_t *)get_zeroed_page(GFP_KERNEL | __GFP_ACCOUNT);

	if (pte && !pagetable_pte_ctor(virt_to_ptdesc(pte)))
		return -ENOMEM;
	ptes[0] = pte;
	return 0;
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

int toy_populate_kernel(struct mm_struct *mm, pud_t *puds[])
{
	pud_t *pud = (pud_t *)get_zeroed_page(toy_gfp(mm));

	if (pud && !pagetable_pud_ctor(virt_to_ptdesc(pud)))
		return -ENOMEM;
	puds[0] = pud;
	return 0;
}

int toy_populate_by(struct mm_struct *mm, p4d_t *p4ds[])
{
	p4d_t *p4d = (p4d_t *)__get_free_page(toy_gfp(mm));

	if (p4d && !pagetable_p4d_ctor(virt_to_ptdesc(p4d)))
		return -ENOMEM;
	p4ds[0] = p4d;
	return 0;
}

int toy_populate_top(struct mm_struct *mm, pgd_t *pgds[])
{
	pgd_t *pgd = (pgd_t *)__get_free_page(mm->gfp);

	if (pgd && !pagetable_pgd_ctor(virt_to_ptdesc(pgd)))
		return -ENOMEM;
	pgds[0] = pgd;
	return 0;
}
