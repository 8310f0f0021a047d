/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PAGE_H
#define __ASM_PAGE_H

#include <linux/types.h>

#define PAGE_SHIFT		12
#define PAGE_SIZE		(1UL << PAGE_SHIFT)
#define PAGE_MASK		(~(PAGE_SIZE - 1))
#define PAGE_OFFSET		0xffff888000000000UL
#define vmemmap			((struct page *)0xffffea0000000000UL)

static inline unsigned long __phys_addr(unsigned long x)
{
	return x - PAGE_OFFSET;
}

#define __pa(x)			__phys_addr((unsigned long)(x))
#define __va(x)			((void *)((unsigned long)(x) + PAGE_OFFSET))
#define virt_to_page(kaddr)	pfn_to_page(__pa(kaddr) >> PAGE_SHIFT)

#include <asm-generic/memory_model.h>
#include <asm-generic/pgtable-types.h>

typedef struct page *pgtable_t;

#endif
