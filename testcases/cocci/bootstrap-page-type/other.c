/* No descriptor here, or not that of this page. */
static void mark(struct page *page)
{
	__SetPageTable(page);
}

static void mark_other(struct ptdesc *ptdesc, struct page *other)
{
	struct page *page = ptdesc_page(ptdesc);

	__SetPageTable(other);
	get_page(page);
}
