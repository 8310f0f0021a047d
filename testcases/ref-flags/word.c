// SPDX-License-Identifier: GPL-2.0-or-later
/* The word of the flags, without a function around it. */
#include <linux/mm.h>

bool ref_flags_word(pud_t *pud)
{
	struct page *page = virt_to_page(pud);

	page->flags |= 1UL << PG_dirty;			/* expect: ref-flags */
	return page->flags & (1UL << PG_reserved);	/* expect: ref-flags */
}
