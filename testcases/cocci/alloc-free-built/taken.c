/* The name of the descriptor is taken. */
int toy_move(pmd_t *pmds[], struct ptdesc *ptdesc)
{
	pmd_t *pmd = (pmd_t *)__get_free_page(GFP_KERNEL);

	if (pmd && !pagetable_pmd_ctor(virt_to_ptdesc(pmd)))
		return -ENOMEM;
	toy_copy(pmd, ptdesc_address(ptdesc));
	return 0;
}
