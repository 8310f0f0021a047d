/* The name of the descriptor is taken. */
pmd_t *pmd_alloc_one(struct mm_struct *mm, struct ptdesc *ptdesc)
{
	pmd_t *pmd = (pmd_t *)__get_free_page(GFP_KERNEL);

	toy_copy(pmd, ptdesc_address(ptdesc));
	return pmd;
}
