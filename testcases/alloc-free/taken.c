// SPDX-License-Identifier: GPL-2.0-or-later
/* Taken for a table before it is freed, on all ways there (riscv's memory hot-plug). */
#include <linux/mm.h>

void free_taken(pte_t *start, pmd_t *pmd)
{
	struct page *page = pmd_page(*pmd);
	struct ptdesc *ptdesc = page_ptdesc(page);

	if (!pte_none(*start))
		return;
	pagetable_pte_dtor(ptdesc);
	if (PageReserved(page))			/* expect: ref-flag */
		__free_page(page);		/* expect: alloc-free */
	else
		pagetable_free(ptdesc);
}

/* What may be data there is none. */
void free_taken_or_not(pmd_t *pmd, bool leaf)
{
	struct page *page = pmd_page(*pmd);
	struct ptdesc *ptdesc;

	if (leaf) {
		__free_page(page);
		return;
	}
	ptdesc = page_ptdesc(page);
	pagetable_free(ptdesc);
}

void free_taken_sometimes(pmd_t *pmd, bool table)
{
	struct page *page = pmd_page(*pmd);

	if (table)
		pagetable_pte_dtor(page_ptdesc(page));
	__free_page(page);
}
