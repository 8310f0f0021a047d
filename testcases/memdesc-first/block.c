// SPDX-License-Identifier: GPL-2.0-or-later
/* The loop over a block's pages forgets which page it is at. */
#include <linux/mm.h>

void memdesc_first_block(struct page *page, unsigned int order, unsigned long tag)
{
	unsigned int i;

	for (i = 0; i < (1u << order); i++)
		page->memcg_data = tag;			/* expect: memdesc-first */
}

void memdesc_first_tables(struct ptdesc *ptdesc, unsigned int count, struct mm_struct *mm)
{
	for (unsigned int i = 0; i < count; i++) {
		ptdesc->pt_mm = mm;			/* expect: memdesc-first */
		ptdesc->__page_type = 0;		/* expect: memdesc-first */
	}
}
