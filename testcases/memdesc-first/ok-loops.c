// SPDX-License-Identifier: GPL-2.0-or-later
/* Loops that go on, that gather, or that do it for somebody else to see. */
#include <linux/mm.h>

void memdesc_first_ok_index(struct page *page, unsigned int count, unsigned long tag)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		page[i].memcg_data = tag;
	for (i = 0; i < count; i++)
		(page + i)->memcg_data = tag;
	for (i = 0; i < count; i++, page++)
		page->memcg_data = tag;
}

void memdesc_first_ok_step(struct page *page, unsigned int count, unsigned long tag)
{
	for (unsigned int i = 0; i < count; i++) {
		page->memcg_data = tag;
		page = page + 1;
	}
}

void memdesc_first_ok_gather(struct page *page, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		page->private = page->private * 2 + 1;
	for (unsigned int i = 0; i < count; i++)
		page->memcg_data = i;
}

void memdesc_first_ok_seen(struct page *page, unsigned int count, bool (*look)(struct page *))
{
	for (unsigned int i = 0; i < count; i++) {
		page->memcg_data = 0;
		if (look(page))
			break;
	}
}

void memdesc_first_ok_list(struct page **pages, unsigned int count, unsigned long tag)
{
	for (unsigned int i = 0; i < count; i++) {
		struct page *page = pages[i];

		page->memcg_data = tag;
	}
	for (unsigned int i = 0; i < count; i++)
		pages[i]->memcg_data = tag;
}
