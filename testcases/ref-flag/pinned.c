// SPDX-License-Identifier: GPL-2.0-or-later
/* A table's page says whether a hypervisor knows of the table (Xen). */
#include <linux/mm.h>

static void ref_flag_pin(struct page *page)	/* expect: api-interface */
{
	if (!PagePinned(page))			/* expect: ref-flag */
		SetPagePinned(page);		/* expect: ref-flag */
}

void ref_flag_pin_all(pgd_t *pgd, pgtable_t table)
{
	ref_flag_pin(virt_to_page(pgd));
	ref_flag_pin(table);
}
