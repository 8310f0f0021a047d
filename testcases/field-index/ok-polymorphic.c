// SPDX-License-Identifier: GPL-2.0-or-later
/* A dump function everybody may call. */
#include <linux/mm.h>

static unsigned long index_ok_poly_dump(const struct page *page)
{
	return page->flags ^ page->index;
}

unsigned long index_ok_poly_table(struct ptdesc *ptdesc)
{
	return index_ok_poly_dump(ptdesc_page(ptdesc));
}

unsigned long index_ok_poly_folio(struct folio *folio)
{
	return index_ok_poly_dump(&folio->page);
}
