// SPDX-License-Identifier: GPL-2.0-or-later
/* Two members in one statement, and a conditional that yields a table. */
#include <linux/mm.h>

unsigned long mapping_two_uses(struct ptdesc *ptdesc, pte_t *pte)
{
	const struct page *page = ptdesc ? ptdesc_page(ptdesc) : virt_to_page(pte);

	return (unsigned long)page->mapping + page->index;	/* expect: field-mapping, field-index */
}
