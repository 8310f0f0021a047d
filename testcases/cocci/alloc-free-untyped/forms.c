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

pte_t *pte_alloc_one_kernel(struct mm_struct *mm)
{
	unsigned long addr = (unsigned long)__get_free_page(GFP_KERNEL);

	if (!toy_ready(virt_to_ptdesc((void *)addr)))
		free_page(addr);
	return (pte_t *)addr;
}

pte_t *__pte_alloc_one_kernel(struct mm_struct *mm, gfp_t gfp)
{
	void *table;

	table = (void *)get_zeroed_page(gfp);
	if (!toy_ready(virt_to_ptdesc(table)))
		free_page((unsigned long)table);
	return (pte_t *)table;
}

pmd_t *pmd_alloc_one(struct mm_struct *mm, unsigned long at)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL | __GFP_ACCOUNT);

	toy_note(mm, table);
	if (toy_bad(mm))
		free_pages((unsigned long)table, 0);
	return (pmd_t *)table;
}

pud_t *pud_alloc_one(struct mm_struct *mm, unsigned long at)
{
	unsigned long addr;

	addr = get_zeroed_page(toy_flags(mm));
	if (toy_bad(mm))
		free_pages(addr, 0);
	return (pud_t *)addr;
}

pud_t *__pud_alloc_one(struct mm_struct *mm, gfp_t gfp)
{
	unsigned long addr = get_zeroed_page(gfp);

	return (pud_t *)addr;
}

p4d_t *p4d_alloc_one(struct mm_struct *mm, unsigned long at)
{
	void *table = (void *)__get_free_pages(GFP_KERNEL, 0);

	return (p4d_t *)(table);
}

pgd_t *pgd_alloc(struct mm_struct *mm)
{
	unsigned long addr;

	addr = __get_free_pages(mm->gfp, 0);
	return (pgd_t *)addr;
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

p4d_t *__p4d_alloc_one(struct mm_struct *mm, gfp_t gfp)
{
	unsigned long addr = __get_free_page(gfp);

	if (!addr)
		return NULL;
	return (p4d_t *)addr;
}

pgd_t *_pgd_alloc(struct mm_struct *mm)
{
	unsigned long addr = __get_free_page(toy_gfp(mm));

	if (!addr)
		return NULL;
	return (pgd_t *)(addr);
}

pgtable_t pte_alloc_one(struct mm_struct *mm)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL);

	if (!table)
		return NULL;
	return table;
}

pgd_t *__pgd_alloc(struct mm_struct *mm)
{
	void *table = (void *)get_zeroed_page(GFP_KERNEL);

	return table;
}
