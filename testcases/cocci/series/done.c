/* Nothing is left to do where all is done, and nothing where there is no page table. */
static inline pmd_t *pmd_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL_ACCOUNT, PMD_TABLE_ORDER);

	if (!ptdesc)
		return NULL;
	if (!pagetable_pmd_ctor(ptdesc)) {
		pagetable_free(ptdesc);
		return NULL;
	}
	return ptdesc_address(ptdesc);
}

static void toy_buffer(struct mmu_gather *tlb, struct page *page, void *buf)
{
	unsigned long addr = __get_free_page(GFP_KERNEL);
	struct page *head = virt_to_page(buf);

	list_add(&head->lru, &toy_list);
	tlb_remove_page(tlb, page);
	free_page(addr);
	free_page(0);
	__free_page(head);
}
