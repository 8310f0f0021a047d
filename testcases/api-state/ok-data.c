// SPDX-License-Identifier: GPL-2.0-or-later
/* Data is counted so. */
#include <linux/mm.h>

void api_state_ok(struct vm_fault *fault, pte_t *pte)
{
	inc_zone_page_state(fault->page, 7);
	dec_zone_page_state(pte_page(*pte), 7);
}
