/* All that is returned is the page of a descriptor, or nothing. */
static struct page *toy_get(int wait);

static struct page *toy_get(int wait)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return NULL;	/* try later */
	if (wait)
		return ptdesc_page(toy_wait(ptdesc));
	return ptdesc_page(ptdesc);
}

int toy_user(void)
{
	struct ptdesc *ptdesc = page_ptdesc(toy_get(1));
	struct page *page;

	if (!ptdesc)
		return -ENOMEM;
	page = toy_get(0);
	return page ? 0 : -ENOMEM;
}
