// SPDX-License-Identifier: GPL-2.0-or-later
/* Into a helper through its parameter, out of another through its return. */
#include <linux/mm.h>

static struct page *lru_helper_table(pmd_t *pmd)
{
	return pmd_pgtable_page(pmd);	/* expect: api-interface */
}

static void lru_helper_link(struct list_head *head, struct page *page)	/* expect: api-interface */
{
	list_add(&page->lru, head);		/* expect: field-lru */
}

void lru_helper_add(pmd_t *pmd, struct list_head *head)
{
	lru_helper_link(head, lru_helper_table(pmd));
}

void lru_helper_add_pte(pte_t *pte, struct list_head *head)
{
	lru_helper_link(head, virt_to_page(pte));
}

void lru_helper_del(pmd_t *pmd)
{
	struct page *page = lru_helper_table(pmd);

	list_del(&page->lru);			/* expect: field-lru */
}
