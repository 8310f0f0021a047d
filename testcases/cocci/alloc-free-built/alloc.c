/* A pointer to entries, with flags that nobody knows. */
int toy_preallocate(pmd_t *pmds[], gfp_t gfp)
{
	pmd_t *pmd = (pmd_t *)__get_free_page(gfp);

	if (pmd && !pagetable_pmd_ctor(virt_to_ptdesc(pmd)))
		return -ENOMEM;
	pmds[0] = pmd;
	return 0;
}
