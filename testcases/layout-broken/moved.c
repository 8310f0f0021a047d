// SPDX-License-Identifier: GPL-2.0-or-later
/* What was put in between moves what follows. */
#include <linux/mm.h>

struct ioptdesc {
	unsigned long __page_flags;
	atomic_t users;
	struct list_head iopt_freelist_elm;	/* expect: layout-broken, layout-assert */
};

static_assert(offsetof(struct page, flags) == offsetof(struct ioptdesc, __page_flags));

bool layout_broken_moved(struct ioptdesc *ioptdesc, pte_t *pte)
{
	return pte && list_empty(&ioptdesc->iopt_freelist_elm);
}
