// SPDX-License-Identifier: GPL-2.0-or-later
/* Buffers hang on their page. */
#include <linux/pagemap.h>

struct private_ok_buffer {
	struct private_ok_buffer *next;
};

struct private_ok_buffer *private_ok_buffer_of(struct page *page)
{
	return (struct private_ok_buffer *)page_private(page);
}

void private_ok_buffer_attach(struct folio *folio, struct private_ok_buffer *buffer)
{
	struct page *page = folio_page(folio, 0);

	page->private = (unsigned long)buffer;
	folio->private = private_ok_buffer_of(page);
}
