/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_GFP_H
#define __LINUX_GFP_H

#include <linux/mm_types.h>

#define __GFP_HIGHMEM		((gfp_t)0x02u)
#define __GFP_ZERO		((gfp_t)0x100u)
#define __GFP_COMP		((gfp_t)0x200u)
#define __GFP_ACCOUNT		((gfp_t)0x400u)
#define GFP_ATOMIC		((gfp_t)0x800u)
#define GFP_KERNEL		((gfp_t)0xcc0u)
#define GFP_KERNEL_ACCOUNT	(GFP_KERNEL | __GFP_ACCOUNT)
#define GFP_HIGHUSER		(GFP_KERNEL | __GFP_HIGHMEM)

struct alloc_tag {
	const char *function;
	u64 bytes;
};

#ifdef CONFIG_MEM_ALLOC_PROFILING
extern bool mem_alloc_profiling;
struct alloc_tag *alloc_tag_save(struct alloc_tag *tag);
void alloc_tag_restore(struct alloc_tag *tag, struct alloc_tag *old);

/* The call stands here twice and once more in typeof: it is one call. */
#define alloc_hooks(_do_alloc) ({					\
	static struct alloc_tag __tag = { __func__, 0 };		\
	__typeof__(_do_alloc) __res;					\
									\
	if (mem_alloc_profiling) {					\
		struct alloc_tag *__old = alloc_tag_save(&__tag);	\
									\
		__res = _do_alloc;					\
		alloc_tag_restore(&__tag, __old);			\
	} else {							\
		__res = _do_alloc;					\
	}								\
	__res;								\
})
#else
#define alloc_hooks(_do_alloc)	_do_alloc
#endif

struct page *alloc_pages_noprof(gfp_t gfp, unsigned int order);
struct folio *folio_alloc_noprof(gfp_t gfp, unsigned int order);
unsigned long get_free_pages_noprof(gfp_t gfp, unsigned int order);
unsigned long get_zeroed_page_noprof(gfp_t gfp);

#define alloc_pages(...)	alloc_hooks(alloc_pages_noprof(__VA_ARGS__))
#define folio_alloc(...)	alloc_hooks(folio_alloc_noprof(__VA_ARGS__))
#define __get_free_pages(...)	alloc_hooks(get_free_pages_noprof(__VA_ARGS__))
#define get_zeroed_page(...)	alloc_hooks(get_zeroed_page_noprof(__VA_ARGS__))
#define alloc_page(gfp)		alloc_pages(gfp, 0)
#define __get_free_page(gfp)	__get_free_pages((gfp), 0)

void __free_pages(struct page *page, unsigned int order);
void free_pages(unsigned long addr, unsigned int order);
void split_page(struct page *page, unsigned int order);

#define __free_page(page)	__free_pages((page), 0)
#define free_page(addr)		free_pages((addr), 0)

#endif
