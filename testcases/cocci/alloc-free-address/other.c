/* Other tables, addresses that may be NULL, and memory of the slab. */
static pgd_t *kvm_pgd_alloc(void)
{
	pgd_t *ret = (pgd_t *)__get_free_pages(GFP_KERNEL, PGD_TABLE_ORDER);

	return ret;
}

static void toy_image_free(struct kimage *image)
{
	free_page((unsigned long)image->arch.pmd);
	free_page(0);
}

static pmd_t *toy_scratch(void)
{
	return (pmd_t *)__get_free_page(GFP_KERNEL);
}

static pmd_t *pmd_alloc_one(struct mm_struct *mm, unsigned long addr)
{
	return kmem_cache_alloc(toy_cache, GFP_KERNEL);
}

static void pmd_free(struct mm_struct *mm, pmd_t *pmd)
{
	kmem_cache_free(toy_cache, pmd);
}

static void toy_free(pte_t *pte)
{
	free_page((unsigned long)pte);
}
