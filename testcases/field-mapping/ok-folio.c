// SPDX-License-Identifier: GPL-2.0-or-later
/* Page cache. */
#include <linux/pagemap.h>

void mapping_ok_folio_replace(struct folio *old, struct folio *new)
{
	new->mapping = old->mapping;
	folio_page(old, 0)->mapping = NULL;
}

bool mapping_ok_folio_same(struct address_space *mapping, pgoff_t index)
{
	struct page *page = find_get_page(mapping, index);

	return page && page->mapping == mapping;
}
