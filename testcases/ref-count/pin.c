// SPDX-License-Identifier: GPL-2.0-or-later
/* A table kept alive by a reference to its page; one level by the descriptor. */
#include <linux/mm.h>

void ref_count_pin(pgtable_t table, struct ptdesc *ptdesc)
{
	get_page(table);				/* expect: ref-count */
	if (page_count(ptdesc_page(ptdesc)) > 1)	/* expect: ref-count */
		put_page(ptdesc_page(ptdesc));		/* expect: ref-count */
}
