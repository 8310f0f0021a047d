// SPDX-License-Identifier: GPL-2.0-or-later
/* A helper that serves page tables and other pages says nothing about either. */
#include <linux/mm.h>

static void lru_ok_poly_push(struct page *page, struct list_head *head)
{
	list_add(&page->lru, head);
}

void lru_ok_poly_table(pte_t *pte, struct list_head *tables)
{
	lru_ok_poly_push(virt_to_page(pte), tables);
}

void lru_ok_poly_folio(struct folio *folio, struct list_head *folios)
{
	lru_ok_poly_push(folio_page(folio, 0), folios);
}
