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
};

/* A type is a bit that is clear. */
#define PAGE_TYPE_BASE	0xf0000000u
#define PG_table	0x00000400u

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
#undef FOLIO_FLAG

#define PageReserved(page)	folio_test_reserved(page_folio(page))
#define VM_BUG_ON_FOLIO(cond, folio)	VM_BUG_ON(cond)

#define PageType(page, flag)						\
	((page->page_type & (PAGE_TYPE_BASE | flag)) == PAGE_TYPE_BASE)

#define PAGE_TYPE_OPS(uname, lname)					\
static inline int Page##uname(struct page *page)			\
{									\
	return PageType(page, PG_##lname);				\
}									\
static inline void __SetPage##uname(struct page *page)		\
{									\
	page->page_type &= ~PG_##lname;					\
}									\
static inline void __ClearPage##uname(struct page *page)		\
{									\
	page->page_type |= PG_##lname;					\
}

/* Marks page tables. */
PAGE_TYPE_OPS(Table, table)

#endif
