// SPDX-License-Identifier: GPL-2.0-or-later
/* The same of data. */
#include <linux/mm.h>

int api_map_ok(pte_t *pte, struct vm_fault *fault)
{
	set_page_private(fault->page, 1);
	return page_mapcount(pte_page(*pte));
}
