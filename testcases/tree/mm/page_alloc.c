// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The page allocator. It serves page tables like everybody else, and once a page
 * is free its fields are the allocator's own: nothing here may be reported.
 */
#include <linux/mm.h>

#define NR_ORDERS	11

static struct list_head free_area[NR_ORDERS];

struct page *alloc_pages_noprof(gfp_t gfp, unsigned int order)
{
	struct page *page;

	page = list_first_entry_or_null(&free_area[order], struct page, lru);
	if (!page)
		return NULL;
	list_del(&page->lru);
	set_page_private(page, 0);
	page->mapping = NULL;
	page_table_check_alloc(page, order);
	return page;
}

struct folio *folio_alloc_noprof(gfp_t gfp, unsigned int order)
{
	return (struct folio *)alloc_pages_noprof(gfp | __GFP_COMP, order);
}

unsigned long get_free_pages_noprof(gfp_t gfp, unsigned int order)
{
	struct page *page = alloc_pages_noprof(gfp & ~__GFP_HIGHMEM, order);

	return page ? (unsigned long)page_address(page) : 0;
}

unsigned long get_zeroed_page_noprof(gfp_t gfp)
{
	return get_free_pages_noprof(gfp | __GFP_ZERO, 0);
}

void __free_pages(struct page *page, unsigned int order)
{
	page_table_check_free(page, order);
	set_page_private(page, order);
	page->index = 0;
	list_add(&page->lru, &free_area[order]);
}

void free_pages(unsigned long addr, unsigned int order)
{
	if (addr)
		__free_pages(virt_to_page((void *)addr), order);
}
