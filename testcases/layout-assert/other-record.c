// SPDX-License-Identifier: GPL-2.0-or-later
/* Another descriptor over struct page: one assertion of two. */
#include <linux/mm.h>

struct zpdesc {
	unsigned long flags;
	struct list_head lru;		/* expect: layout-assert */
};

static_assert(offsetof(struct page, flags) == offsetof(struct zpdesc, flags));

bool layout_assert_zpdesc(struct zpdesc *zpdesc, pte_t *pte)
{
	return pte && list_empty(&zpdesc->lru);
}
