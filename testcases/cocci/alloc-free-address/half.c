/* One end in a shape that is not converted: neither end is. */
#define toy_block(order)	__get_free_pages(GFP_KERNEL, order)

pgd_t *pgd_alloc(struct mm_struct *mm)
{
	unsigned long block = __get_free_pages(GFP_KERNEL, 1);

	toy_init(block);
	return (pgd_t *)(block + PAGE_SIZE);
}

void pgd_free(struct mm_struct *mm, pgd_t *pgd)
{
	free_pages((unsigned long)pgd, 1);
}
