// SPDX-License-Identifier: GPL-2.0-or-later
/* What is asked of the memory of a table that is only freed as one later (s390's vmem). */
#include <linux/mm.h>

void ref_flag_expression(void *table)
{
	if (PageReserved(virt_to_page(table)))		/* expect: ref-flag */
		return;
	pagetable_free(virt_to_ptdesc(table));
}

/* The same expression of another variable. */
bool ref_flag_expression_other(void *table, void *data)
{
	pagetable_free(virt_to_ptdesc(table));
	return PageReserved(virt_to_page(data));
}
