// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>
#include <linux/slab.h>
#include <asm/pgalloc.h>

#define PGD_SIZE	(PTRS_PER_PGD * sizeof(pgd_t))

u64 physvirt_offset;
static struct kmem_cache *pgd_cache;

pgd_t *pgd_alloc(struct mm_struct *mm)	/* expect: ctor-missing [arm64] */
{
	pgd_t *pgd;

	if (PGD_SIZE < PAGE_SIZE)
		return kmem_cache_alloc(pgd_cache, GFP_PGTABLE_USER);
	pgd = (pgd_t *)__get_free_page(GFP_PGTABLE_USER);	/* expect: alloc-raw [arm64] */
	if (pgd)
		pgd_set_owner(pgd, mm);
	return pgd;
}

void pgd_free(struct mm_struct *mm, pgd_t *pgd)	/* expect: ctor-missing [arm64] */
{
	if (PGD_SIZE < PAGE_SIZE)
		kmem_cache_free(pgd_cache, pgd);
	else
		free_page((unsigned long)pgd);	/* expect: alloc-free [arm64] */
}

static phys_addr_t pgd_pgtable_alloc(int shift)
{
	void *ptr = (void *)__get_free_page(GFP_PGTABLE_KERNEL);	/* expect: alloc-raw [arm64] */
	phys_addr_t pa = __pa(ptr);

	BUG_ON(!ptr);
	if (shift == PAGE_SHIFT)
		BUG_ON(!pgtable_pte_page_ctor(phys_to_page(pa)));	/* expect: api-renamed [arm64] */
	else if (shift == PMD_SHIFT)
		BUG_ON(!pgtable_pmd_page_ctor(phys_to_page(pa)));	/* expect: api-renamed [arm64] */
	return pa;
}

static void alloc_init_pte(pmd_t *pmdp, phys_addr_t (*pgtable_alloc)(int))
{
	if (pmd_none(*pmdp))
		__pmd_populate(pmdp, pgtable_alloc(PAGE_SHIFT), _PAGE_TABLE);
}

void create_pgd_mapping(pud_t *pudp, unsigned long virt, struct page *page)
{
	pmd_t *pmdp = pmd_offset(pudp, virt);
	pte_t *ptep;

	alloc_init_pte(pmdp, pgd_pgtable_alloc);
	ptep = pte_offset_kernel(pmdp, virt);
	set_pte(ptep, mk_pte(page, __pgprot(0)));
}
