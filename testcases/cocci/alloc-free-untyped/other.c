/* Nobody says that it is a page table, or it comes from two places. */
static phys_addr_t toy_alloc_late(uintptr_t va)
{
	unsigned long vaddr;

	vaddr = __get_free_page(GFP_KERNEL);
	BUG_ON(!vaddr);
	return __pa(vaddr);
}

static void *toy_either(int early)
{
	void *table = NULL;

	if (early)
		table = memblock_alloc(PAGE_SIZE, PAGE_SIZE);
	else
		table = (void *)__get_free_page(GFP_KERNEL);
	pagetable_pte_ctor(virt_to_ptdesc(table));
	return table;
}

static void *toy_condition(int type)
{
	void *page;

	if (!(page = (void *)get_zeroed_page(GFP_KERNEL)))
		return NULL;
	if (type)
		pagetable_pte_ctor(virt_to_ptdesc(page));
	return page;
}
