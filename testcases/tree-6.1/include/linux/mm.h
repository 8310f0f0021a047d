/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_MM_H
#define __LINUX_MM_H

#include <linux/gfp.h>
#include <linux/page-flags.h>
#include <linux/rcupdate.h>
#include <linux/pgtable.h>

extern struct mm_struct init_mm;

#ifndef page_to_virt
#define page_to_virt(x)		__va(PFN_PHYS(page_to_pfn(x)))
#endif

static __always_inline void *lowmem_page_address(const struct page *page)
{
	return page_to_virt(page);
}
#define page_address(page)	lowmem_page_address(page)

static inline void *folio_address(const struct folio *folio)
{
	return page_address(&folio->page);
}

static inline struct page *virt_to_head_page(const void *x)
{
	struct page *page = virt_to_page(x);

	return &page_folio(page)->page;
}

static inline unsigned int folio_order(const struct folio *folio)
{
	return folio_test_large(folio) ? folio->_folio_order : 0;
}

static inline unsigned int compound_order(struct page *page)
{
	return folio_order(page_folio(page));
}

static inline void get_page(struct page *page)
{
	page_folio(page)->_refcount.counter++;
}

void put_page(struct page *page);

static inline void set_page_private(struct page *page, unsigned long private)
{
	page->private = private;
}
#define page_private(page)	((page)->private)

static inline void mm_inc_nr_ptes(struct mm_struct *mm)
{
	mm->pgtables_bytes.counter += PTRS_PER_PTE * sizeof(pte_t);
}

static inline void mm_dec_nr_ptes(struct mm_struct *mm)
{
	mm->pgtables_bytes.counter -= PTRS_PER_PTE * sizeof(pte_t);
}

#if ALLOC_SPLIT_PTLOCKS
bool ptlock_alloc(struct page *page);
void ptlock_free(struct page *page);

static inline spinlock_t *ptlock_ptr(struct page *page)
{
	return page->ptl;
}
#else
static inline bool ptlock_alloc(struct page *page)
{
	return true;
}

static inline void ptlock_free(struct page *page)
{
}

static inline spinlock_t *ptlock_ptr(struct page *page)
{
	return &page->ptl;
}
#endif

static inline bool ptlock_init(struct page *page)
{
	if (!ptlock_alloc(page))
		return false;
	spin_lock_init(ptlock_ptr(page));
	return true;
}

static inline bool pgtable_pte_page_ctor(struct page *page)
{
	if (!ptlock_init(page))
		return false;
	__SetPageTable(page);
	return true;
}

static inline void pgtable_pte_page_dtor(struct page *page)
{
	ptlock_free(page);
	__ClearPageTable(page);
}

static inline struct page *pmd_to_page(pmd_t *pmd)
{
	unsigned long mask = ~(PTRS_PER_PMD * sizeof(pmd_t) - 1);

	return virt_to_page((void *)((unsigned long)pmd & mask));
}

#define pmd_huge_pte(mm, pmd)	(pmd_to_page(pmd)->pmd_huge_pte)

static inline bool pgtable_pmd_page_ctor(struct page *page)
{
	page->pmd_huge_pte = NULL;
	if (!ptlock_init(page))
		return false;
	__SetPageTable(page);
#ifdef CONFIG_SHARED_TABLES
	page->pt_share_count.counter = 0;
#endif
	return true;
}

static inline void pgtable_pmd_page_dtor(struct page *page)
{
	VM_BUG_ON(page->pmd_huge_pte);
	ptlock_free(page);
	__ClearPageTable(page);
}

static inline spinlock_t *pmd_lockptr(struct mm_struct *mm, pmd_t *pmd)
{
	return ptlock_ptr(pmd_to_page(pmd));
}

static inline spinlock_t *pte_lockptr(struct mm_struct *mm, pmd_t *pmd)
{
	return ptlock_ptr(pmd_page(*pmd));
}

static inline void free_reserved_page(struct page *page)
{
	__free_page(page);
}

int __pte_alloc(struct mm_struct *mm, pmd_t *pmd);
void lru_add(struct list_head *lruvec, struct folio *folio);

#endif
