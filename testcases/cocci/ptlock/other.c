/* Already converted, or nothing to do with pages. */
bool ptlock_alloc(struct ptdesc *ptdesc);

static inline void ptlock_cache_init(void)
{
}

static bool toy_ptlock_init(struct page *page)
{
	return page;
}

spinlock_t *toy(struct ptdesc *ptdesc)
{
	return ptlock_ptr(ptdesc);
}
