/* Addresses that are held as numbers or as void *. */
static phys_addr_t toy_alloc_late(uintptr_t va)
{
	unsigned long vaddr;

	vaddr = __get_free_page(GFP_KERNEL);
	BUG_ON(!vaddr || !pagetable_pte_ctor(virt_to_ptdesc((void *)vaddr)));

	return __pa(vaddr);
}

static void *toy_late_alloc(unsigned long sz)
{
	void *ptr = (void *)__get_free_pages(GFP_PGTABLE_KERNEL, get_order(sz));

	if (!ptr || !pagetable_pte_ctor(virt_to_ptdesc(ptr)))
		BUG();	/* too early to fail */
	return ptr;
}

static int toy_flags(gfp_t gfp)
{
	void *table = (void *)get_zeroed_page(gfp);

	if (!pagetable_pmd_ctor(virt_to_ptdesc(table))) {
		free_page((unsigned long)table);
		return -ENOMEM;
	}
	return toy_install((pmd_t *)table + 1);
}
