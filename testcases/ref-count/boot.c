// SPDX-License-Identifier: GPL-2.0-or-later
/* Tables of the boot that describe hot-plugged memory (x86). */
#include <linux/mm.h>

void get_page_bootmem(unsigned long info, struct page *page, int type);
void put_page_bootmem(struct page *page);

void ref_count_boot(pte_t *table, struct page *data)
{
	get_page_bootmem(1, virt_to_page(table), 2);	/* expect: ref-count */
	get_page_bootmem(1, data, 3);
}

void ref_count_boot_end(struct ptdesc *ptdesc, struct page *data)
{
	put_page_bootmem(ptdesc_page(ptdesc));		/* expect: ref-count */
	put_page_bootmem(data);
}
