// SPDX-License-Identifier: GPL-2.0-or-later
/* A struct member that only ever receives page tables. */
#include <linux/mm.h>

struct lru_struct_walk {
	struct page *table;
	struct page *data;
};

void lru_struct_start(struct lru_struct_walk *walk, struct ptdesc *ptdesc,
		      struct folio *folio)
{
	walk->table = ptdesc_page(ptdesc);
	walk->data = folio_page(folio, 0);
}

void lru_struct_end(struct lru_struct_walk *walk)
{
	list_del(&walk->table->lru);		/* expect: field-lru */
	list_del(&walk->data->lru);
}
