// SPDX-License-Identifier: GPL-2.0-or-later
/* Linked as pages, walked as descriptors. */
#include <linux/mm.h>

struct mismatch_reverse {
	struct list_head tables;
};

void mismatch_reverse_add(struct mismatch_reverse *owner, pmd_t *pmd)
{
	struct page *page = virt_to_page(pmd);

	list_add(&page->lru, &owner->tables);	/* expect: field-lru */
}

void mismatch_reverse_free(struct mismatch_reverse *owner)
{
	struct ptdesc *ptdesc, *next;

	list_for_each_entry_safe(ptdesc, next, &owner->tables, pt_list)	/* expect: list-mismatch */
		pagetable_free(ptdesc);
}
