// SPDX-License-Identifier: GPL-2.0-or-later
/* The names of today. */
#include <linux/mm.h>

bool api_renamed_ok_new(struct ptdesc *ptdesc)
{
	return pagetable_pte_ctor(ptdesc);
}

void api_renamed_ok_end(pmd_t *pmd)
{
	pagetable_pmd_dtor(virt_to_ptdesc(pmd));
}
