// SPDX-License-Identifier: GPL-2.0-or-later
/* A condition that tells of the memory is no owner of it. */
#include <linux/mm.h>

struct page *ctor_leak_guard(struct page **spare)
{
	struct page *page = alloc_page(GFP_KERNEL);	/* expect: alloc-raw */

	if (page && !pagetable_pmd_ctor(page_ptdesc(page))) {	/* expect: ctor-leak */
		if (PageSlab(page))
			return NULL;
		*spare = page;
		return NULL;
	}
	return page;
}
