// SPDX-License-Identifier: GPL-2.0-or-later
/* References to data: what an entry points at, what a fault is for. */
#include <linux/mm.h>

void ref_count_ok_fault(struct vm_fault *fault)
{
	struct page *page = pte_page(*fault->pte);

	get_page(page);
	get_page(fault->page);
	put_page(page);
}

int ref_count_ok_huge(pmd_t *pmd)
{
	return page_count(pmd_page(*pmd));
}
