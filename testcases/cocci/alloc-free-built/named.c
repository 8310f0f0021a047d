/* An interface that allocates page tables: alloc-free-address.cocci tells of it. */
pmd_t *pmd_alloc_one(struct mm_struct *mm, gfp_t gfp)
{
	pmd_t *pmd = (pmd_t *)__get_free_page(GFP_KERNEL);

	if (pmd && !pagetable_pmd_ctor(virt_to_ptdesc(pmd)))
		return NULL;
	return pmd;
}
