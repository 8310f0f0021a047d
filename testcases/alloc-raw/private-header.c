// SPDX-License-Identifier: GPL-2.0-or-later
/* A header beside the files that include it wraps an allocator and names no page table. */
#include <linux/mm.h>
#include <asm/pgalloc.h>
#include "../low-pages.h"

void *low_pages(unsigned int order)
{
	return (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, order);	/* expect: alloc-raw */
}

void raw_private_header_map(pmd_t *pmd)
{
	pmd_populate_kernel(&init_mm, pmd, low_page());
}
