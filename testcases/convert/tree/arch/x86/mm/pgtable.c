/* a comment */
void first(struct page *page)
{
	pgtable_pte_page_dtor(page);
}

#ifdef CONFIG_X
void second(struct ptdesc *pt)
{
	pgtable_pte_page_dtor(ptdesc_page(pt));
}
#endif
