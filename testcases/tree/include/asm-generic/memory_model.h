/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __ASM_GENERIC_MEMORY_MODEL_H
#define __ASM_GENERIC_MEMORY_MODEL_H

/* all descriptors in one virtual array */
#define pfn_to_page(pfn)	(vmemmap + (pfn))
#define page_to_pfn(page)	((unsigned long)((page) - vmemmap))

#define PHYS_PFN(x)		((unsigned long)((x) >> PAGE_SHIFT))
#define PFN_PHYS(x)		((phys_addr_t)(x) << PAGE_SHIFT)
#define phys_to_page(phys)	pfn_to_page(PHYS_PFN(phys))
#define page_to_phys(page)	PFN_PHYS(page_to_pfn(page))

static inline unsigned long virt_to_pfn(const void *kaddr)
{
	return PHYS_PFN(__pa(kaddr));
}

static inline void *pfn_to_virt(unsigned long pfn)
{
	return __va(PFN_PHYS(pfn));
}

#endif
