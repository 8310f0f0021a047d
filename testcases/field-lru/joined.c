// SPDX-License-Identifier: GPL-2.0-or-later
/* What joins a list of tables is one, and so is what it was allocated as. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

struct lru_joined {
	struct list_head tables;
	struct list_head others;
};

static struct page *lru_joined_alloc(void)
{
	return alloc_page(GFP_KERNEL | __GFP_ZERO);	/* expect: alloc-raw, api-interface */
}

void lru_joined_first(struct lru_joined *joined, pmd_t *pmd)
{
	struct page *page = lru_joined_alloc();

	list_add(&page->lru, &joined->tables);		/* expect: field-lru */
	pmd_populate_kernel(&init_mm, pmd, (pte_t *)page_address(page));
}

void lru_joined_next(struct lru_joined *joined, unsigned long address)
{
	struct page *page = lru_joined_alloc();

	page->index = address;				/* expect: field-index */
	list_add(&page->lru, &joined->tables);		/* expect: field-lru */
}

void lru_joined_back(struct lru_joined *joined, struct list_head *entry)
{
	list_entry(entry, struct page, lru)->index = 0;	/* expect: field-lru, field-index */
	list_add_tail(entry, &joined->tables);
}

void lru_joined_other(struct lru_joined *joined, struct page *data)
{
	data->index = 0;
	list_add(&data->lru, &joined->others);
}
