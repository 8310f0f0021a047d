// SPDX-License-Identifier: GPL-2.0-or-later
/* A table counted by hand, and taken back by hand. */
#include <linux/mm.h>

void api_state_new(pgtable_t table)
{
	inc_zone_page_state(table, 7);			/* expect: api-state */
}

void api_state_old(pmd_t *pmd)
{
	dec_zone_page_state(virt_to_page(pmd), 7);	/* expect: api-state */
}
