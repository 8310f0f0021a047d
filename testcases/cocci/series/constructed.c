/* An interface that runs a constructor, too: its flags are masked once. */
pmd_t *pmd_alloc_one(struct mm_struct *mm, gfp_t gfp)
{
	pmd_t *pmd = (pmd_t *)__get_free_page(gfp);

	if (pmd && !pgtable_pmd_page_ctor(virt_to_page(pmd))) {
		free_page((unsigned long)pmd);
		return NULL;
	}
	return pmd;
}
