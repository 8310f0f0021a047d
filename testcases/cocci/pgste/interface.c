/* Both functions, their prototypes, and who calls them. */
struct page *page_table_alloc_pgste(struct mm_struct *mm);
void page_table_free_pgste(struct page *page);

struct page *page_table_alloc_pgste(struct mm_struct *mm)
{
	struct page *page;

	page = alloc_page(GFP_KERNEL);
	if (!page)
		return NULL;
	toy_init(page);
	return page;
}

void page_table_free_pgste(struct page *page)
{
	__free_page(page);
}

int toy_shadow(struct mm_struct *mm)
{
	struct page *page;

	page = page_table_alloc_pgste(mm);
	if (!page)
		return -ENOMEM;	/* try later */
	page_table_free_pgste(page);
	return 0;
}
