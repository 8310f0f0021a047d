// SPDX-License-Identifier: GPL-2.0-or-later
/* A private allocator that hands out plain numbers. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static unsigned long raw_helper_block(void)
{
	return __get_free_pages(GFP_KERNEL | __GFP_ZERO, 2);	/* expect: alloc-raw */
}

int raw_helper_populate(struct mm_struct *mm, pud_t *pud)
{
	unsigned long block = raw_helper_block();

	if (!block)
		return -1;
	pud_populate(mm, pud, (pmd_t *)block);
	return 0;
}
