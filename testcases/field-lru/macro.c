// SPDX-License-Identifier: GPL-2.0-or-later
/* A macro has no callers: it is judged where it is used, once a line. */
#include <linux/mm.h>

#define lru_macro_link(page, head)					\
do {									\
	if (list_empty(&(page)->lru))					\
		list_add(&(page)->lru, (head));				\
} while (0)

void lru_macro_table(pte_t *pte, struct list_head *head)
{
	lru_macro_link(virt_to_page(pte), head);	/* expect: field-lru */
}

void lru_macro_folio(struct folio *folio, struct list_head *head)
{
	lru_macro_link(folio_page(folio, 0), head);
}
