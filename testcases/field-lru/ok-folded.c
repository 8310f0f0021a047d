// SPDX-License-Identifier: GPL-2.0-or-later
/* Where no entry can lead to data, the macro may go by the table's type: it proves nothing still. */
#include <linux/mm.h>

#ifdef CONFIG_X86
#define pud_leaf(pud)		0
#define pud_pgtable(pud)	((pmd_t *)__va(pud_val(pud) & PAGE_MASK))
#define pud_page(pud)		pfn_to_page(__pa(pud_pgtable(pud)) >> PAGE_SHIFT)

struct page *lru_ok_folded_walk(pud_t *pud)
{
	if (pud_leaf(*pud))
		return pud_page(*pud);
	return NULL;
}

void lru_ok_folded_isolate(pud_t *pud, struct list_head *pages)
{
	struct page *page = lru_ok_folded_walk(pud);

	if (page)
		list_move(&page->lru, pages);
}
#endif
