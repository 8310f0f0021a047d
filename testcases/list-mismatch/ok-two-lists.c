// SPDX-License-Identifier: GPL-2.0-or-later
/* Two lists side by side in one struct, and the anchor is neither of them. */
#include <linux/mm.h>

struct mismatch_ok_space {
	struct list_head list;
	struct list_head tables;
	struct list_head pages;
};

void mismatch_ok_space_add(struct mismatch_ok_space *space, pte_t *pte, struct folio *folio)
{
	list_add(&virt_to_ptdesc(pte)->pt_list, &space->tables);
	list_add(&folio->page.lru, &space->pages);
}

void mismatch_ok_space_free(struct mismatch_ok_space *space)
{
	struct ptdesc *ptdesc, *next_table;
	struct page *page, *next;

	list_for_each_entry_safe(ptdesc, next_table, &space->tables, pt_list)
		pagetable_free(ptdesc);
	list_for_each_entry_safe(page, next, &space->pages, lru)
		__free_page(page);
	list_del(&space->list);
}
