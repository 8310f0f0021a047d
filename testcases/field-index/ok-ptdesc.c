// SPDX-License-Identifier: GPL-2.0-or-later
/* The descriptor's own member. */
#include <linux/mm.h>

unsigned long index_ok_ptdesc_address(pmd_t *entry)
{
	struct ptdesc *ptdesc = pmd_ptdesc(entry);

	return ptdesc->pt_index;
}
