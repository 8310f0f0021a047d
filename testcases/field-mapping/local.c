// SPDX-License-Identifier: GPL-2.0-or-later
/* Cleared before the free, as the page allocator wants it. */
#include <linux/mm.h>

void mapping_local_release(pgd_t *pgd)
{
	struct page *page = virt_to_page(pgd);

	page->mapping = NULL;			/* expect: field-mapping */
	free_page((unsigned long)pgd);	/* expect: alloc-free */
}
