// SPDX-License-Identifier: GPL-2.0-or-later
/* Polymorphic through two levels. */
#include <linux/mm.h>

static void private_ok_poly_clear(struct page *page)
{
	page->private = 0;
}

static void private_ok_poly_reset(struct page *page)
{
	private_ok_poly_clear(page);
}

void private_ok_poly_table(pgd_t *pgd)
{
	private_ok_poly_reset(virt_to_page(pgd));
}

void private_ok_poly_folio(struct folio *folio)
{
	private_ok_poly_reset(folio_page(folio, 0));
}
