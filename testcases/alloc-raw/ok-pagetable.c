// SPDX-License-Identifier: GPL-2.0-or-later
/* The right allocator. */
#include <linux/mm.h>

pmd_t *raw_ok_pagetable(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL | __GFP_ZERO, 0);

	if (!ptdesc)
		return NULL;
	if (!pagetable_pmd_ctor(ptdesc)) {
		pagetable_free(ptdesc);
		return NULL;
	}
	return ptdesc_address(ptdesc);
}
