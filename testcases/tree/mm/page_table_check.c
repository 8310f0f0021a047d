// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Looks at the pages that entries point to, never at the tables themselves.
 */
#include <linux/mm.h>

void __page_table_check_zero(struct page *page, unsigned int order)
{
	VM_WARN_ON_ONCE(page->flags != 0);
}

void __page_table_check_pte_set(struct mm_struct *mm, pte_t *ptep, pte_t pte)
{
	struct page *page = pte_page(pte);

	if (pte_none(*ptep))
		return;
	VM_WARN_ON_ONCE(!page->mapping && !page->private);
}

void __page_table_check_pmd_clear(struct mm_struct *mm, pmd_t pmd)
{
	if (pmd_leaf(pmd))
		VM_WARN_ON_ONCE(!pmd_page(pmd)->mapping);
}
