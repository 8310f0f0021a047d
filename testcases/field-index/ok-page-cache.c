// SPDX-License-Identifier: GPL-2.0-or-later
/* Page cache offsets. */
#include <linux/pagemap.h>

pgoff_t index_ok_cache_next(struct address_space *mapping, pgoff_t start)
{
	struct page *page = find_get_page(mapping, start);

	return page ? page->index + 1 : start;
}

pgoff_t index_ok_cache_folio(struct folio *folio)
{
	return folio->index + folio_page(folio, 1)->index;
}
