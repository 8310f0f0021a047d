// SPDX-License-Identifier: GPL-2.0-or-later
/* A check in the free path, for every page there is. */
#include <linux/mm.h>

static bool mapping_ok_poly_bad(struct page *page)
{
	return page->mapping != NULL;
}

void mapping_ok_poly_free_table(pmd_t *pmd)
{
	if (!mapping_ok_poly_bad(virt_to_page(pmd)))
		free_page((unsigned long)pmd);	/* expect: alloc-free */
}

void mapping_ok_poly_free_folio(struct folio *folio)
{
	if (!mapping_ok_poly_bad(&folio->page))
		__free_page(&folio->page);
}
