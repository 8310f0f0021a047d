// SPDX-License-Identifier: GPL-2.0-or-later
/* Declarations in all the shapes that they come in. */
#include <linux/mm.h>
#include <asm/pgalloc.h>

static struct list_head shapes;

/* One of several, with a comment and an initialiser. */
int shapes_among(pmd_t *entry, struct page *data)
{
	struct page *other = data, *page;	/* the table */
	int error = 0;

	page = alloc_page(GFP_KERNEL);
	if (!page)
		return -1;
	list_add(&page->lru, &shapes);
	get_page(other);
	pmd_populate_kernel(NULL, entry, page_address(page));
	return error;
}

/* Both of two. */
int shapes_both(pmd_t *entry, pmd_t *next)
{
	struct page *page, *pg;

	page = alloc_page(GFP_KERNEL);
	pg = alloc_page(GFP_KERNEL);
	if (!page || !pg)
		return -1;
	list_add(&page->lru, &shapes);
	list_add(&pg->lru, &page->lru);
	pmd_populate_kernel(NULL, entry, page_address(page));
	pmd_populate_kernel(NULL, next, page_address(pg));
	return 0;
}

/* A pointer that does not change. */
int shapes_const(pmd_t *entry)
{
	struct page *const page = alloc_page(GFP_KERNEL);

	if (!page)
		return -1;
	page->index = 1;
	pmd_populate_kernel(NULL, entry, page_address(page));
	return 0;
}

/* A name that is taken. */
int shapes_taken(pmd_t *entry, struct ptdesc *ptdesc)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return -1;
	page->index = ptdesc->pt_index;
	pmd_populate_kernel(NULL, entry, page_address(page));
	return 0;
}

/* In an expression. */
unsigned long shapes_expression(pmd_t *entry)
{
	return ({
		struct page *page = alloc_page(GFP_KERNEL);

		page->index = 1;
		pmd_populate_kernel(NULL, entry, page_address(page));
		page->index;
	});
}

/* In a block of its own, not looked at any further when nothing asks for it. */
int shapes_unused(pmd_t *entry)
{
	for (int i = 0; i < 2; i++) {
		struct page *page __attribute__((unused)) = alloc_page(GFP_KERNEL);

		if (!page)
			return -1;
		pmd_populate_kernel(NULL, entry + i, page_address(page));
	}
	return 0;
}

#define shapes_macro(entry)						\
do {									\
	struct page *table = alloc_page(GFP_KERNEL);	/* for it */	\
									\
	table->index = 2;						\
	pmd_populate_kernel(NULL, entry, page_address(table));		\
} while (0)

void shapes_expand(pmd_t *entry)
{
	shapes_macro(entry);
}
