// SPDX-License-Identifier: GPL-2.0-or-later
/* Static helpers that serve page tables alone, in and out. */
#include <linux/mm.h>

static void api_interface_pin(struct page *page, int count)	/* expect: api-interface */
{
	while (count--)
		SetPagePinned(page);		/* expect: ref-flag */
}

static struct page *api_interface_of(pmd_t *pmd)
{
	if (pmd_none(*pmd))
		return NULL;
	return virt_to_page(pmd);		/* expect: api-interface */
}

void api_interface_use(pmd_t *pmd, pgtable_t table)
{
	api_interface_pin(virt_to_page(table), 1);
	if (api_interface_of(pmd))
		api_interface_pin(api_interface_of(pmd), 2);
}
