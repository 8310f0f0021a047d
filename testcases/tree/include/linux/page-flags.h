/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_PAGE_FLAGS_H
#define __LINUX_PAGE_FLAGS_H

#include <linux/mm_types.h>

enum pageflags {
	PG_locked,
	PG_uptodate,
	PG_dirty,
	PG_lru,
	PG_head,
	PG_reserved,
	PG_private,
	PG_active,
	PG_pinned,
};

#define PGTY_table	0xf1000000u
#define PGTY_slab	0xf2000000u
#define PGTY_none	0xffffffffu

static inline struct folio *page_folio(struct page *page)
{
	unsigned long head = READ_ONCE(page->compound_head);

	if (unlikely(head & 1))
		return (struct folio *)(head - 1);
	return (struct folio *)page;
}

#define folio_page(folio, n)	(&(folio)->page + (n))

#define FOLIO_FLAG(name, bit)						\
static inline bool folio_test_##name(const struct folio *folio)	\
{									\
	return folio->flags & (1UL << (bit));				\
}									\
static inline void folio_set_##name(struct folio *folio)		\
{									\
	folio->flags |= 1UL << (bit);					\
}									\
static inline void folio_clear_##name(struct folio *folio)		\
{									\
	folio->flags &= ~(1UL << (bit));				\
}

FOLIO_FLAG(uptodate, PG_uptodate)
FOLIO_FLAG(dirty, PG_dirty)
FOLIO_FLAG(lru, PG_lru)
FOLIO_FLAG(large, PG_head)
FOLIO_FLAG(reserved, PG_reserved)
FOLIO_FLAG(private, PG_private)
FOLIO_FLAG(active, PG_active)
#undef FOLIO_FLAG

static inline void __folio_set_pgtable(struct folio *folio)
{
	folio->page.page_type = PGTY_table;
}

static inline void __folio_clear_pgtable(struct folio *folio)
{
	folio->page.page_type = PGTY_none;
}

#define PAGE_FLAG(name, bit)						\
static inline bool Page##name(const struct page *page)			\
{									\
	return page->flags & (1UL << (bit));				\
}									\
static inline void SetPage##name(struct page *page)			\
{									\
	page->flags |= 1UL << (bit);					\
}									\
static inline void ClearPage##name(struct page *page)			\
{									\
	page->flags &= ~(1UL << (bit));					\
}

PAGE_FLAG(Reserved, PG_reserved)
PAGE_FLAG(Private, PG_private)
PAGE_FLAG(Pinned, PG_pinned)
#undef PAGE_FLAG

static inline bool PageSlab(const struct page *page)
{
	return page->page_type == PGTY_slab;
}

static inline bool PageTable(const struct page *page)
{
	return page->page_type == PGTY_table;
}

#endif
