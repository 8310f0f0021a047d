/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_PAGE_H
#define __ASM_PAGE_H

#include <linux/types.h>

#define PAGE_SHIFT		12
#define PAGE_SIZE		(1UL << PAGE_SHIFT)
#define PAGE_MASK		(~(PAGE_SIZE - 1))
#define vmemmap			((struct page *)0x37200000000UL)

#define __pa(x)			((unsigned long)(x))
#define __va(x)			((void *)(unsigned long)(x))
#define virt_to_page(kaddr)	pfn_to_page(virt_to_pfn(kaddr))

#include <asm-generic/memory_model.h>
#include <asm-generic/pgtable-types.h>

/* half a page once, so the address is the handle */
typedef pte_t *pgtable_t;

#endif
