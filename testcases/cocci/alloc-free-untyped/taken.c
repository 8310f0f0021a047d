/* The name of the descriptor is taken, the address moves on, or somebody else has it. */
static int toy_taken(struct ptdesc *ptdesc)
{
	unsigned long addr = __get_free_page(GFP_KERNEL);

	pagetable_pte_ctor(virt_to_ptdesc((void *)addr));
	return toy_copy(addr, ptdesc);
}

static int toy_moves(struct toy *toy)
{
	unsigned long addr = __get_free_page(GFP_KERNEL);

	pagetable_pte_ctor(virt_to_ptdesc((void *)addr));
	addr += toy->offset;
	return toy_install(toy, addr);
}

static int toy_shared(struct toy *toy)
{
	void *table = (void *)__get_free_page(GFP_KERNEL);

	pagetable_pte_ctor(virt_to_ptdesc(table));
	return toy_publish(toy, &table);
}

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
