// SPDX-License-Identifier: GPL-2.0-or-later
/* An I/O page table: entries of another type, no struct ptdesc. */
#include <linux/mm.h>

typedef struct { u64 val; } private_ok_iopte_t;

void private_ok_iopte_get(private_ok_iopte_t *table)
{
	struct page *page = virt_to_page(table);

	page->private++;
}
