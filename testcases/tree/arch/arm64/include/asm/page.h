/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PAGE_H
#define __ASM_PAGE_H

#include <linux/types.h>

#ifdef CONFIG_ARM64_64K_PAGES
#define PAGE_SHIFT		16
#else
#define PAGE_SHIFT		12
#endif
#define PAGE_SIZE		(1UL << PAGE_SHIFT)
#define PAGE_MASK		(~(PAGE_SIZE - 1))
#define PAGE_OFFSET		0xffff000000000000UL
#define VMEMMAP_START		0xfffffdffc0000000UL
#define vmemmap			((struct page *)VMEMMAP_START)

extern u64 physvirt_offset;

#define __pa(x)			((phys_addr_t)((u64)(x) - physvirt_offset))
#define __va(x)			((void *)((u64)(x) + physvirt_offset))

/* straight from the linear map to the descriptors, without a pfn between */
#define virt_to_page(x) ({						\
	__typeof__(x) __table = (x);					\
	u64 __nr = ((u64)__table - PAGE_OFFSET) / PAGE_SIZE;		\
	u64 __desc = VMEMMAP_START + __nr * sizeof(struct page);	\
	(struct page *)__desc;						\
})
#define page_to_virt(x) ({						\
	__typeof__(x) __desc = (x);					\
	u64 __nr = ((u64)__desc - VMEMMAP_START) / sizeof(struct page);	\
	u64 __addr = PAGE_OFFSET + __nr * PAGE_SIZE;			\
	(void *)__addr;							\
})

#include <asm-generic/memory_model.h>
#include <asm-generic/pgtable-types.h>

typedef struct page *pgtable_t;

#endif
