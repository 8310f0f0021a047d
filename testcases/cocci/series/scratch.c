/* One function that has both: a table, and a copy of it. */
int pud_free_pmd_page(pud_t *pud, unsigned long addr)
{
	pmd_t *pmd, *pmd_sv;
	int i;

	pmd = pud_pgtable(*pud);
	pmd_sv = (pmd_t *)__get_free_page(GFP_KERNEL);
	if (!pmd_sv)
		return 0;
	for (i = 0; i < PTRS_PER_PMD; i++)
		pmd_sv[i] = pmd[i];
	pud_clear(pud);
	free_page((unsigned long)pmd_sv);

	pgtable_pmd_page_dtor(virt_to_page(pmd));
	free_page((unsigned long)pmd);
	return 1;
}
