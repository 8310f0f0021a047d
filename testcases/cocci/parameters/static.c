/* Functions of one file that ask for the descriptor of a parameter. */
static void toy_link(struct page *page, struct list_head *list);

static void toy_link(struct page *page, struct list_head *list)
{
	list_add(&page->lru, list);
	pagetable_pte_dtor(page_ptdesc(page));
}

static int toy_split(int level, pte_t *table,
		     struct page *base)
{
	pte_t *below = (pte_t *)page_address(base);

	toy_mark(page_to_pfn(base));
	return page_ptdesc(base)->pt_index ? toy_enter(table, below) : level;
}

void toy_user(pmd_t *pmd, pte_t *table, struct list_head *list)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	toy_link(ptdesc_page(ptdesc), list);
	toy_link(virt_to_page(table), list);
	toy_split(1, table, ptdesc_page(ptdesc));
}
