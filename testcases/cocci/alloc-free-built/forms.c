/* Each way to write it down, with flags that are known and flags that are not. */
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
