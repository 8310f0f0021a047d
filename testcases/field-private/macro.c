// SPDX-License-Identifier: GPL-2.0-or-later
/* page_private() is a macro around the member. */
#include <linux/mm.h>

unsigned long private_macro_count(pte_t *pte)
{
	struct page *page = virt_to_page(pte);

	return page_private(page);		/* expect: field-private */
}

unsigned long private_macro_folio(struct folio *folio)
{
	return page_private(&folio->page);
}
