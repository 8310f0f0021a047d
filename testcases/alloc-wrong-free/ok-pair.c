// SPDX-License-Identifier: GPL-2.0-or-later
/* Data, and a pair that is right. */
#include <linux/mm.h>

void wrong_free_ok_data(struct page *page)
{
	__free_page(page);
}

int wrong_free_ok_pair(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (!ptdesc)
		return -1;
	pagetable_free(ptdesc);
	return 0;
}
