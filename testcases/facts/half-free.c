// SPDX-License-Identifier: GPL-2.0-or-later
/* What half-alloc.c does not allocate as a page table is not freed as one here. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

#define HALF_ORDER	3

extern struct list_head half_list;

int half_more(pud_t *entry)
{
	pmd_t *table = (pmd_t *)__get_free_pages(GFP_KERNEL, HALF_ORDER);

	if (!table)
		return -1;
	pud_populate(NULL, entry, table);
	return 0;
}

void half_drain(void)
{
	struct page *page, *next;

	list_for_each_entry_safe(page, next, &half_list, lru)
		__free_pages(page, HALF_ORDER);
}
