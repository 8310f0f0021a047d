/* There is something of the name already. */
void toy_page(void *table)
{
	struct ptdesc *ptdesc = toy_above(table);
	struct page *page = virt_to_page(table);

	toy_link(ptdesc, page_ptdesc(page));
}

void toy_pg(void *table)
{
	struct ptdesc *ptdesc = toy_above(table);
	struct page *pg = virt_to_page(table);

	toy_link(ptdesc, page_ptdesc(pg));
}

void toy_pte(void *table)
{
	struct ptdesc *ptdesc = toy_above(table);
	struct page *pte = virt_to_page(table);

	toy_link(ptdesc, page_ptdesc(pte));
}

void toy_param_page(void *table, void *ptdesc)
{
	struct page *page = virt_to_page(table);

	toy_dtor(page_ptdesc(page));
}

void toy_param_pg(void *table, void *ptdesc)
{
	struct page *pg = virt_to_page(table);

	toy_dtor(page_ptdesc(pg));
}

void toy_param_pte(void *table, void *ptdesc)
{
	struct page *pte = virt_to_page(table);

	toy_dtor(page_ptdesc(pte));
}
