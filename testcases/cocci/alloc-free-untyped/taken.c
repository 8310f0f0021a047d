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
