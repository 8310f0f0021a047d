// SPDX-License-Identifier: GPL-2.0-or-later
/* A global that holds a table between two calls. */
#include <linux/mm.h>

static struct page *index_global_spare;

void index_global_keep(struct ptdesc *ptdesc)
{
	if (!index_global_spare)
		index_global_spare = ptdesc_page(ptdesc);
}

unsigned long index_global_age(void)
{
	return index_global_spare ? index_global_spare->index : 0;	/* expect: field-index */
}
