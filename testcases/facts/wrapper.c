// SPDX-License-Identifier: GPL-2.0-or-later
/* A table that comes through a helper, and one that goes through it as a parameter. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static struct list_head wrapper_list;

static struct page *wrapper_get(void)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (page)
		page->index = 0;
	return page;
}

static void wrapper_link(struct page *page)
{
	list_add(&page->lru, &wrapper_list);
}

int wrapper_populate(pmd_t *entry)
{
	struct page *page = wrapper_get();

	if (!page)
		return -1;
	wrapper_link(page);
	pmd_populate_kernel(NULL, entry, page_address(page));
	return 0;
}

/* This one serves everybody. */
static unsigned long wrapper_index(struct page *page)
{
	return page->index;
}

unsigned long wrapper_any(struct page *data)
{
	struct page *page = list_first_entry(&wrapper_list, struct page, lru);

	return wrapper_index(page) + wrapper_index(data);
}
