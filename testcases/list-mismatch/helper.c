// SPDX-License-Identifier: GPL-2.0-or-later
/* The list head goes through a parameter; members are used inside the loop. */
#include <linux/mm.h>

static void mismatch_helper_drain(struct list_head *tables)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, tables, lru) {	/* expect: list-mismatch */
		list_del(&page->lru);		/* expect: field-lru */
		__free_page(page);	/* expect: alloc-free */
	}
}

void mismatch_helper_free(struct ptdesc *a, struct ptdesc *b)
{
	LIST_HEAD(tables);

	list_add_tail(&a->pt_list, &tables);
	list_add_tail(&b->pt_list, &tables);
	mismatch_helper_drain(&tables);
}
