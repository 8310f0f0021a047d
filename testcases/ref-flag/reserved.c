// SPDX-License-Identifier: GPL-2.0-or-later
/* How a table of the boot is told from others. */
#include <linux/mm.h>

void ref_flag_free(pte_t *start, pmd_t *pmd)
{
	struct page *page = pmd_page(*pmd);
	struct ptdesc *ptdesc = page_ptdesc(page);

	pagetable_pte_dtor(ptdesc);
	if (!PageReserved(page))		/* expect: ref-flag */
		pagetable_free(ptdesc);
}
