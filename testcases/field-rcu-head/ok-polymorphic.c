// SPDX-License-Identifier: GPL-2.0-or-later
/* One callback for both kinds of pages. */
#include <linux/mm.h>

static void rcu_ok_poly_free(struct rcu_head *head)
{
	__free_page(container_of(head, struct page, rcu_head));
}

static void rcu_ok_poly_defer(struct page *page)
{
	call_rcu(&page->rcu_head, rcu_ok_poly_free);
}

void rcu_ok_poly_table(pmd_t *pmd)
{
	rcu_ok_poly_defer(virt_to_page(pmd));
}

void rcu_ok_poly_folio(struct folio *folio)
{
	rcu_ok_poly_defer(folio_page(folio, 0));
}
