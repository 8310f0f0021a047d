// SPDX-License-Identifier: GPL-2.0-or-later
/* The result of a constructor goes nowhere. */
#include <linux/mm.h>

struct ptdesc *ctor_unchecked_new(void)
{
	struct ptdesc *ptdesc = pagetable_alloc(GFP_KERNEL, 0);

	if (ptdesc)
		pagetable_pte_ctor(ptdesc);	/* expect: ctor-unchecked */
	return ptdesc;
}

void ctor_unchecked_old(struct page *page)
{
	pgtable_pmd_page_ctor(page);		/* expect: ctor-unchecked, api-renamed */
}

void ctor_unchecked_case(struct ptdesc *ptdesc, int level)
{
	switch (level) {
	case 1:
		pagetable_pmd_ctor(ptdesc);	/* expect: ctor-unchecked */
		break;
	}
}
