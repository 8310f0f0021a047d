/* An order that no constructor vouches for, other pages, and the helpers themselves. */
void *toy_block(gfp_t gfp)
{
	struct ptdesc *ptdesc = page_ptdesc(alloc_pages(gfp, 2));

	return ptdesc;
}

void toy_block_free(struct ptdesc *ptdesc)
{
	__free_pages(ptdesc_page(ptdesc), 2);
}

void toy(struct page *page, unsigned long addr, pmd_t *pmd, pmd_t *copy)
{
	__free_page(page);
	free_page(addr);
	free_page((unsigned long)copy);
	pagetable_pmd_dtor(virt_to_ptdesc(pmd));
	free_page((unsigned long)copy);
}

static inline struct ptdesc *pagetable_alloc(gfp_t gfp, unsigned int order)
{
	return page_ptdesc(alloc_pages(gfp, 0));
}
