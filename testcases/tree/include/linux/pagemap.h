/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef __LINUX_PAGEMAP_H
#define __LINUX_PAGEMAP_H

#include <linux/mm.h>

struct address_space {
	struct list_head pages;
	unsigned long nrpages;
	spinlock_t lock;
};

int filemap_add_folio(struct address_space *mapping, struct folio *folio, pgoff_t index);
struct page *find_get_page(struct address_space *mapping, pgoff_t index);

#endif
