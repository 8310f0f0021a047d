/* Lists and grace periods of the page of a page table pointer. */
static void toy_list_add(pgd_t *pgd)
{
	struct page *page = virt_to_page(pgd);

	list_add(&page->lru, &toy_list);
}

static void toy_list_del(pgd_t *pgd)
{
	list_del(&virt_to_page(pgd)->lru);	/* the last one */
}

static void toy_defer(struct mm_struct *mm, pgtable_t pgtable)
{
	struct page *page;

	page = virt_to_page(pgtable);
	call_rcu(&page->rcu_head, toy_now);
}

static void toy_dtor(void *table, unsigned long addr)
{
	pagetable_pte_dtor(page_ptdesc(virt_to_page(table)));
	pagetable_pmd_dtor(page_ptdesc(virt_to_page(addr)));
}
