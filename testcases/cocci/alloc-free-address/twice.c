/* One name, two definitions, and what each of them needs. */
#ifdef CONFIG_TOY_PAE
static inline pgd_t *_pgd_alloc(void)
{
	/* one page, or none of our business */
	if (!SHARED_KERNEL_PMD)
		return (pgd_t *)__get_free_pages(GFP_PGTABLE_USER, PGD_ALLOCATION_ORDER);

	return kmem_cache_alloc(pgd_cache, GFP_PGTABLE_USER);
}
#else
static inline pgd_t *_pgd_alloc(void)
{
	return (pgd_t *)__get_free_pages(GFP_PGTABLE_USER, PGD_ALLOCATION_ORDER);
}
#endif

static inline void _pgd_free(pgd_t *pgd)
{
	free_pages((unsigned long)pgd, PGD_ALLOCATION_ORDER);
}
