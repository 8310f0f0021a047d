// SPDX-License-Identifier: GPL-2.0-or-later
/* Under a condition that tells of the memory the variable is still the same. */
#include <linux/mm.h>

void ctor_leak_ok_guard(struct page *page)
{
	if (!pagetable_pmd_ctor(page_ptdesc(page))) {
		if (PageSlab(page))
			return;
	}
}

struct page *ctor_leak_ok_guard_freed(void)
{
	struct page *page = alloc_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (page && !pagetable_pmd_ctor(page_ptdesc(page))) {
		if (PageSlab(page))
			__free_page(page);
		else
			__free_page(page);	/* expect: alloc-free */
		return NULL;
	}
	return page;
}
