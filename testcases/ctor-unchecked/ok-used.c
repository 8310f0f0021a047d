// SPDX-License-Identifier: GPL-2.0-or-later
/* Tested, passed on, or one that cannot fail. */
#include <linux/mm.h>

/* As in Linux 6.12. */
static void pagetable_pud_ctor(struct ptdesc *ptdesc)
{
	ptdesc->pt_mm = &init_mm;
}

bool ctor_used_return(struct ptdesc *ptdesc)
{
	return pagetable_pte_ctor(ptdesc);
}

int ctor_used_test(struct ptdesc *ptdesc)
{
	bool ok = pagetable_pmd_ctor(ptdesc);

	BUG_ON(!pagetable_pte_ctor(ptdesc));
	return ok ? 0 : -1;
}

void ctor_used_void(struct ptdesc *ptdesc)
{
	pagetable_pud_ctor(ptdesc);
}
