// SPDX-License-Identifier: GPL-2.0-or-later
/* A guest address kept with the table of the entry, as s390 did. */
#include <linux/mm.h>

unsigned long index_segment_address(unsigned long *entry)
{
	struct page *page = pmd_pgtable_page((pmd_t *)entry);

	return page->index + ((unsigned long)entry & ~PAGE_MASK);	/* expect: field-index */
}
