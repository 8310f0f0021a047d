// SPDX-License-Identifier: GPL-2.0-or-later
/* A condition counts where it holds, and for what it is about. */
#include <linux/mm.h>

void lru_guard_other(pmd_t *pmd, struct page *page, struct list_head *list)
{
	struct page *table = virt_to_page(pmd);

	if (PageSlab(page))
		list_add(&table->lru, list);	/* expect: field-lru */
	if (!PageSlab(table))
		list_del(&table->lru);		/* expect: field-lru */
	if (PageSlab(table) || list)
		list_del(&table->lru);		/* expect: field-lru */
	if (PageSlab(table))
		page = table;
	else
		list_del(&table->lru);		/* expect: field-lru */
	list_add(&table->lru, list);		/* expect: field-lru */
}
