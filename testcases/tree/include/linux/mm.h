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

static inline int page_count(struct page *page)
{
	return page_folio(page)->_refcount.counter;
}

static inline int page_ref_inc_return(struct page *page)
{
	return ++page->_refcount.counter;
}

static inline int page_ref_dec_return(struct page *page)
{
	return --page->_refcount.counter;
}

void inc_zone_page_state(struct page *page, int item);
void dec_zone_page_state(struct page *page, int item);

static inline int page_mapcount(const struct page *page)
{
	return page->_mapcount.counter + 1;
}

static inline struct folio *virt_to_folio(const void *x)
{
	return page_folio(virt_to_page(x));
}

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

static inline struct ptdesc *virt_to_ptdesc(const void *x)
{
	return page_ptdesc(virt_to_page(x));
}

static inline void *ptdesc_to_virt(const struct ptdesc *pt)
{
	return page_to_virt(ptdesc_page(pt));
}

static inline void *ptdesc_address(const struct ptdesc *pt)
{
	return folio_address(ptdesc_folio(pt));
}

static inline bool pagetable_is_reserved(struct ptdesc *pt)
{
	return folio_test_reserved(ptdesc_folio(pt));
}

static inline struct ptdesc *pagetable_alloc_noprof(gfp_t gfp, unsigned int order)
{
	struct page *page = alloc_pages_noprof(gfp | __GFP_COMP, order);

	return page_ptdesc(page);
}
#define pagetable_alloc(...)	alloc_hooks(pagetable_alloc_noprof(__VA_ARGS__))

static inline void pagetable_free(struct ptdesc *pt)
{
	struct page *page = ptdesc_page(pt);

	__free_pages(page, compound_order(page));
}

static inline spinlock_t *ptlock_ptr(struct ptdesc *ptdesc)
{
	return &ptdesc->ptl;
}

static inline bool ptlock_init(struct ptdesc *ptdesc)
{
	VM_BUG_ON(ptdesc->_pt_pad_2);
	spin_lock_init(ptlock_ptr(ptdesc));
	return true;
}

static inline void ptlock_free(struct ptdesc *ptdesc)
{
}

static inline bool __pagetable_ctor(struct ptdesc *ptdesc)
{
	if (!ptlock_init(ptdesc))
		return false;
	__folio_set_pgtable(ptdesc_folio(ptdesc));
	return true;
}

static inline void __pagetable_dtor(struct ptdesc *ptdesc)
{
	ptlock_free(ptdesc);
	__folio_clear_pgtable(ptdesc_folio(ptdesc));
}

static inline bool pagetable_pte_ctor(struct ptdesc *ptdesc)
{
	return __pagetable_ctor(ptdesc);
}

static inline void pagetable_pte_dtor(struct ptdesc *ptdesc)
{
	__pagetable_dtor(ptdesc);
}

static inline bool pagetable_pmd_ctor(struct ptdesc *ptdesc)
{
	ptdesc->pmd_huge_pte = NULL;
	return __pagetable_ctor(ptdesc);
}

static inline void pagetable_pmd_dtor(struct ptdesc *ptdesc)
{
	VM_BUG_ON(ptdesc->pmd_huge_pte);
	__pagetable_dtor(ptdesc);
}

/* The interface from before struct ptdesc, still called here and there. */
static inline bool pgtable_pte_page_ctor(struct page *page)
{
	return pagetable_pte_ctor(page_ptdesc(page));
}

static inline void pgtable_pte_page_dtor(struct page *page)
{
	pagetable_pte_dtor(page_ptdesc(page));
}

static inline bool pgtable_pmd_page_ctor(struct page *page)
{
	return pagetable_pmd_ctor(page_ptdesc(page));
}

static inline void pgtable_pmd_page_dtor(struct page *page)
{
	pagetable_pmd_dtor(page_ptdesc(page));
}

static inline struct page *pmd_pgtable_page(pmd_t *pmd)
{
	unsigned long mask = ~(PTRS_PER_PMD * sizeof(pmd_t) - 1);

	return virt_to_page((void *)((unsigned long)pmd & mask));
}

static inline struct ptdesc *pmd_ptdesc(pmd_t *pmd)
{
	return page_ptdesc(pmd_pgtable_page(pmd));
}

#define pmd_huge_pte(mm, pmd)	(pmd_ptdesc(pmd)->pmd_huge_pte)

static inline spinlock_t *pmd_lockptr(struct mm_struct *mm, pmd_t *pmd)
{
	return ptlock_ptr(pmd_ptdesc(pmd));
}

static inline spinlock_t *pte_lockptr(struct mm_struct *mm, pmd_t *pmd)
{
	return ptlock_ptr(page_ptdesc(pmd_page(*pmd)));
}

int __pte_alloc(struct mm_struct *mm, pmd_t *pmd);
void lru_add(struct list_head *lruvec, struct folio *folio);

#endif
