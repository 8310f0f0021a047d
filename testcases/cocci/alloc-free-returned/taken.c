/* The name of the descriptor is taken, or the address moves on. */
pmd_t *pmd_alloc_one(struct mm_struct *mm, struct ptdesc *ptdesc)
{
	unsigned long addr = get_zeroed_page(GFP_KERNEL);

	toy_copy(addr, ptdesc);
	return (pmd_t *)addr;
}

pud_t *pud_alloc_one(struct mm_struct *mm, unsigned long at)
{
	unsigned long addr = get_zeroed_page(GFP_KERNEL);

	addr |= mm->tag;
	return (pud_t *)addr;
}

p4d_t *p4d_alloc_one(struct mm_struct *mm, unsigned long at)
{
	void *table;

	table = toy_pool(mm);
	if (!table)
		table = (void *)get_zeroed_page(GFP_KERNEL);
	return (p4d_t *)table;
}
