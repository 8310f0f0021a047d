/* One that returns another page, too; one that others know; one that is a value. */
static struct page *toy_mixed(struct page *page)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (page)
		return page;
	return ptdesc_page(ptdesc);
}

struct page *toy_global(struct ptdesc *ptdesc)
{
	return ptdesc_page(ptdesc);
}

static inline struct page *toy_inline(struct ptdesc *ptdesc)
{
	return ptdesc_page(ptdesc);
}

static struct page *toy_callback(struct ptdesc *ptdesc)
{
	return ptdesc_page(ptdesc);
}

struct toy_ops toy_ops = {
	.get = toy_callback,
};
