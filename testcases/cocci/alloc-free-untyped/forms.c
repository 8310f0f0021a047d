/* Each way to obtain it, to look at it and to give it back. */
static int toy_constructed(struct toy *toy)
{
	unsigned long addr;

	addr = (unsigned long)__get_free_page(GFP_KERNEL);
	if (!pagetable_pte_ctor(virt_to_ptdesc((void *)addr))) {
		free_page(addr);
		return -ENOMEM;
	}
	toy->addr = addr;
	return 0;
}

static int toy_zeroed(struct toy *toy)
{
	unsigned long addr = get_zeroed_page(GFP_KERNEL | __GFP_ACCOUNT);

	if (!pagetable_pte_ctor(virt_to_ptdesc((void *)addr))) {
		free_pages(addr, 0);
		return -ENOMEM;
	}
	toy_note(addr, (void *)addr);
	return 0;
}

static pmd_t *toy_zeroed_with(gfp_t gfp)
{
	unsigned long addr = get_zeroed_page(gfp);

	if (!pagetable_pmd_ctor(virt_to_ptdesc((void *)addr)))
		return NULL;
	return (pmd_t *)addr;
}

static pmd_t *toy_cast_zeroed(struct toy *toy)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL | __GFP_NOWARN);

	if (!pagetable_pmd_ctor(virt_to_ptdesc(table))) {
		free_pages((unsigned long)table, 0);
		return NULL;
	}
	return (pmd_t *)(table);
}

static int toy_pages(struct toy *toy)
{
	unsigned long addr;

	addr = __get_free_pages(toy_gfp(toy), toy->order);
	if (!pagetable_pmd_ctor(virt_to_ptdesc((void *)addr)))
		return -ENOMEM;
	return toy_install(toy, addr);
}

static pte_t *toy_late(gfp_t gfp)
{
	void *table;

	table = (void *)__get_free_page(gfp);
	BUG_ON(!pagetable_pte_ctor(virt_to_ptdesc(table)));
	return (pte_t *)table;
}

static void *toy_unlooked(gfp_t gfp)
{
	void *table = (void *)__get_free_page(GFP_KERNEL);

	toy_note(pagetable_pte_ctor(virt_to_ptdesc(table)));
	return table;
}

static pte_t *toy_looked(struct toy *toy)
{
	unsigned long addr = __get_free_page(GFP_KERNEL);

	if (toy->full || !addr)
		return NULL;
	toy_note(pagetable_pte_ctor(virt_to_ptdesc((void *)addr)));
	return (pte_t *)(addr);
}

static pte_t *toy_looked_by(struct toy *toy)
{
	unsigned long addr = get_zeroed_page(toy_gfp(toy));

	BUG_ON(!addr);
	toy_note(pagetable_pte_ctor(virt_to_ptdesc((void *)addr)));
	return (pte_t *)addr;
}

static int toy_member(struct toy *toy)
{
	unsigned long addr = __get_free_page(toy->gfp);

	return pagetable_pte_ctor(virt_to_ptdesc((void *)addr));
}
